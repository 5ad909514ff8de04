import {
  addQuantities,
  canonicalQuantity,
  isQuantity,
  isZeroQuantity,
  maxQuantity,
  MILLI,
} from '../../../lib/testing/equivalence/quantity';

describe('canonicalQuantity', () => {
  test.each([
    ['0.5', '500m'],
    [0.5, '500m'],
    ['1024Mi', '1Gi'],
    ['1e3', '1k'],
    [1000, '1k'],
    ['1E', '1E'],
    ['1E2', '100'],
    ['1.5Gi', '1536Mi'],
    ['0', '0'],
    ['0.000', '0'],
    ['-0.5', '-500m'],
    ['+1', '1'],
    ['.5', '500m'],
    ['1.', '1'],
    ['100u', '100u'],
    ['1n', '1n'],
    ['0.1n', '1n'],
    ['9223372036854775808', '9223372036854775807'],
  ])('%s is %s', (written, expected) => {
    expect(canonicalQuantity(written)).toBe(expected);
  });

  test('a list of resources keeps thousandths, rounded up', () => {
    expect(canonicalQuantity('0.1m', MILLI)).toBe('1m');
    expect(canonicalQuantity('1500u', MILLI)).toBe('2m');
  });

  test.each(['', 'lots', '1.2.3', '5 Gi', 'Gi', '1KiB', '1ki', '.', '1e', true, null])('%s is none', (written) => {
    expect(isQuantity(written)).toBe(false);
    expect(canonicalQuantity(written)).toBeUndefined();
  });

  test('sum, maximum and zero', () => {
    expect(addQuantities('500m', 1)).toBe('1500m');
    expect(maxQuantity('1Gi', '1G')).toBe('1Gi');
    expect([isZeroQuantity('0Mi'), isZeroQuantity('1n')]).toEqual([true, false]);
  });
});
