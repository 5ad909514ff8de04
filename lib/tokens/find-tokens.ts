import { splitText } from './split-text';
import { type Token, TokenType } from './token';
import { TokenObject } from './token-object';
import { tokenWithNumber, tokenWithText } from './token-registry';

/** Returns the token that a value is as a whole: a number or text sentinel, a token object; else undefined. */
export function tokenOf(value: unknown): Token | undefined {
  if (typeof value === 'number') {
    return tokenWithNumber(value);
  }
  if (typeof value === 'string') {
    return tokenWithText(value)?.token;
  }
  if (value instanceof TokenObject) {
    return value.token;
  }
  if (Array.isArray(value) && value.length === 1) {
    const only = tokenOf(value[0]);
    return only?.type === TokenType.LIST ? only : undefined;
  }
  return undefined;
}

/**
 * Returns the number that represents a token.
 *
 * @throws Error when the token is not a number
 */
export function tokenNumber(token: Token): number {
  if (token.number === undefined) {
    throw new Error(`${token.name} is not a number`);
  }
  return token.number;
}

/** Returns every token in a value: the value itself, in its text, in its members and in their keys. */
export function tokensIn(value: unknown): Token[] {
  const found = new Set<Token>();
  const visit = (v: unknown): void => {
    const whole = tokenOf(v);
    if (whole) {
      found.add(whole);
    } else if (typeof v === 'string') {
      for (const segment of splitText(v)) {
        if (typeof segment !== 'string') {
          found.add(segment.token);
        }
      }
    } else if (Array.isArray(v)) {
      v.forEach(visit);
    } else if (v !== null && typeof v === 'object') {
      Object.entries(v).flat().forEach(visit);
    }
  };
  visit(value);
  return [...found];
}

/** Whether a value is a token, or a text that contains one. */
export function isToken(value: unknown): boolean {
  return (
    tokenOf(value) !== undefined ||
    (typeof value === 'string' && splitText(value).some((segment) => typeof segment !== 'string'))
  );
}
