import { nanos } from '../kubernetes/quantity';
import { type Check, evenEmpty, formatValue } from './field';

/** A quantity of zero or more. */
export const quantity: Check = evenEmpty((value) => {
  const amount = nanos(value);
  return amount !== undefined && amount >= 0n
    ? undefined
    : `must be a quantity of at least 0 such as "500m" or "64Mi", got ${formatValue(value)}`;
});

/** A quantity above zero. */
export const positiveQuantity: Check = evenEmpty(
  (value) =>
    quantity(value) ?? (nanos(value) === 0n ? `must be a quantity above 0, got ${formatValue(value)}` : undefined),
);
