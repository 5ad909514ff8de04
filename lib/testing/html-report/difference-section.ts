import { type Difference } from '../equivalence/difference';
import { objectName } from '../equivalence/manifest';
import { type Pair } from '../equivalence/pair';
import { count } from './count';
import { explainDifference } from './explain-difference';
import { groupByObject } from './group-by-object';
import { markup, type Markup } from './markup';
import { markDifferences } from './show-value';
import { sideBySide } from './side-by-side';

/** One card for each object that differs: its differences, and both its forms folded below them. */
export function differenceSection(differences: readonly Difference[], pairs: readonly Pair[]): Markup | undefined {
  if (differences.length === 0) return undefined;
  const byName = new Map(pairs.map((each) => [nameOf(each), each]));
  const cards = groupByObject(differences).map(([object, group]) => card(object, group, byName.get(object) ?? {}));
  return markup`<h2>Differences</h2>${cards}`;
}

/** As the engine names a difference: by the expected object where there is one. */
function nameOf({ actual, expected }: Pair): string {
  const named = expected ?? actual;
  return named === undefined ? '' : objectName(named);
}

function card(object: string, differences: readonly Difference[], { actual, expected }: Pair): Markup {
  const [kind = '', ...name] = object.split(' ');
  return markup`<article class="card">
<header><h3><span class="kind">${kind}</span> ${name.join(' ')}</h3>${tag(differences)}</header>
${differences.map(change)}
<details${isWhole(differences) ? markup` open` : undefined}><summary>${isWhole(differences) ? 'The object as it is compared' : 'Both sides as they are compared'}</summary>
<div class="body">${sideBySide(actual, expected)}</div></details>
</article>`;
}

/** Whether the object as a whole is on one side only. */
function isWhole(differences: readonly Difference[]): boolean {
  return differences.some((each) => each.path === '');
}

function tag(differences: readonly Difference[]): Markup {
  if (!isWhole(differences)) return markup`<span class="tag plain">${count(differences.length, 'difference')}</span>`;
  return differences.some((each) => each.missing === 'actual')
    ? markup`<span class="tag expected">only in expected</span>`
    : markup`<span class="tag actual">only in actual</span>`;
}

function change({ path, actual, expected }: Difference): Markup | undefined {
  // The tag has said it, and both sides are shown below.
  if (path === '') return undefined;
  const why = explainDifference(actual, expected);
  const shown = markDifferences(actual, expected);
  return markup`<section class="change"><code class="path">${path}</code>${why && markup`<p class="why">${why}</p>`}
<div class="values">${value('actual', actual, shown.actual)}${value('expected', expected, shown.expected)}</div></section>`;
}

function value(side: 'actual' | 'expected', given: unknown, shown: Markup): Markup {
  return given === undefined
    ? markup`<div class="value ${side} none"><small>${side}</small><pre>absent</pre></div>`
    : markup`<div class="value ${side}"><small>${side}</small><pre>${shown}</pre></div>`;
}
