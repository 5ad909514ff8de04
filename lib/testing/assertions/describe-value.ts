import { Matcher } from './matcher';

/** Longer values are cut: a message that scrolls away shows nothing. */
const LONGEST = 240;

/** A value or a pattern on one line, matchers in words, cut after 240 characters. */
export function describeValue(value: unknown): string {
  const text = inWords(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}

function inWords(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value instanceof Matcher) return value.describe();
  if (isAsymmetric(value)) return value.toAsymmetricMatcher?.() ?? `${value.toString()} ${inWords(value.sample)}`;
  if (Array.isArray(value)) return `[${value.map(inWords).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${inWords(member)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  // An integer too long for a double is a bigint, of which JSON knows nothing.
  return typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? typeof value);
}

/** A matcher of Jest or Vitest, such as `expect.stringContaining('x')`. */
export interface AsymmetricMatcher {
  asymmetricMatch(actual: unknown): boolean;
  toAsymmetricMatcher?(): string;
  toString(): string;
  readonly sample?: unknown;
}

/** Whether a part of a pattern is a matcher of Jest or Vitest. */
export function isAsymmetric(value: unknown): value is AsymmetricMatcher {
  return (
    value !== null &&
    typeof value === 'object' &&
    typeof (value as Partial<AsymmetricMatcher>).asymmetricMatch === 'function'
  );
}
