/** Something that a linter holds against an object. */
export interface Finding {
  /** The tool, a space, and the rule's id there: as in the table of `test/apps/production-rules/rules.ts`. */
  readonly rule: string;
  /** `Kind namespace/name`. */
  readonly object: string;
}
