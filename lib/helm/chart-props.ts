import { type JsonObject } from '../kubernetes/json';

/** A maintainer of a chart. */
export interface HelmMaintainer {
  /** Name of the person or team. */
  readonly name: string;
  /** Address for mail. @default - none */
  readonly email?: string;
  /** Address of a page. @default - none */
  readonly url?: string;
}

/** A chart on which this chart depends. */
export interface HelmDependency {
  /** Name of the chart. */
  readonly name: string;
  /** A version or a range of versions. */
  readonly version: string;
  /** Where it is found. @default - in charts/ */
  readonly repository?: string;
  /** Paths of values that turn it on or off, `postgresql.enabled`. @default - always on */
  readonly condition?: string;
  /** Groups of dependencies that a value turns on or off together. @default - none */
  readonly tags?: string[];
  /** Name under which its values stand. @default - its name */
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
  /** Address of the project. @default - none */
  readonly home?: string;
  /** Address of an image. @default - none */
  readonly icon?: string;
  /** Addresses of the source code. @default - none */
  readonly sources?: string[];
  /** Words to find the chart by. @default - none */
  readonly keywords?: string[];
  /** Who maintains the chart. @default - none */
  readonly maintainers?: HelmMaintainer[];
  /** Annotations of Chart.yaml. @default - none */
  readonly annotations?: { readonly [key: string]: string };
  /** Charts on which this chart depends. @default - none */
  readonly dependencies?: HelmDependency[];
}
