import { NUMBER_DIGITS, sentinelBeginnings, SUSPECT, TEXT_LENGTH } from './sentinel';
import { type Token } from './token';
import { type TextToken, tokenWithNumber, tokenWithText } from './token-registry';

/** Literal text, or a token in it. */
export type Segment = string | TextToken;

/** Divides a text into literal text and tokens, in order. Number sentinels in the text are tokens too. */
export function splitText(text: string): Segment[] {
  if (!SUSPECT.test(text)) {
    return text === '' ? [] : [text];
  }
  const segments: Segment[] = [];
  const beginnings = sentinelBeginnings();
  let end = 0;
  for (let match = beginnings.exec(text); match; match = beginnings.exec(text)) {
    const { index } = match;
    const found = tokenAt(text, index);
    if (!found) {
      beginnings.lastIndex = index + 1;
      continue;
    }
    if (index > end) {
      segments.push(text.slice(end, index));
    }
    segments.push(found);
    end = index + (text[index] === '8' ? NUMBER_DIGITS : TEXT_LENGTH);
    beginnings.lastIndex = end;
  }
  if (end < text.length) {
    segments.push(text.slice(end));
  }
  return segments;
}

/** Returns the token whose sentinel begins at a position of a text. */
function tokenAt(text: string, at: number): TextToken | undefined {
  if (text[at] !== '8') {
    return tokenWithText(text.slice(at, at + TEXT_LENGTH));
  }
  const token = numberTokenAt(text, at);
  return token && { token, asText: true };
}

/**
 * Returns the number token whose sentinel begins at a position of a text. Digits behind it must be another token:
 * `${n}0` cannot be told from `${n * 10}`.
 */
function numberTokenAt(text: string, at: number): Token | undefined {
  const end = at + NUMBER_DIGITS;
  const token = tokenWithNumber(Number(text.slice(at, end)));
  return token && (!/^\d/.test(text.slice(end, end + 1)) || numberTokenAt(text, end)) ? token : undefined;
}
