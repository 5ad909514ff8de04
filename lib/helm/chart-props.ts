import { type JsonObject } from '../kubernetes/json';

/** A maintainer of a chart. */
export interface HelmMaintainer {
  readonly name: string;
  /** @default - none */
  readonly email?: string;
  /** @default - none */
  readonly url?: string;
}

/** A chart on which this chart depends. */
export interface HelmDependency {
  readonly name: string;
  /** A version or a range of versions. */
  readonly version: string;
  /** Where it is found. @default - in charts/ */
  readonly repository?: string;
  /** Paths of values that turn it on or off, `postgresql.enabled`. @default - always on */
  readonly condition?: string;
  /** @default - none */
  readonly tags?: string[];
  /** @default - its name */
  readonly alias?: string;
  /** What is set of its values. @default - nothing */
  readonly values?: JsonObject;
}

/** The content of Chart.yaml. */
export interface HelmChartMetadata {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  /** Version of the chart: semantic versioning. */
  readonly version: string;
  /** Version of what it installs. @default - not written */
  readonly appVersion?: string;
  /** One sentence. @default - not written */
  readonly description?: string;
  /** Range of Kubernetes versions, `>=1.27.0-0`. @default - any */
  readonly kubeVersion?: string;
  /** @default - none */
  readonly home?: string;
  /** @default - none */
  readonly icon?: string;
  /** @default - none */
  readonly sources?: string[];
  /** @default - none */
  readonly keywords?: string[];
  /** @default - none */
  readonly maintainers?: HelmMaintainer[];
  /** @default - none */
  readonly annotations?: { readonly [key: string]: string };
  /** @default - none */
  readonly dependencies?: HelmDependency[];
}
