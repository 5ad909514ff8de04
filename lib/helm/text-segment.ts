import { type Token } from '../tokens/token';

/** Literal text, or a token in it. */
export type TextSegment = string | { readonly token: Token; readonly style: TextStyle };

/** How a token is written into the surrounding text. */
export enum TextStyle {
  /** Unchanged. */
  PLAIN = 'plain',
  /** As a JSON value: the text is JSON. */
  JSON_VALUE = 'json-value',
  /** Escaped for the JSON string around it. */
  JSON_CONTENT = 'json-content',
}
