import { isToken, tokenNumber, tokenOf, tokensIn } from '../../lib/tokens/find-tokens';
import { TokenType } from '../../lib/tokens/token';
import { number, text, TOKENS } from './support/declare';

test('isToken finds tokens and texts that contain one', () => {
  const name = text('x');
  const port = number(1);

  expect([name.text, `a-${name.text}`, port, `${port}`].map(isToken)).toEqual([true, true, true, true]);
  expect(['x', '', 8e15, 80, null, undefined, true, {}, []].map(isToken)).not.toContain(true);
});

test('tokenNumber returns the sentinel of a number and refuses other tokens', () => {
  const port = TOKENS.register({ name: 'values.port', type: TokenType.INT, plain: () => 80 });

  expect(tokenNumber(port)).toBe(port.number);
  expect(() => tokenNumber(text('x'))).toThrow('values.text is not a number');
});

test('tokensIn looks into members, keys and text, and returns each token once', () => {
  const a = text('a');
  const b = text('b');

  expect(tokensIn({ [`k${a.text}`]: [`x${b.text}`, { y: a.text }] })).toEqual([a, b]);
  expect(tokensIn({ a: 1, b: ['c', null] })).toEqual([]);
});

test('a list with one list token is that token', () => {
  const list = TOKENS.register({ name: 'values.args', type: TokenType.LIST, plain: () => ['b', 'c'] });

  expect(tokenOf([list.text])).toBe(list);
  expect(tokenOf([text('x').text])).toBeUndefined();
});
