import { nestedValues, pathsClash, valueAt, valueExpression, valuePath } from '../../lib/helm/value-path';

describe('valuePath', () => {
  test.each([
    ['tag', ['tag']],
    ['image.tag', ['image', 'tag']],
    ['_a.b-c.D1', ['_a', 'b-c', 'D1']],
  ])('%s', (key, expected) => {
    expect(valuePath(key)).toEqual(expected);
  });

  test.each([
    ['', ''],
    ['a..b', ''],
    ['a.1b', '1b'],
    ['-a', '-a'],
    ['a b', 'a b'],
  ])('%j is none', (key, part) => {
    expect(() => valuePath(key)).toThrow(
      `values.${key} is no path of names separated by dots: '${part}' is not allowed`,
    );
  });
});

test.each([
  [['a'], ['a'], true],
  [['a'], ['a', 'b'], true],
  [['a', 'b'], ['a'], true],
  [['a', 'b'], ['a', 'c'], false],
  [['ab'], ['a', 'b'], false],
])('%j and %j clash: %s', (a, b, expected) => {
  expect(pathsClash(a, b)).toBe(expected);
});

test.each([
  ['', ['image', 'tag'], '.Values.image.tag'],
  ['$', ['image'], '$.Values.image'],
  ['', ['node-port', 'name'], '(index .Values "node-port" "name")'],
  ['$', ['a', 'b-c'], '(index $.Values "a" "b-c")'],
])('from %j, %j is written %s', (root, path, expected) => {
  expect(valueExpression(root, path)).toBe(expected);
});

test.each([
  [{ a: { b: 1 } }, 1],
  [{ a: { b: null } }, null],
  [{ a: {} }, undefined],
  [{ a: 'text' }, undefined],
  [{ a: ['b'] }, undefined],
  [undefined, undefined],
])('in %j stands %j at a.b', (values, expected) => {
  expect(valueAt(values, ['a', 'b'])).toBe(expected);
});

test('values by their paths are one object', () => {
  expect(
    nestedValues([
      [['image', 'name'], 'web'],
      [['image', 'tag'], '1'],
      [['args'], ['a']],
      [['extra'], { deep: { json: true } }],
    ]),
  ).toEqual({ image: { name: 'web', tag: '1' }, args: ['a'], extra: { deep: { json: true } } });
  expect(nestedValues([])).toEqual({});
});
