import { type FieldPath } from '../equivalence/field-path';

/** One place where a value does not meet a pattern. */
export interface Mismatch {
  /** Where it stands in the manifest; `toString()` is as `kubectl explain` says it. */
  readonly path: FieldPath;

  /** What the pattern asks for, in words. */
  readonly expected: string;

  /** The value that is there; `undefined` when there is none. */
  readonly actual: unknown;

  /** How many leaves of the pattern this mismatch stands for: the measure by which one resource is closer than another. */
  readonly weight: number;
}

/** A value that a `Capture` saw, kept back until the whole pattern is known to match. */
export interface Captured {
  readonly record: (value: unknown) => void;
  readonly value: unknown;
}

/** What a pattern made of one value: matched when `mismatches` is empty. */
export interface MatchResult {
  readonly mismatches: readonly Mismatch[];
  readonly captured: readonly Captured[];
}

/** The result of a condition with nothing to say. */
export const MATCHED: MatchResult = { mismatches: [], captured: [] };

/** The result of one condition that failed at one place. */
export function mismatch(path: FieldPath, expected: string, actual: unknown, weight = 1): MatchResult {
  return { mismatches: [{ path, expected, actual, weight }], captured: [] };
}

/** The results of the parts of a pattern as the result of the whole. */
export function combine(results: readonly MatchResult[]): MatchResult {
  return {
    mismatches: results.flatMap((result) => result.mismatches),
    captured: results.flatMap((result) => result.captured),
  };
}

/** How far a value is from a pattern; 0 is a match. */
export function distance(result: MatchResult): number {
  return result.mismatches.reduce((sum, each) => sum + each.weight, 0);
}
