/** The type of the value that a token stands for. */
export enum TokenType {
  STRING = 'string',
  INT = 'int',
  NUMBER = 'number',
  BOOL = 'bool',
  LIST = 'list',
  JSON = 'json',
}

/** How a token is declared. */
export interface TokenProps {
  /** The name in messages, for example `values.image.tag` or `release.name`. */
  readonly name: string;
  readonly type: TokenType;
  /** Returns the current value: an override, else the default, else an example. Never throws. */
  readonly plain: () => unknown;
}

/** A registered token. Identity matters: writers keep what they know about a token in a map keyed by this object. */
export interface Token extends TokenProps {
  /** The sentinel to write where the value itself belongs. */
  readonly text: string;
  /** The sentinel that means the value as text, `"true"` instead of `true`. Differs from `text` for booleans only. */
  readonly inText: string;
  /** The sentinel of a number token; undefined for every other type. */
  readonly number: number | undefined;
}
