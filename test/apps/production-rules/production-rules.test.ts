import { EXCEPTIONS } from './exceptions';
import { productionObjects } from './production-objects';
import { type CheckName, RULES } from './rules';

const objects = productionObjects();

function excepted(check: CheckName, place: string): boolean {
  return EXCEPTIONS.some(({ checks, at }) => checks.includes(check) && (at === undefined || at.includes(place)));
}

test('the production apps give objects', () => {
  expect(objects.length).toBeGreaterThan(40);
});

test.each(RULES)('every production object keeps $id, or is excepted', ({ check, checkName }) => {
  // WHEN
  const broken = check(objects).filter((place) => !excepted(checkName, place));

  // THEN
  expect(broken).toEqual([]);
});

test.each(EXCEPTIONS)('the exception of $checks is needed: $reason', ({ checks, at }) => {
  // WHEN
  const places = RULES.filter(({ checkName }) => checks.includes(checkName)).map((rule) => rule.check(objects));
  const needed = new Set(places.flat());

  // THEN
  expect(places.filter((list) => list.some((place) => at?.includes(place) ?? true))).toHaveLength(places.length);
  expect((at ?? []).filter((place) => !needed.has(place))).toEqual([]);
});
