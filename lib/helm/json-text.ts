import { type Segment } from '../tokens/split-text';
import { TokenType } from '../tokens/token';
import { type TextSegment, TextStyle } from './text-segment';

/**
 * When a text is a JSON object or list, as configuration files often are, the tokens in it become JSON: a text with
 * a quote or a line break in it must not end the string around it. Undefined when the text is not JSON.
 */
export function insideJson(text: string, segments: readonly Segment[]): TextSegment[] | undefined {
  if (!/^\s*[[{]/.test(text) || segments.every((s) => typeof s === 'string') || !isJson(text)) return undefined;
  const styled: TextSegment[] = [];
  let quoted = false;
  for (const [i, segment] of segments.entries()) {
    if (typeof segment === 'string') {
      quoted = quotedAfter(segment, quoted);
      styled.push(segment);
      continue;
    }
    const before = styled.at(-1);
    const after = segments[i + 1];
    if (segment.token.type === TokenType.LIST) {
      // A list token is a list of one: JSON.stringify(list) writes it with brackets and quotes.
      const opened = typeof before === 'string' ? /^([^]*)\[\s*"$/.exec(before)?.[1] : undefined;
      const closed = typeof after === 'string' ? /^"\s*\]/.exec(after)?.[0] : undefined;
      if (opened === undefined || closed === undefined) {
        styled.push({ token: segment.token, style: TextStyle.PLAIN });
        continue;
      }
      styled[styled.length - 1] = opened;
      styled.push({ token: segment.token, style: TextStyle.JSON_VALUE });
      continue;
    }
    const alone =
      quoted &&
      typeof before === 'string' &&
      /(?:^|[^\\])"$/.test(before) &&
      typeof after === 'string' &&
      after.startsWith('"');
    // A token that is not a text loses its quotes: JSON.stringify({ flag }) writes the sentinel of a boolean as text.
    if (alone && (!segment.asText || segment.token.type === TokenType.STRING)) {
      styled[styled.length - 1] = before.slice(0, -1);
      styled.push({ token: segment.token, style: TextStyle.JSON_VALUE });
      continue;
    }
    styled.push({
      token: segment.token,
      style: quoted ? TextStyle.JSON_CONTENT : TextStyle.JSON_VALUE,
    });
  }
  // Removes the closing quotes of such a token.
  return styled
    .map((segment, i) => {
      const before = styled[i - 1];
      const unquoted =
        typeof segment === 'string' &&
        before !== undefined &&
        typeof before !== 'string' &&
        before.style === TextStyle.JSON_VALUE &&
        segment.startsWith('"');
      if (!unquoted) return segment;
      return before.token.type === TokenType.LIST ? segment.replace(/^"\s*\]/, '') : segment.slice(1);
    })
    .filter((segment) => segment !== '');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether a JSON string is open after some literal text. */
function quotedAfter(literal: string, before: boolean): boolean {
  let quoted = before;
  for (let i = 0; i < literal.length; i += 1) {
    if (literal[i] === '\\') i += 1;
    else if (literal[i] === '"') quoted = !quoted;
  }
  return quoted;
}
