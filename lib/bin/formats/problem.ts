/** What a report that consists of problems says about one of them. */
export interface Problem {
  /** The rule that found it. */
  readonly rule: string;
  /** `error`: it makes the verdict negative. */
  readonly level: 'error' | 'warning' | 'note';
  /** As in `Deployment default/web`; empty when it is about no object. */
  readonly object: string;
  /** The path of the field; empty when it is about the object as a whole. */
  readonly path: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}
