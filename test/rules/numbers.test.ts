import * as numbers from '../../lib/rules/numbers';

test.each<[string, (value: unknown) => string | undefined, unknown[], unknown[]]>([
  ['port', numbers.port, [1, 80, 65535], [0, -1, 65536, 1.5, '80', NaN]],
  ['nodePort', numbers.nodePort, [30000, 32767], [29999, 32768]],
  ['nonNegative', numbers.nonNegative, [0, 2147483647], [-1, 2147483648, 0.5, '0', true]],
  ['positive', numbers.positive, [1], [0]],
  ['longSeconds', numbers.longSeconds, [0, 2147483648], [-1, 0.5]],
  ['longInteger', numbers.longInteger, [-1, 2147483648], ['1', 0.5]],
  ['fileMode', numbers.fileMode, [0, 0o777, 420], [0o1000, -1, '0644']],
  ['userId', numbers.userId, [0, 65534], [-1, 'root']],
  ['percent', numbers.percent, ['0%', '100%', '250%'], ['%', '10', 10, '-1%']],
  ['countOrPercent', numbers.countOrPercent, [0, 5, '0%', '150%'], [-1, '', '5', '1.5%']],
  ['countOrPercentOfAll', numbers.countOrPercentOfAll, [0, 500, '100%'], ['101%']],
])('%s', (_, check, good, bad) => {
  for (const value of good) expect([value, check(value)]).toEqual([value, undefined]);
  for (const value of bad) expect([value, check(value)]).toEqual([value, expect.stringMatching(/^must be .*, got /)]);
});

test.each([
  [0, true],
  ['0%', true],
  ['00%', true],
  [1, false],
  ['1%', false],
  [undefined, false],
])('isZero(%s) is %s', (value, expected) => {
  expect(numbers.isZero(value)).toBe(expected);
});
