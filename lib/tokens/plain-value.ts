import { arithmeticMessage, arithmeticOn } from './arithmetic';
import { damageIn } from './damage';
import { tokenOf } from './find-tokens';
import { SUSPECT } from './sentinel';
import { splitText } from './split-text';
import { TokenType } from './token';
import { TokenObject } from './token-object';
import { hasTokens, tokenWithNumber, tokenWithText } from './token-registry';

/**
 * Returns the current value of a number: the override, default or example of a token; any other number itself.
 *
 * @throws Error naming the token when the number is the result of arithmetic on one
 */
export function plainNumber(value: number): number {
  const token = tokenWithNumber(value);
  if (token) {
    return Number(token.plain());
  }
  const operand = arithmeticOn(value);
  if (operand) {
    throw new Error(arithmeticMessage(operand, value));
  }
  return value;
}

/**
 * Returns a text in which every token is replaced by its override, default or example. Code that validates a name or a
 * length validates this text.
 *
 * @throws Error naming the token when the text contains a damaged one: cut, in capitals, or computed with
 */
export function plainString(value: string): string {
  if (!SUSPECT.test(value)) {
    return value;
  }
  const segments = splitText(value);
  const problem = damageIn(segments);
  if (problem !== undefined) {
    throw new Error(problem);
  }
  return segments.map((segment) => (typeof segment === 'string' ? segment : asText(segment.token.plain()))).join('');
}

/**
 * Returns JSON in which every token is replaced: see {@link plainString} and {@link plainNumber}. A list token inside a
 * list is spread.
 *
 * @returns a copy, or the value itself in a program without tokens
 */
export function plainValue(json: unknown): unknown {
  if (!hasTokens()) {
    return json;
  }
  if (typeof json === 'number') {
    return plainNumber(json);
  }
  if (json instanceof TokenObject) {
    return json.token.plain();
  }
  if (typeof json === 'string') {
    const whole = tokenWithText(json);
    return whole && !whole.asText ? whole.token.plain() : plainString(json);
  }
  if (Array.isArray(json)) {
    return json.flatMap((item: unknown) => {
      const plain = plainValue(item);
      return tokenOf(item)?.type === TokenType.LIST && Array.isArray(plain) ? (plain as unknown[]) : [plain];
    });
  }
  if (json !== null && typeof json === 'object') {
    return Object.fromEntries(Object.entries(json).map(([key, value]) => [plainString(key), plainValue(value)]));
  }
  return json;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
