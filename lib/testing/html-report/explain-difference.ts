import { stringify } from 'yaml';

/** What a reader may not see from two values: which side lacks the field, or that only the type or order differs. */
export function explainDifference(actual: unknown, expected: unknown): string | undefined {
  if (actual === undefined) return 'Only expected sets this, and no default of Kubernetes makes up for it.';
  if (expected === undefined) return 'Only actual sets this, and it is not what Kubernetes would fill in.';
  if (typeName(actual) !== typeName(expected))
    return `${typeName(actual)} in actual, ${typeName(expected).toLowerCase()} in expected.`;
  if (Array.isArray(actual) && Array.isArray(expected) && sorted(actual) === sorted(expected)) {
    return 'The same items in another order, and here the order matters.';
  }
  if (typeof actual === 'string' && typeof expected === 'string') {
    if (actual.trim() === expected.trim()) return 'They differ only in white space at the beginning or end.';
    if (actual.toLowerCase() === expected.toLowerCase()) return 'They differ only in upper and lower case.';
  }
  return undefined;
}

function typeName(value: unknown): string {
  if (value === null) return 'Null';
  if (Array.isArray(value)) return 'A list';
  if (typeof value === 'bigint') return 'A number';
  return typeof value === 'object' ? 'An object' : `A ${typeof value}`;
}

function sorted(list: readonly unknown[]): string {
  return list
    .map((item) => stringify(item))
    .sort()
    .join('\n');
}
