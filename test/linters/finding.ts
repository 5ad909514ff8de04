/** What a linter reports about an object. */
export interface Finding {
  /** The tool, a space, and the rule's id there. */
  readonly rule: string;
  /** `Kind namespace/name`. */
  readonly object: string;
}
