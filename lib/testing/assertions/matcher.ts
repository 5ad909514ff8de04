import { type FieldPath } from '../equivalence/field-path';
import { type MatchResult } from './match-result';

/**
 * A condition on one value of a manifest, usable anywhere in a pattern. The factories of `Match` make the common
 * ones; extend this class for one of your own.
 */
export abstract class Matcher {
  /** How the condition reads in a message after "expected:", for example `a string like "web-*"`. */
  public abstract describe(): string;

  /**
   * Whether a value meets the condition.
   *
   * @param actual the value; `undefined` where the manifest has none
   * @param path where the value stands in its manifest, for the mismatches
   */
  public abstract test(actual: unknown, path: FieldPath): MatchResult;

  /** Patterns are shown by `JSON.stringify` in some runners: show the condition, not the fields of this class. */
  public toJSON(): string {
    return `<${this.describe()}>`;
  }
}
