import fc from 'fast-check';
import { alignLines } from '../../lib/testing/line-diff';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

test('the lines of both texts are all there, in order', () => {
  fc.assert(
    fc.property(lines, lines, (actual, expected) => {
      // WHEN
      const pairs = alignLines(actual, expected);

      // THEN
      expect(pairs.flatMap((pair) => pair.actual ?? [])).toEqual(actual);
      expect(pairs.flatMap((pair) => pair.expected ?? [])).toEqual(expected);
    }),
  );
});

test('as many lines as possible stand beside their equal', () => {
  fc.assert(
    fc.property(lines, lines, (actual, expected) => {
      const equal = alignLines(actual, expected).filter((pair) => pair.actual === pair.expected);
      expect(equal).toHaveLength(longestCommonSubsequence(actual, expected));
    }),
  );
});

test('a line added at the top leaves the others beside their equals', () => {
  expect(alignLines(['x', 'a', 'b'], ['a', 'b'])).toEqual([
    { actual: 'x', expected: undefined },
    { actual: 'a', expected: 'a' },
    { actual: 'b', expected: 'b' },
  ]);
});

test('texts too long to align are paired line by line in no time', () => {
  // GIVEN
  const actual = Array.from({ length: 20_000 }, (_, i) => `a${i}`);
  const expected = Array.from({ length: 20_000 }, (_, i) => `e${i}`);

  // THEN
  expect(alignLines(actual, expected)).toHaveLength(20_000);
});

function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const row = new Array<number>(b.length + 1).fill(0);
  for (const each of a) {
    let diagonal = 0;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] ?? 0;
      row[j] = each === b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1] ?? 0);
      diagonal = above;
    }
  }
  return row[b.length] ?? 0;
}
