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
const OFFSETS = 8e8;
const OFFSET_FACTOR = 494_427_191;

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
  // Offsets are linear, so that the sum and the difference of two sentinels are recognized without a search.
  return BASE + slot * STEP + SMALLEST_OFFSET + ((slot * OFFSET_FACTOR) % OFFSETS);
}

/** Returns the only number sentinel that can be within 1e6 of a number. */
export function nearestNumberSentinel(value: number): number {
  return numberSentinel(Math.floor((value - BASE) / STEP));
}

/** Whether a number is the sum or the difference of two numbers that can be sentinels. */
export function isSumOrDifference(value: number): boolean {
  const size = Math.abs(value);
  // The sum of two sentinels contains twice the base and twice the smallest offset.
  const rest = size > BASE ? size - 2 * BASE - 2 * SMALLEST_OFFSET : size;
  return [-1, 0, 1].some((more) => {
    const slots = Math.floor(rest / STEP) + more;
    const offset = rest - slots * STEP;
    const distance = positiveRemainder(offset - positiveRemainder(slots * OFFSET_FACTOR, OFFSETS), OFFSETS);
    // Sums above 2^53 are rounded.
    return Math.min(distance, OFFSETS - distance) <= 2;
  });
}

function positiveRemainder(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** Mixes the bits of an id, so that the check digits of neighbours differ. */
function mix(id: number): number {
  let h = Math.imul(id ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
