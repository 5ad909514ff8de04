import { stringify } from 'yaml';
import { markup, type Markup } from './markup';
import { alignLines } from '../line-diff';

/** The text of a value: strings with quotes unless they have several lines, everything else as YAML. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.includes('\n') ? value : JSON.stringify(value);
  if (value !== null && typeof value === 'object') return stringify(value, { lineWidth: 0 }).trimEnd();
  return String(value);
}

/** Both values with what differs between them marked: lines in texts of several lines, characters in a single one. */
export function markDifferences(actual: unknown, expected: unknown): Sides {
  const texts = { actual: textOf(actual), expected: textOf(expected) };
  // Beside nothing, everything differs: no mark says more than the value.
  if (actual === undefined || expected === undefined) return unmarked(texts.actual, texts.expected);
  return markTexts(texts.actual, texts.expected);
}

interface Sides {
  readonly actual: Markup;
  readonly expected: Markup;
}

function unmarked(actual: string, expected: string): Sides {
  return { actual: markup`${actual}`, expected: markup`${expected}` };
}

function markTexts(actual: string, expected: string): Sides {
  if (!actual.includes('\n') && !expected.includes('\n')) return markMiddle(actual, expected);

  const pairs = alignLines(actual.split('\n'), expected.split('\n'));
  const side = (own: 'actual' | 'expected'): Markup => {
    const lines = pairs.flatMap((pair) => {
      const line = pair[own];
      if (line === undefined) return [];
      // An empty line would show no mark.
      return [pair.actual === pair.expected ? markup`${line}` : markup`<mark>${line === '' ? '⏎' : line}</mark>`];
    });
    return markup`${lines.map((line, i) => (i === 0 ? line : markup`${'\n'}${line}`))}`;
  };
  return { actual: side('actual'), expected: side('expected') };
}

/** Marks what stands between the common beginning and the common end, unless there is nothing in common. */
function markMiddle(actual: string, expected: string): Sides {
  const [a, e] = [Array.from(actual), Array.from(expected)];
  const head = commonLength(a, e);
  const tail = commonLength(a.slice(head).reverse(), e.slice(head).reverse());
  const mark = (text: readonly string[]): Markup => {
    const middle = text.slice(head, text.length - tail).join('');
    const marked = middle === '' ? undefined : markup`<mark>${middle}</mark>`;
    return markup`${text.slice(0, head).join('')}${marked}${text.slice(text.length - tail).join('')}`;
  };
  return head + tail === 0 ? unmarked(actual, expected) : { actual: mark(a), expected: mark(e) };
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
