import { COUNTEREXAMPLES } from './counterexamples';
import { example } from './example';
import { RULES } from './rules';

test('no rule stands twice in the table', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

test('the example keeps every rule', () => {
  expect(RULES.flatMap(({ id, check }) => check(example()).map((place) => `${id}: ${place}`))).toEqual([]);
});

test.each(RULES)('$id catches what breaks it', ({ checkName, check }) => {
  // GIVEN
  const breaks = COUNTEREXAMPLES[checkName];

  // WHEN
  const caught = breaks.map((break_) => {
    const objects = example();
    break_(objects);
    return check(objects).length > 0;
  });

  // THEN
  expect(breaks.length).toBeGreaterThan(0);
  expect(caught).toEqual(breaks.map(() => true));
});
