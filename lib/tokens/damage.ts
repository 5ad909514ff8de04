import { arithmeticMessage, arithmeticOn } from './arithmetic';
import { SUSPECT, textSentinel, textSentinelPieces } from './sentinel';
import { type Segment } from './split-text';
import { isReleased, tokenWithText } from './token-registry';

/**
 * Returns what is wrong with the literal parts of a text: a part of a sentinel that was cut off, a sentinel in
 * capitals, a number computed from one, or a sentinel whose token no longer exists. Undefined when nothing is wrong.
 */
export function damageIn(segments: readonly Segment[]): string | undefined {
  for (const segment of segments) {
    if (typeof segment !== 'string' || !SUSPECT.test(segment)) {
      continue;
    }
    const problem = damagedText(segment) ?? computedNumber(segment);
    if (problem !== undefined) {
      return problem;
    }
  }
  return undefined;
}

function damagedText(literal: string): string | undefined {
  for (const { id, at } of textSentinelPieces(literal)) {
    const sentinel = textSentinel(id);
    const isWhole = literal.toLowerCase().startsWith(sentinel, at);
    const found = tokenWithText(sentinel);
    if (found) {
      return (
        `${found.token.name} was ${isWhole ? 'changed to other letters' : 'cut'} (received '${literal}'): ` +
        `its value is known at deployment, so it can be written but not transformed`
      );
    }
    if (isWhole && isReleased(id)) {
      return `a value of a HelmValues that no longer exists is used (received '${literal}'): keep the HelmValues, or its HelmChart`;
    }
  }
  return undefined;
}

function computedNumber(literal: string): string | undefined {
  for (const digits of literal.match(/\d{10,}(?:\.\d+)?(?:e[+-]?\d+)?|\d\.\d{9,}e[+-]?\d+/gi) ?? []) {
    const token = arithmeticOn(Number(digits));
    if (token) {
      return arithmeticMessage(token, Number(digits));
    }
  }
  return undefined;
}
