import fc from 'fast-check';
import { positiveQuantity, quantity } from '../../lib/rules/quantity';
import { nanos } from '../../lib/kubernetes/quantity';

test.each<[unknown, bigint]>([
  ['1', 1_000_000_000n],
  [1, 1_000_000_000n],
  ['500m', 500_000_000n],
  [0.5, 500_000_000n],
  ['.5', 500_000_000n],
  ['5.', 5_000_000_000n],
  ['1Ki', 1024_000_000_000n],
  ['1k', 1000_000_000_000n],
  ['1e3', 1000_000_000_000n],
  ['1E3', 1000_000_000_000n],
  ['1E', 10n ** 27n],
  ['1n', 1n],
  ['0.1n', 1n],
  ['-1', -1_000_000_000n],
])('%s', (value, expected) => {
  expect(nanos(value)).toBe(expected);
});

test.each(['', '1 Gi', '64MB', '1kb', 'many', '1.2.3', '1e', true, null])('%s is none', (value) => {
  expect(nanos(value)).toBeUndefined();
  expect(quantity(value)).toMatch(/^must be a quantity of at least 0/);
});

test('zero is a quantity, but not a positive one', () => {
  expect(quantity('0')).toBeUndefined();
  expect(positiveQuantity('0Gi')).toBe('must be a quantity above 0, got "0Gi"');
});

test('thousandths and units agree', () => {
  fc.assert(
    fc.property(fc.nat(), (count) => {
      expect(nanos(`${count}m`)).toBe(nanos(count / 1000));
      expect(nanos(`${count}Ki`)).toBe(nanos(count * 1024));
    }),
  );
});
