import { editDistance, nearestName } from '../../lib/rules/nearest-name';

test.each([
  ['replcas', 'replicas', 1],
  ['spraed', 'spread', 1],
  ['', 'abc', 3],
  ['same', 'same', 0],
  ['kitten', 'sitting', 3],
])('from %p to %p are %p edits', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test('names the most similar word, whatever its case', () => {
  expect(nearestName('spraed', ['security', 'spread', 'space'])).toBe('spread');
  expect(nearestName('ConfigHash', ['configHash'])).toBe('configHash');
});

test('names nothing where no word is similar', () => {
  expect(nearestName('xyz', ['security', 'spread'])).toBeUndefined();
  expect(nearestName('xyz', [])).toBeUndefined();
});
