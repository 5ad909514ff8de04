import { type Normalisation } from '../equivalence/normalisation';
import { groupByObject } from './group-by-object';
import { markup, type Markup } from './markup';
import { textOf } from './show-value';

/** Normalisations listed of one side; a report on thousands of objects must still open on a phone. */
const LISTED = 2000;

/** What the comparison changed on each side before it compared, folded by side and object. */
export function normalisationSection({
  actual,
  expected,
}: {
  readonly actual: readonly Normalisation[];
  readonly expected: readonly Normalisation[];
}): Markup | undefined {
  if (actual.length + expected.length === 0) return undefined;
  return markup`<h2>Normalisations</h2>${side('actual', actual)}${side('expected', expected)}`;
}

function side(name: 'actual' | 'expected', all: readonly Normalisation[]): Markup {
  const hidden = all.length - LISTED;
  const objects = groupByObject(all.slice(0, LISTED)).map(([object, group]) => {
    return markup`<details><summary>${object} <span class="tag plain">${group.length}</span></summary>
<div class="body"><ul class="list">${group.map(entry)}</ul></div></details>`;
  });
  return markup`<details class="fold"><summary><span class="tag ${name}">${name}</span> ${all.length.toLocaleString('en')} applied</summary>
${objects}${hidden > 0 ? markup`<p class="body quiet">and ${hidden.toLocaleString('en')} more</p>` : undefined}</details>`;
}

function entry({ step, path, from, to, reason }: Normalisation): Markup {
  return markup`<li><span class="tag plain">${step}</span> <code class="path">${path}</code>
<p class="quiet">${brief(from)} → ${brief(to)}</p><p class="why">${reason}</p></li>`;
}

function brief(value: unknown): Markup {
  if (value === undefined) return markup`<i>absent</i>`;
  const text = textOf(value);
  return markup`<code>${text.length > 200 ? `${text.slice(0, 200)}…` : text}</code>`;
}
