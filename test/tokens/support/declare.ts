import { type Token, TokenType } from '../../../lib/tokens/token';
import { tokenObject } from '../../../lib/tokens/token-object';
import { TokenRegistry } from '../../../lib/tokens/token-registry';

/** The registry of a test file. */
export const TOKENS = new TokenRegistry();

/** A text token. */
export function text(plain: string, name = 'values.text'): Token {
  return TOKENS.register({ name, type: TokenType.STRING, plain: () => plain });
}

/** The native number that represents a number token. */
export function number(plain: number, name = 'values.number'): number {
  return TOKENS.register({ name, type: TokenType.INT, plain: () => plain }).number ?? NaN;
}

/** The native boolean that represents a boolean token. */
export function bool(plain: boolean): boolean {
  const token = TOKENS.register({ name: 'values.flag', type: TokenType.BOOL, plain: () => plain });
  return tokenObject(token) as unknown as boolean;
}
