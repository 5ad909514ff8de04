import { type Reference } from './reference';

/** Literal text, or a reference in it. */
export type TextSegment = string | { readonly reference: Reference; readonly style: TextStyle };

/** How a reference is written into the text around it. */
export enum TextStyle {
  /** As it is. */
  PLAIN = 'plain',
  /** As a JSON value: the text is JSON. */
  JSON_VALUE = 'json-value',
  /** Escaped for the JSON string around it. */
  JSON_CONTENT = 'json-content',
}
