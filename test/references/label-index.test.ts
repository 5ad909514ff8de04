import * as fc from 'fast-check';
import { LabelIndex } from '../../lib/references/label-index';
import { SelectorIndex } from '../../lib/references/selector-index';
import { selectorMatches } from '../../lib/rules/selector-rules';

const KEYS = ['app', 'tier', 'zone'];
const VALUES = ['a', 'b', 'c'];
const labels = fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES));
const expression = fc.record({
  key: fc.constantFrom(...KEYS),
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
  values: fc.array(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 3 }),
});
const selector = fc.record(
  { matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const places = fc.constantFrom('default', 'other');

describe('LabelIndex', () => {
  test('leaves out nothing that a selector matches, and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(places, labels), { maxLength: 12 }), places, selector, (all, place, wanted) => {
        // GIVEN
        const index = new LabelIndex<(typeof all)[number]>();
        all.forEach((each) => index.add(each[0], each[1], each));
        const isMatch = (each: (typeof all)[number]) => each[0] === place && selectorMatches(wanted, each[1]);

        // THEN
        expect(index.candidates(place, wanted).filter(isMatch)).toEqual(all.filter(isMatch));
      }),
    );
  });

  test('a selector looks only at the smallest list that one of its requirements leaves', () => {
    // GIVEN
    const index = new LabelIndex<number>();
    for (let i = 0; i < 100; i += 1) index.add('default', { app: 'web', instance: `web-${i}`, tier: `${i % 10}` }, i);

    // THEN
    expect(index.candidates('default', { matchLabels: { app: 'web', instance: 'web-7' } })).toEqual([7]);
    expect(
      index.candidates('default', {
        matchExpressions: [{ key: 'instance', operator: 'In', values: ['web-9', 'web-3'] }],
      }),
    ).toEqual([3, 9]);
    expect(index.candidates('default', { matchLabels: { app: 'web', tier: '4' } })).toHaveLength(10);
    expect(index.candidates('default', { matchExpressions: [{ key: 'none', operator: 'Exists' }] })).toEqual([]);
    expect(
      index.candidates('default', { matchLabels: { app: 'web', hash: 'x' } }, (key) => key === 'hash'),
    ).toHaveLength(100);
  });
});

describe('SelectorIndex', () => {
  test('leaves out no selector that matches some of the labels, and keeps the order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(places, selector), { maxLength: 12 }),
        places,
        fc.array(labels, { maxLength: 3 }),
        (all, place, sets) => {
          // GIVEN
          const index = new SelectorIndex<(typeof all)[number]>();
          all.forEach((each) => index.add(each[0], each[1], each));
          const isMatch = (each: (typeof all)[number]) =>
            each[0] === place && sets.some((set) => selectorMatches(each[1], set));

          // THEN
          expect(index.candidates(place, sets).filter(isMatch)).toEqual(all.filter(isMatch));
        },
      ),
    );
  });

  test('labels look only at selectors that require one of them', () => {
    // GIVEN
    const index = new SelectorIndex<number>();
    for (let i = 0; i < 100; i += 1) index.add('default', { matchLabels: { instance: `web-${i}` } }, i);

    // THEN
    expect(index.candidates('default', [{ instance: 'web-5', app: 'web' }])).toEqual([5]);
  });
});
