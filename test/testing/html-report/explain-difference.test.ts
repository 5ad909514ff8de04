import { explainDifference } from '../../../lib/testing/html-report/explain-difference';

test.each([
  [undefined, 1, /^Only expected sets this/],
  [1, undefined, /^Only actual sets this/],
  ['1', 1, 'A string in actual, a number in expected.'],
  [[1], { a: 1 }, 'A list in actual, an object in expected.'],
  [['a', 'b'], ['b', 'a'], 'The same items in another order, and here the order matters.'],
  [[{ a: 1 }], [{ a: 2 }], undefined],
  ['a ', 'a', 'They differ only in white space at the beginning or end.'],
  ['Yes', 'yes', 'They differ only in upper and lower case.'],
  ['a', 'b', undefined],
  [1n, 2, undefined],
])('%p and %p', (actual, expected, words) => {
  const explained = explainDifference(actual, expected);
  if (words instanceof RegExp) expect(explained).toMatch(words);
  else expect(explained).toBe(words);
});
