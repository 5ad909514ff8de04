import { tokenOf } from '../tokens/find-tokens';
import { type Token, TokenType } from '../tokens/token';

/**
 * Returns the token of a flag.
 *
 * @throws Error when it is a boolean that is known now
 */
export function booleanToken(flag: boolean, method: string): Token {
  const token = tokenOf(flag);
  if (token?.type !== TokenType.BOOL) {
    throw new Error(`${method} needs a boolean token, got ${String(flag)}: use a plain if for what is known now`);
  }
  return token;
}

/**
 * Returns the token of a text.
 *
 * @throws Error when it is no text token
 */
export function textToken(text: string, method: string): Token {
  const token = tokenOf(text);
  if (token?.type !== TokenType.STRING) {
    throw new Error(`${method} compares a string token, got '${text}'`);
  }
  return token;
}

/**
 * Returns the token of a list.
 *
 * @throws Error when it is a list that is known now
 */
export function listToken(list: string[]): Token {
  const token = tokenOf(list);
  if (!token) throw new Error(`a list token is needed, got [${list.join(', ')}]`);
  return token;
}
