/**
 * The texts and numbers that represent tokens until the output is written.
 *
 * - Text: 15 lower-case letters and digits, which is a valid DNS label.
 * - Number: a safe integer above 8e15. Numbers are 1e9 apart, so that the result of arithmetic on one is recognized.
 */

const PREFIX = 'zqv';
const SUFFIX = 'vqz';
const ID_DIGITS = 7;
const CHECK_DIGITS = 2;
const BASE = 8e15;
/** Distance between two number sentinels: arithmetic with everyday operands does not reach the next one. */
const STEP = 1e9;
const SMALLEST_OFFSET = 1e8;
/** The number of offsets: a prime of the form 4n + 3. */
const OFFSETS = 799_999_999;
const FIRST_ROOT = 20_000_003;
const FACTOR = 10_000_019;
const P = BigInt(OFFSETS);

/** The number of characters of a text sentinel. */
export const TEXT_LENGTH = PREFIX.length + ID_DIGITS + CHECK_DIGITS + SUFFIX.length;

/** The number of digits of a number sentinel. */
export const NUMBER_DIGITS = 16;

/** The number of number sentinels. */
export const NUMBER_SLOTS = Math.floor((Number.MAX_SAFE_INTEGER - BASE) / STEP);

/** The smallest and the largest number that can be a sentinel. */
export const NUMBER_RANGE = [BASE, BASE + NUMBER_SLOTS * STEP] as const;

/** Matches every text that contains a sentinel or a piece of one, and hardly any other. */
export const SUSPECT = /zqv|\d{9}/i;

/** Returns the text sentinel with an id. */
export function textSentinel(id: number): string {
  const check = (mix(id) % 1296).toString(36).padStart(CHECK_DIGITS, '0');
  return PREFIX + id.toString(36).padStart(ID_DIGITS, '0') + check + SUFFIX;
}

/** Returns the ids of the complete or cut text sentinels in a text, in any case, with their positions. */
export function textSentinelPieces(text: string): { readonly id: number; readonly at: number }[] {
  const pieces = new RegExp(`(?=${PREFIX}([0-9a-z]{${ID_DIGITS}}))`, 'gi');
  return [...text.matchAll(pieces)].map((match) => ({ id: parseInt(match[1] ?? '', 36), at: match.index }));
}

/** Returns a new expression that finds where a sentinel can begin. */
export function sentinelBeginnings(): RegExp {
  return new RegExp(`${PREFIX}|8\\d{${NUMBER_DIGITS - 1}}`, 'g');
}

/** Returns the number sentinel with an index below {@link NUMBER_SLOTS}. */
export function numberSentinel(slot: number): number {
  // With squares modulo a prime, a sum or a difference of two sentinels determines both (a Sidon set).
  return BASE + slot * STEP + SMALLEST_OFFSET + ((((slot + FIRST_ROOT) ** 2 % OFFSETS) * FACTOR) % OFFSETS);
}

/** Returns the only number sentinel that can be within 1e6 of a number. */
export function nearestNumberSentinel(value: number): number {
  return numberSentinel(Math.floor((value - BASE) / STEP));
}

/** Returns the number sentinels whose sum or difference with another one can be a number. */
export function possibleOperands(value: number): number[] {
  const rest = value - 2 * BASE - 2 * SMALLEST_OFFSET;
  // Sums above 2^53 are rounded to even numbers; differences are exact.
  const roots = value > BASE ? [-1, 0, 1].flatMap((rounding) => rootsOfSum(rest + rounding)) : rootsOfDifference(value);
  return roots
    .map((root) => Number(root) - FIRST_ROOT)
    .filter((slot) => slot >= 0 && slot < NUMBER_SLOTS)
    .map(numberSentinel);
}

/** Solves `x + y = sum`, `x * x + y * y = squares` modulo the prime. */
function rootsOfSum(rest: number): bigint[] {
  const slots = Math.floor(rest / STEP);
  return [slots - 1, slots].flatMap((slotSum) => {
    const sum = BigInt(slotSum + 2 * FIRST_ROOT);
    const squares = squaresIn(rest - slotSum * STEP);
    const difference = power(remainder(2n * squares - sum * sum), (P + 1n) / 4n);
    return [half(sum + difference), half(sum - difference)];
  });
}

/** Solves `y - x = difference`, `y * y - x * x = squares` modulo the prime, for x. */
function rootsOfDifference(value: number): bigint[] {
  const slots = Math.floor(value / STEP);
  return [slots, slots + 1]
    .filter((slotDifference) => slotDifference > 0)
    .map((slotDifference) => {
      const difference = BigInt(slotDifference);
      const squares = squaresIn(value - slotDifference * STEP);
      return half(squares * power(difference, P - 2n) - difference);
    });
}

function squaresIn(offset: number): bigint {
  return BigInt(offset) * power(BigInt(FACTOR), P - 2n);
}

function remainder(value: bigint): bigint {
  return ((value % P) + P) % P;
}

function half(value: bigint): bigint {
  return remainder(value * ((P + 1n) / 2n));
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = remainder(base), rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) {
      result = (result * square) % P;
    }
    square = (square * square) % P;
  }
  return result;
}

/** Mixes the bits of an id, so that the check digits of neighbours differ. */
function mix(id: number): number {
  let h = Math.imul(id ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
