/** A place where two sets of manifests do not mean the same. */
export interface Difference {
  /** The object, as in `Deployment default/ps`. */
  readonly object: string;
  /** The field, as `kubectl explain` says it: `spec.template.spec.containers[name=ps].image`; empty for the object as a whole. */
  readonly path: string;
  /** What the actual manifest has there; `undefined` where it has nothing. */
  readonly actual: unknown;
  /** What the expected manifest has there; `undefined` where it has nothing. */
  readonly expected: unknown;
  /** The side that lacks it. */
  readonly missing?: 'actual' | 'expected';
}
