import * as fc from 'fast-check';
import { Duration, Size, SizeRoundingBehavior } from 'cdk8s';
import { arithmeticOn } from '../../lib/tokens/arithmetic';
import { tokenOf } from '../../lib/tokens/find-tokens';
import { plainNumber, plainString } from '../../lib/tokens/plain-value';
import { TokenType } from '../../lib/tokens/token';
import { TokenRegistry } from '../../lib/tokens/token-registry';
import { number } from './support/declare';

describe.each([
  ['few', 0],
  ['many', 3000],
])('with %s other tokens', (_, count) => {
  const others = new TokenRegistry();

  beforeAll(() => {
    for (let i = 0; i < count; i += 1) {
      others.register({ name: `values.other${i}`, type: TokenType.INT, plain: () => i });
    }
  });

  test.each([
    ['plus', (n: number) => n + 1],
    ['minus', (n: number) => n - 1000],
    ['times', (n: number) => n * 60],
    ['times a million', (n: number) => n * 1e6],
    ['seconds to milliseconds', (n: number) => Duration.seconds(n).toMilliseconds()],
    ['gibibytes to mebibytes', (n: number) => Size.gibibytes(n).toMebibytes()],
    ['half', (n: number) => n / 2],
    ['floor of a third', (n: number) => Math.floor(n / 3)],
    ['milliseconds to seconds', (n: number) => Duration.millis(n).toSeconds({ integral: false })],
    ['seconds to days', (n: number) => Math.round(n / 86_400)],
    ['kibibytes to gibibytes', (n: number) => Size.kibibytes(n).toGibibytes({ rounding: SizeRoundingBehavior.FLOOR })],
    ['twice itself plus one', (n: number) => n + n + 1],
  ])('%s names the token', (__, compute) => {
    // GIVEN
    number(1, 'values.before');
    const n = number(30, 'values.timeout');
    number(1, 'values.after');

    // THEN
    expect(() => plainNumber(compute(n))).toThrow(/^arithmetic on values\.timeout \(received /);
    expect(() => plainString(`${Math.abs(compute(n))}s`)).toThrow(/^arithmetic on values\.timeout/);
  });
});

test.each([
  ['sum', (a: number, b: number) => a + b],
  ['difference', (a: number, b: number) => b - a],
  ['negative difference', (a: number, b: number) => a - b],
])('the %s of two tokens names one of them', (_, compute) => {
  // GIVEN
  const numbers = Array.from({ length: 40 }, (__, i) => number(i, `values.n${i}`));

  // THEN
  for (const [i, a] of numbers.entries()) {
    for (const b of numbers.slice(i + 1)) {
      expect([tokenOf(a), tokenOf(b)]).toContain(arithmeticOn(compute(a, b)));
    }
  }
});

test('large ordinary numbers are not reported', () => {
  number(1);
  expect([10 * 2 ** 30, 1e10, 2 ** 40, 1_700_000_000_000].map(arithmeticOn)).toEqual(Array(4).fill(undefined));
  const large = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }));

  fc.assert(
    fc.property(large, (n) => {
      expect(arithmeticOn(n)).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});

test('a check looks at a number of sentinels that does not grow with the number of tokens', () => {
  // GIVEN
  const registry = new TokenRegistry();
  const looksAt = (tokens: number): number => {
    for (let i = 0; i < tokens; i += 1) {
      registry.register({ name: 'values.n', type: TokenType.INT, plain: () => i });
    }
    const lookUps = jest.spyOn(Math, 'abs');
    for (const value of [1e12 + 12_345, 86_400e9 + 1, 1.7e12]) {
      arithmeticOn(value);
    }
    const { length } = lookUps.mock.calls;
    lookUps.mockRestore();
    return length;
  };

  // WHEN
  const few = looksAt(10_000);

  // THEN
  expect(looksAt(10_000)).toBe(few);
});
