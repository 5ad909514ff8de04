import { type FieldPath } from '../equivalence/field-path';
import { type Json } from '../equivalence/manifest';
import { describeValue, isAsymmetric } from './describe-value';
import { combine, MATCHED, mismatch, type MatchResult } from './match-result';
import { Matcher } from './matcher';

/** `partial`: an object may have members that its pattern does not name. `exact`: it may not. */
export type Strictness = 'partial' | 'exact';

/**
 * Compares a value with a pattern: matchers decide for themselves, objects go member by member, lists element by
 * element in order, and everything else must be the same value.
 *
 * @throws when the pattern holds `undefined` or a function: such a test could not fail, or not for the reason it says
 */
export function matchPattern(pattern: unknown, actual: unknown, path: FieldPath, strictness: Strictness): MatchResult {
  if (pattern instanceof Matcher) return pattern.test(actual, path);
  if (isAsymmetric(pattern)) {
    return pattern.asymmetricMatch(actual) ? MATCHED : mismatch(path, describeValue(pattern), actual);
  }
  if (pattern === undefined || typeof pattern === 'function') {
    throw new Error(
      `the pattern has ${pattern === undefined ? 'undefined' : 'a function'} at ${path.toString() || 'its root'}: ` +
        'use Match.absent() for a field that must not be there, or leave the field out',
    );
  }
  if (Array.isArray(pattern)) return matchList(pattern, actual, path, strictness);
  if (isRecord(pattern)) return matchRecord(pattern, actual, path, strictness);
  return pattern === actual ? MATCHED : mismatch(path, describeValue(pattern), actual);
}

function matchList(pattern: readonly unknown[], actual: unknown, path: FieldPath, strictness: Strictness): MatchResult {
  if (!Array.isArray(actual)) return mismatch(path, describeValue(pattern), actual, weigh(pattern));
  const results = pattern.map((element, i) => matchPattern(element, actual[i], itemOf(path, actual[i], i), strictness));
  const surplus = actual.slice(pattern.length).map((element, i) => {
    return mismatch(itemOf(path, element, pattern.length + i), describeValue(undefined), element);
  });
  return combine([...results, ...surplus]);
}

function matchRecord(
  pattern: Record<string, unknown>,
  actual: unknown,
  path: FieldPath,
  strictness: Strictness,
): MatchResult {
  // An object that is not there is one mismatch with the whole of it, unless all it asks for is absence.
  if (!isRecord(actual)) {
    const absenceSuffices = (actual === undefined || actual === null) && Object.keys(pattern).length > 0;
    const results = absenceSuffices ? membersOf(pattern, {}, path, strictness) : undefined;
    return results?.mismatches.length === 0 ? results : mismatch(path, describeValue(pattern), actual, weigh(pattern));
  }
  const surplus =
    strictness === 'partial'
      ? []
      : Object.keys(actual)
          .filter((key) => !Object.hasOwn(pattern, key) && actual[key] !== undefined)
          .map((key) => mismatch(path.member(key), describeValue(undefined), actual[key]));
  return combine([membersOf(pattern, actual, path, strictness), ...surplus]);
}

function membersOf(
  pattern: Record<string, unknown>,
  actual: Record<string, unknown>,
  path: FieldPath,
  strictness: Strictness,
): MatchResult {
  return combine(
    Object.entries(pattern).map(([key, member]) => {
      const value = Object.hasOwn(actual, key) ? actual[key] : undefined;
      return matchPattern(member, value, path.member(key), strictness);
    }),
  );
}

/** What the mismatch of a whole pattern counts: its leaves, and an empty list or object for one. */
function weigh(pattern: unknown): number {
  return Math.max(1, leaves(pattern));
}

/** How many single values a pattern asks for. */
function leaves(pattern: unknown): number {
  if (pattern instanceof Matcher || isAsymmetric(pattern)) return 1;
  if (Array.isArray(pattern)) return pattern.reduce<number>((sum, element) => sum + leaves(element), 0);
  if (isRecord(pattern)) return Object.values(pattern).reduce<number>((sum, member) => sum + leaves(member), 0);
  return 1;
}

/** The path of an item: by its name, as people know containers, ports and volumes, else by its position. */
export function itemOf(path: FieldPath, item: unknown, position: number): FieldPath {
  return path.item(item as Json | undefined, ['name'], position);
}

/** Whether a value is an object with members, neither a list nor null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
