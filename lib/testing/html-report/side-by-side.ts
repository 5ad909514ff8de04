import { stringify } from 'yaml';
import { type Fields, isFields, type Json, type Manifest } from '../equivalence/manifest';
import { count } from './count';
import { alignLines, type LinePair } from '../line-diff';
import { markup, type Markup } from './markup';

/** Unchanged lines shown around a change. */
const CONTEXT = 3;

/**
 * The forms of one object as YAML. Both are aligned, with the lines that differ marked and long equal stretches left
 * out; one that has no counterpart is shown by itself.
 */
export function sideBySide(actual: Manifest | undefined, expected: Manifest | undefined): Markup {
  if (actual === undefined) return alone('expected', expected);
  if (expected === undefined) return alone('actual', actual);
  const pairs = aroundChanges(alignLines(linesOf(orderLike(actual as Fields, expected as Fields)), linesOf(expected)));
  return markup`<div class="lines">${column('actual', pairs)}${column('expected', pairs)}</div>`;
}

function alone(side: 'actual' | 'expected', manifest: Manifest | undefined): Markup {
  const lines = linesOf(manifest).map((line) => markup`<span>${line}</span>`);
  return markup`<div class="lines alone"><div class="${side}"><pre tabindex="0">${lines}</pre></div></div>`;
}

function column(side: 'actual' | 'expected', pairs: readonly (LinePair | number)[]): Markup {
  const lines = pairs.map((pair) => {
    if (typeof pair === 'number') return markup`<span class="skip">⋯ ${count(pair, 'equal line')} ⋯</span>`;
    const line = pair[side];
    if (line === undefined) return markup`<span class="gap"></span>`;
    return pair.actual === pair.expected ? markup`<span>${line}</span>` : markup`<span class="changed">${line}</span>`;
  });
  return markup`<div class="${side}"><span class="tag ${side}">${side}</span><pre tabindex="0">${lines}</pre></div>`;
}

function linesOf(manifest: Json | Manifest | undefined): string[] {
  if (manifest === undefined) return [];
  return stringify(manifest, { lineWidth: 0, aliasDuplicateObjects: false, version: '1.1' }).trimEnd().split('\n');
}

/** A value with the members of its objects in the order of another: order means nothing, and would look like a change. */
function orderLike(value: Json, like: Json | undefined): Json {
  if (Array.isArray(value)) {
    return value.map((item, i) => orderLike(item, Array.isArray(like) ? like[i] : undefined));
  }
  if (!isFields(value)) return value;
  const other = isFields(like) ? like : {};
  const names = [...Object.keys(other).filter((name) => Object.hasOwn(value, name)), ...Object.keys(value)];
  return Object.fromEntries([...new Set(names)].map((name) => [name, orderLike(value[name] ?? null, other[name])]));
}

/** The pairs near a change; a number stands for so many equal lines left out. */
function aroundChanges(pairs: readonly LinePair[]): (LinePair | number)[] {
  const near = new Set<number>();
  pairs.forEach((pair, i) => {
    if (pair.actual !== pair.expected) for (let d = -CONTEXT; d <= CONTEXT; d++) near.add(i + d);
  });
  const shown: (LinePair | number)[] = [];
  pairs.forEach((pair, i) => {
    const last = shown.at(-1);
    // To leave out a single line would save nothing.
    if (near.has(i) || (near.has(i - 1) && near.has(i + 1))) shown.push(pair);
    else if (typeof last === 'number') shown[shown.length - 1] = last + 1;
    else shown.push(1);
  });
  return shown;
}
