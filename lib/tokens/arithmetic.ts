import { nearestNumberSentinel, NUMBER_RANGE, possibleOperands } from './sentinel';
import { type Token } from './token';
import { numbersInUse, tokenWithNumber } from './token-registry';

/** Smaller numbers are not checked. */
const SMALLEST_RESULT = 1e8;
/** Above a day in seconds, so many divisors fit an ordinary number by chance that only these two are tried. */
const LARGEST_DIVISOR = 1e5;
const LARGE_DIVISORS = [1e6, 2 ** 20];
const LARGEST_FACTOR = 1e8;
const LARGEST_SUMMAND = 1e6;

/**
 * Returns the token that a number was computed from, by a product, a quotient, a sum or a difference; undefined for an
 * ordinary number and for a token itself.
 */
export function arithmeticOn(value: number): Token | undefined {
  const size = Math.abs(value);
  if (numbersInUse().size === 0 || size < SMALLEST_RESULT || !Number.isFinite(value) || tokenWithNumber(value)) {
    return undefined;
  }
  return operandOfSum(size) ?? productOf(size) ?? quotientOf(size);
}

/** Explains that a token cannot be computed with. */
export function arithmeticMessage(token: Token, received: number): string {
  return (
    `arithmetic on ${token.name} (received ${received}): its value is known at deployment, ` +
    `so it can be written (not with digits right behind it) but not computed with; declare a value for the result`
  );
}

/** `token * factor + summand`. */
function productOf(size: number): Token | undefined {
  const [smallest, largest] = NUMBER_RANGE;
  const tolerance = Math.max(LARGEST_SUMMAND, size * 4 * Number.EPSILON);
  const isProduct = (number: number, factor: number): boolean => Math.abs(size - number * factor) <= tolerance;
  const from = Math.max(1, Math.floor(size / largest));
  const to = Math.min(LARGEST_FACTOR, Math.ceil(size / smallest));
  return candidate(from, to, {
    numberFor: (factor) => size / factor,
    factorFor: (number) => Math.round(size / number),
    matches: (number, factor) => factor >= 1 && factor <= LARGEST_FACTOR && isProduct(number, factor),
  });
}

/** `token / divisor`, rounded or not. */
function quotientOf(size: number): Token | undefined {
  const [smallest, largest] = NUMBER_RANGE;
  const from = Math.max(2, Math.floor(smallest / size));
  const to = Math.min(LARGEST_DIVISOR, Math.ceil(largest / size));
  const relation: Relation = {
    numberFor: (divisor) => size * divisor,
    factorFor: (number) => Math.round(number / size),
    matches: (number, divisor) =>
      divisor > 1 && divisor <= LARGEST_DIVISOR && Math.abs(number - size * divisor) <= divisor,
  };
  const large = LARGE_DIVISORS.map((divisor) => ({ divisor, number: nearestNumberSentinel(size * divisor) })).find(
    ({ divisor, number }) => Math.abs(number - size * divisor) <= divisor && tokenWithNumber(number),
  );
  return large ? tokenWithNumber(large.number) : candidate(from, to, relation);
}

interface Relation {
  /** Roughly the sentinel, when this is the other operand. */
  numberFor(operand: number): number;
  /** The other operand, when this is the sentinel. */
  factorFor(number: number): number;
  matches(number: number, operand: number): boolean;
}

/** Tries every possible operand or every number in use, whichever are fewer. */
function candidate(from: number, to: number, relation: Relation): Token | undefined {
  const inUse = numbersInUse();
  if (to - from < inUse.size) {
    for (let operand = from; operand <= to; operand += 1) {
      const number = nearestNumberSentinel(relation.numberFor(operand));
      const token = relation.matches(number, operand) ? tokenWithNumber(number) : undefined;
      if (token) {
        return token;
      }
    }
    return undefined;
  }
  for (const number of inUse.keys()) {
    const token = relation.matches(number, relation.factorFor(number)) ? tokenWithNumber(number) : undefined;
    if (token) {
      return token;
    }
  }
  return undefined;
}

/** `token + token` or `token - token`. */
function operandOfSum(size: number): Token | undefined {
  if (!Number.isInteger(size) || size > 2 * NUMBER_RANGE[1]) {
    return undefined;
  }
  const operand = possibleOperands(size).find(
    (number) =>
      tokenWithNumber(number) &&
      [-1, 0, 1].some((rounding) => tokenWithNumber(size - number + rounding) ?? tokenWithNumber(size + number)),
  );
  return operand === undefined ? undefined : tokenWithNumber(operand);
}
