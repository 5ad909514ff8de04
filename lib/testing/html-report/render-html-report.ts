import { objectName } from '../equivalence/manifest';
import { normalizedPairs } from '../equivalence/normalized-pairs';
import { type Pair } from '../equivalence/pair';
import { hideSecrets, hideSecretValues } from '../hide-secrets';
import { count } from './count';
import { deviationSection } from './deviation-section';
import { differenceSection } from './difference-section';
import { type HtmlReportInput } from './html-report-input';
import { type Markup, markup } from './markup';
import { normalisationSection } from './normalisation-section';
import { htmlPage } from './page';
import { storedOrderSection } from './stored-order-section';

/**
 * A verdict as one HTML page that needs nothing else: no script, no font, no image, no request. It begins with the
 * verdict and the differences by object, each with both sides; what the comparison did to get there is folded below.
 */
export function renderHtmlReport(given: HtmlReportInput): string {
  const hide = given.showSecrets !== true;
  const input = hide ? { ...given, verdict: hideSecrets(given.verdict) } : given;
  const { verdict } = input;
  const pairs = normalizedPairs(given.actual.source, given.expected.source, given.options).map((each) =>
    hide
      ? {
          actual: each.actual && hideSecretValues(each.actual),
          expected: each.expected && hideSecretValues(each.expected),
        }
      : each,
  );
  const differing = new Set([...verdict.differences, ...verdict.storedOtherwise].map((each) => each.object));
  return htmlPage(
    `${headline(input, differing.size)}: ${input.actual.label} and ${input.expected.label}`,
    markup`${banner(input, differing.size)}
${facts(input, pairs, differing.size)}
${differenceSection(verdict.differences, pairs)}
${storedOrderSection(verdict.storedOtherwise)}
${deviationSection(verdict.deviations)}
${equalObjects(pairs, differing)}
${normalisationSection(verdict.normalisations)}
<footer>Two manifests are equivalent when they have the same meaning to a current API server. Before they are
compared, removed API versions are upgraded, fields that only the server sets are taken away and defaults are filled in;
the values above are those that are compared. Made by <code>cdk8s-patterns equivalent</code>.</footer>`,
  );
}

function headline({ verdict }: HtmlReportInput, differing: number): string {
  if (verdict.equivalent) return verdict.outcome === 'same' ? 'Equivalent' : 'Equivalent, stored in another order';
  if (verdict.differences.length === 0) return 'Not equivalent';
  return `${count(verdict.differences.length, 'difference')} in ${count(differing, 'object')}`;
}

function banner(input: HtmlReportInput, differing: number): Markup {
  const { verdict, actual, expected, options } = input;
  const stored = options?.subset
    ? 'have in actual what expected asks for'
    : verdict.outcome === 'stored-otherwise'
      ? 'store objects of the same meaning, with lists in another order'
      : 'store the same objects for both sides';
  const text = verdict.equivalent
    ? `A current API server would ${stored}.`
    : verdict.differences.length === 0
      ? verdict.outcome === 'same'
        ? 'The sides are the same, but a deviation that was declared no longer occurs.'
        : 'Both sides have the same meaning, but lists are stored in another order.'
      : `A current API server would not ${stored}.`;
  return markup`<div class="verdict${verdict.equivalent ? ' equal' : ''}">
<div class="sign" aria-hidden="true">${verdict.equivalent ? '=' : '≠'}</div>
<div><h1>${headline(input, differing)}</h1><p class="quiet">${text}</p>
<div class="sides"><div><span class="tag actual">actual</span> <code>${actual.label}</code></div>
<div><span class="tag expected">expected</span> <code>${expected.label}</code></div></div></div>
</div>`;
}

function facts({ verdict }: HtmlReportInput, pairs: readonly Pair[], differing: number): Markup {
  const normalisations = verdict.normalisations.actual.length + verdict.normalisations.expected.length;
  const all: [number, string][] = [
    [pairs.filter((each) => each.actual !== undefined).length, 'objects in actual'],
    [pairs.filter((each) => each.expected !== undefined).length, 'objects in expected'],
    [differing, 'objects that differ'],
    [verdict.deviations.used.length, 'deviations accepted'],
    [normalisations, 'normalisations'],
  ];
  return markup`<ul class="facts">${all.map(([number, name]) => {
    return markup`<li><b>${number.toLocaleString('en')}</b><span>${name}</span></li>`;
  })}</ul>`;
}

function equalObjects(pairs: readonly Pair[], differing: ReadonlySet<string>): Markup | undefined {
  const equal = pairs.flatMap(({ actual, expected }) => {
    const name = expected && objectName(expected);
    return actual === undefined || name === undefined || differing.has(name) ? [] : [name];
  });
  if (equal.length === 0) return undefined;
  return markup`<h2>Equal</h2><details class="fold"><summary>${count(equal.length, 'object')} without a difference</summary>
<div class="body"><ul class="list">${equal.map((name) => markup`<li>${name}</li>`)}</ul></div></details>`;
}
