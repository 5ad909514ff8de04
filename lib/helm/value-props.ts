import { type JsonObject } from '../kubernetes/json';

/** How a text value is declared. */
export interface StringValueProps {
  /** Value where the deployer gives none. @default - the deployer must give it */
  readonly default?: string;
  /** A comment in values.yaml. @default - none */
  readonly description?: string;
  /**
   * A regular expression that both JavaScript and RE2 know. @default - anything but control characters U+007F to
   * U+009F
   */
  readonly pattern?: string;
  /** In characters. @default - no limit */
  readonly minLength?: number;
  /** In characters. @default - no limit */
  readonly maxLength?: number;
  /** What stands in for a value without default while names and lengths are validated. @default 'example' */
  readonly example?: string;
}

/** How a value that is a whole number is declared. */
export interface IntValueProps {
  /** Value where the deployer gives none. @default - the deployer must give it */
  readonly default?: number;
  /** A comment in values.yaml. @default - none */
  readonly description?: string;
  /** Smallest value. @default - the smallest integer that JSON carries exactly */
  readonly minimum?: number;
  /** Largest value. @default - the largest integer that JSON carries exactly */
  readonly maximum?: number;
  /** What stands in for a value without default while ranges are validated. @default - the minimum, or 1 */
  readonly example?: number;
}

/** How a value that is a number is declared. */
export interface NumberValueProps {
  /** Value where the deployer gives none. @default - the deployer must give it */
  readonly default?: number;
  /** A comment in values.yaml. @default - none */
  readonly description?: string;
  /** Smallest value. @default - no limit */
  readonly minimum?: number;
  /** Largest value. @default - no limit */
  readonly maximum?: number;
  /** What stands in for a value without default while ranges are validated. @default - the minimum, or 1 */
  readonly example?: number;
}

/** How a value that is true or false is declared. */
export interface BoolValueProps {
  /** Value where the deployer gives none. @default - the deployer must give it */
  readonly default?: boolean;
  /** A comment in values.yaml. @default - none */
  readonly description?: string;
}

/** How a value that is one of several texts is declared. */
export interface EnumValueProps {
  /** The allowed texts. */
  readonly options: string[];
  /** Value where the deployer gives none. @default - the deployer must give it */
  readonly default?: string;
  /** A comment in values.yaml. @default - none */
  readonly description?: string;
}

/** How the name of an existing Secret is declared. */
export interface SecretRefValueProps {
  /** Name of the Secret. @default - the deployer must give it */
  readonly name?: string;
  /** Key in the Secret. @default - the deployer must give it */
  readonly key?: string;
  /** A comment in values.yaml. @default - none */
  readonly description?: string;
}

/** A key in a Secret: what `secretKeyRef` takes. */
export interface SecretRefValue {
  /** Name of the Secret. */
  readonly name: string;
  /** Key in the Secret. */
  readonly key: string;
}

/** How a value that is any JSON object is declared. */
export interface JsonValueProps {
  /** Value where the deployer gives none. @default - the deployer must give it */
  readonly default?: JsonObject;
  /** A comment in values.yaml. @default - none */
  readonly description?: string;
  /** JSON schema of the value. @default - any object */
  readonly schema?: JsonObject;
}

/** How a list of any JSON is declared. */
export interface JsonListValueProps {
  /** Value where the deployer gives none. @default - the deployer must give it */
  readonly default?: JsonObject[];
  /** A comment in values.yaml. @default - none */
  readonly description?: string;
  /** JSON schema of the list. @default - any array */
  readonly schema?: JsonObject;
}

/** How a list of texts is declared. */
export interface ListValueProps {
  /** Value where the deployer gives none. @default - the deployer must give it */
  readonly default?: string[];
  /** A comment in values.yaml. @default - none */
  readonly description?: string;
  /** What every item must match. @default - anything but control characters U+007F to U+009F */
  readonly pattern?: string;
  /** Smallest number of items. @default - no limit */
  readonly minItems?: number;
  /** Largest number of items. @default - no limit */
  readonly maxItems?: number;
}

/** The tokens of a release. */
export interface HelmRelease {
  /** Name of the release: `.Release.Name`. */
  readonly name: string;
  /** Namespace of the release: `.Release.Namespace`. */
  readonly namespace: string;
  /** Number of the revision, from 1: `.Release.Revision`. */
  readonly revision: number;
  /** Whether the release is upgraded or rolled back: `.Release.IsUpgrade`. */
  readonly isUpgrade: boolean;
}

/** The tokens of a chart. */
export interface HelmChartTokens {
  /** Name of the chart: `.Chart.Name`. */
  readonly name: string;
  /** Version of the chart: `.Chart.Version`. */
  readonly version: string;
  /** Version of what the chart installs: `.Chart.AppVersion`. */
  readonly appVersion: string;
}
