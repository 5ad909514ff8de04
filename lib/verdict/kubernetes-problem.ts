import { type KubernetesVersion } from './kubernetes-version';

/** What the API server of some versions says of an object. */
export interface KubernetesProblem {
  /** `error`: the object is refused. `warning`: it is accepted with a warning. */
  readonly severity: 'error' | 'warning';

  /** The versions that say so. */
  readonly versions: readonly KubernetesVersion[];

  /** `Kind namespace/name` of the object. */
  readonly object: string;

  /** The path of the field, when the problem is one of a field. */
  readonly field?: string;

  /** The server's reason, such as `FieldValueInvalid`; `Warning` for a warning. */
  readonly reason: string;

  /** The server's message. */
  readonly message: string;

  /** The file that the object was read from. */
  readonly file?: string;

  /** The line of the field, counted from 1. */
  readonly line?: number;

  /** The column of the field, counted from 1. */
  readonly column?: number;
}
