import { type Check, evenEmpty, formatValue } from './field';

/** Whole number within bounds, both included. */
export function integerBetween(min: number, max: number): Check {
  return evenEmpty((value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? undefined
      : `must be between ${min} and ${max}, got ${formatValue(value)}`,
  );
}

/** Whole number of at least `min`, and of at most what the field holds: an int32 unless said otherwise. */
export function integerAtLeast(min: number, max = 2 ** 31 - 1): Check {
  return evenEmpty((value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? undefined
      : `must be a whole number of at least ${min}, got ${formatValue(value)}`,
  );
}

/** Whole number of either sign, within what an int32 field holds. */
export const integer: Check = integerBetween(-(2 ** 31), 2 ** 31 - 1);

/** Count, seconds, limit: zero or more. */
export const nonNegative: Check = integerAtLeast(0);

/** Whole number of either sign in an int64 field. */
export const longInteger: Check = evenEmpty((value) =>
  typeof value === 'number' && Number.isInteger(value)
    ? undefined
    : `must be a whole number, got ${formatValue(value)}`,
);

/** Seconds of an int64 field: zero or more. */
export const longSeconds: Check = integerAtLeast(0, Number.MAX_SAFE_INTEGER);

/** One or more. */
export const positive: Check = integerAtLeast(1);

/** TCP, UDP or SCTP port. */
export const port: Check = integerBetween(1, 65535);

/** Port of every node: the range that an API server allocates from unless told otherwise. */
export const nodePort: Check = integerBetween(30000, 32767);

/** Permission bits of a file, decimal in JSON. */
export const fileMode: Check = evenEmpty((value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0o777
    ? undefined
    : `must be file permissions between 0 and 0777 (511), got ${formatValue(value)}`,
);

/** User and group ids. */
export const userId: Check = integerBetween(0, 2 ** 31 - 1);

/** Percentage as text: `25%`. */
export const percent: Check = (value) =>
  typeof value === 'string' && /^[0-9]+%$/.test(value)
    ? undefined
    : `must be a percentage such as "25%", got ${formatValue(value)}`;

/** Count or percentage, as for surge and unavailability. */
export const countOrPercent: Check = evenEmpty((value) =>
  nonNegative(value) === undefined || percent(value) === undefined
    ? undefined
    : `must be a whole number of at least 0 or a percentage such as "25%", got ${formatValue(value)}`,
);

/** Count or percentage of which at most all are meant. */
export const countOrPercentOfAll: Check = evenEmpty(
  (value) =>
    countOrPercent(value) ??
    (typeof value === 'string' && Number.parseInt(value, 10) > 100
      ? `must be at most 100%, got ${formatValue(value)}`
      : undefined),
);

/** Whether a count or percentage is zero. */
export function isZero(value: unknown): boolean {
  return value === 0 || (typeof value === 'string' && /^0+%$/.test(value));
}
