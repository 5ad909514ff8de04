import fc from 'fast-check';
import { FieldPath } from '../../../lib/testing/equivalence/field-path';
import { Match } from '../../../lib/testing/assertions/match';
import { isRecord, matchPattern } from '../../../lib/testing/assertions/match-pattern';
import { distance } from '../../../lib/testing/assertions/match-result';

const json = fc.jsonValue({ maxDepth: 4 });

/** The same value with members left out of its objects at random: a partial pattern of it. */
function thin(value: unknown, keep: () => boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => thin(each, keep));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(() => keep())
      .map(([key, member]) => [key, thin(member, keep)]),
  );
}

test('every value matches itself, partially and exactly', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(matchPattern(value, value, FieldPath.ROOT, 'partial').mismatches).toEqual([]);
      expect(matchPattern(Match.exact(value), value, FieldPath.ROOT, 'partial').mismatches).toEqual([]);
    }),
  );
});

test('every value matches a thinned copy of itself partially, and exactly only when nothing was left out', () => {
  fc.assert(
    fc.property(json, fc.infiniteStream(fc.boolean()), (value, coins) => {
      // GIVEN
      const pattern = thin(value, () => coins.next().value as boolean);

      // THEN
      expect(matchPattern(pattern, value, FieldPath.ROOT, 'partial').mismatches).toEqual([]);
      const exact = matchPattern(pattern, value, FieldPath.ROOT, 'exact').mismatches.length === 0;
      expect(exact).toBe(JSON.stringify(pattern) === JSON.stringify(value));
    }),
  );
});

test('a value and a different one never match exactly, and not with it on either side', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      fc.pre(!isSame(a, b));
      expect(distance(matchPattern(a, b, FieldPath.ROOT, 'exact'))).toBeGreaterThan(0);
      expect(matchPattern(Match.not(Match.exact(a)), b, FieldPath.ROOT, 'partial').mismatches).toEqual([]);
    }),
  );
});

test('a mismatch says where: the values at its path are what it reports', () => {
  fc.assert(
    fc.property(json, json, (pattern, actual) => {
      for (const { path, actual: reported } of matchPattern(pattern, actual, FieldPath.ROOT, 'exact').mismatches) {
        const there = path.steps().reduce<unknown>((value, step) => {
          if (Array.isArray(value)) return value[step as number] as unknown;
          return isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
        }, actual);
        expect(there).toBe(reported);
      }
    }),
  );
});

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, i) => isSame(each, b[i]));
  if (isRecord(a) && isRecord(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
    );
  }
  return a === b;
}
