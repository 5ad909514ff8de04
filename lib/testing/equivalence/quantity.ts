import { type Json } from './manifest';

const PATTERN = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?[0-9]+)?$/;

const BINARY: Record<string, bigint> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };
const DECIMAL: Record<string, number> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
/** resource.Quantity keeps nothing finer than a nano. */
const FINEST = 9;
const MAX = 2n ** 63n - 1n;

/** Whether resource.Quantity accepts a value. */
export function isQuantity(value: Json): boolean {
  if (typeof value === 'number' && Math.abs(value) < 1e15) return true;
  if (typeof value !== 'string') return nanos(value) !== undefined;
  // The same few quantities stand in most objects.
  if (known.has(value)) return true;
  if (nanos(value) === undefined) return false;
  if (known.size < 1000) known.add(value);
  return true;
}

const known = new Set<string>();

/** Whether a quantity is nothing. */
export function isZeroQuantity(value: Json): boolean {
  return nanos(value) === 0n;
}

/** The places that a list of resources keeps: the API server rounds what is finer than a thousandth up. */
export const MILLI = 3;

/** The sum of quantities. */
export function addQuantities(one: Json, other: Json): string {
  return format((nanos(one) ?? 0n) + (nanos(other) ?? 0n));
}

/** The larger of two quantities. */
export function maxQuantity(one: Json, other: Json): string {
  const [a, b] = [nanos(one) ?? 0n, nanos(other) ?? 0n];
  return format(a > b ? a : b);
}

/**
 * A quantity written one way, the shortest: `0.5` is `500m`, `1024Mi` is `1Gi`, `1e3` is `1k`. `undefined` for what is
 * no quantity.
 */
export function canonicalQuantity(value: Json, finest = FINEST): string | undefined {
  if (typeof value === 'string' && PLAIN.test(value)) return value;
  let amount = nanos(value);
  if (amount === undefined) return undefined;
  if (finest < FINEST) {
    const step = 10n ** BigInt(FINEST - finest);
    amount = roundUp(amount, step) * step;
  }
  return format(amount);
}

function format(amount: bigint): string {
  if (amount === 0n) return '0';
  const sign = amount < 0n ? '-' : '';
  const size = amount < 0n ? -amount : amount;
  const decimal = withSuffix(size, DECIMAL_STEPS);
  const binary = withSuffix(size, BINARY_STEPS);
  return sign + (binary !== undefined && binary.length < (decimal as string).length ? binary : decimal);
}

/** A small whole number below a thousand is already canonical. */
const PLAIN = /^(?:0|[1-9][0-9]{0,2})$/;

const ONE = 10n ** BigInt(FINEST);
const DECIMAL_STEPS: [string, bigint][] = ['E', 'P', 'T', 'G', 'M', 'k', '', 'm', 'u', 'n'].map((suffix, index) => [
  suffix,
  10n ** BigInt(FINEST + 18 - 3 * index),
]);
const BINARY_STEPS: [string, bigint][] = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki'].map((suffix, index) => [
  suffix,
  ONE << BigInt(60 - 10 * index),
]);

function withSuffix(size: bigint, steps: readonly [string, bigint][]): string | undefined {
  for (const [suffix, step] of steps) {
    if (size >= step && size % step === 0n) return `${size / step}${suffix}`;
  }
  return undefined;
}

/** A quantity in billionths, rounded away from zero as resource.Quantity rounds, and capped at its largest value. */
function nanos(value: Json): bigint | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  // Quantity.UnmarshalJSON trims the text.
  const match = PATTERN.exec(String(value).trim());
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', suffix = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  let amount: bigint;
  const shift = BINARY[suffix];
  if (shift !== undefined) amount = scale(digits << shift, FINEST - fraction.length);
  else {
    const exponent = suffix === '' ? 0 : (DECIMAL[suffix] ?? Number(suffix.slice(1)));
    if (Math.abs(exponent) > 1000) return undefined;
    amount = scale(digits, FINEST - fraction.length + exponent);
  }
  if (amount > MAX * 10n ** BigInt(FINEST)) amount = MAX * 10n ** BigInt(FINEST);
  return sign === '-' ? -amount : amount;
}

function scale(digits: bigint, exponent: number): bigint {
  return exponent >= 0 ? digits * 10n ** BigInt(exponent) : roundUp(digits, 10n ** BigInt(-exponent));
}

/** Division that rounds away from zero. */
function roundUp(amount: bigint, by: bigint): bigint {
  const quotient = amount / by;
  if (amount % by === 0n) return quotient;
  return amount < 0n ? quotient - 1n : quotient + 1n;
}
