import { count } from '../testing/html-report/count';
import { groupByObject } from '../testing/html-report/group-by-object';
import { type Markup, markup } from '../testing/html-report/markup';
import { htmlPage } from '../testing/html-report/page';
import { type CheckResult } from './check';
import { type KubernetesProblem } from './kubernetes-problem';

/** The answers of the API servers as one HTML page that needs nothing else: the problems by object, then the others. */
export function renderProblemsHtml(result: CheckResult): string {
  const { versions, refused } = result;
  const server = `Kubernetes ${versions.join(', ')}`;
  const title = refused === 0 ? 'Accepted' : `${count(refused, 'object')} refused`;
  const concerned = new Set(result.problems.map(({ object }) => object));
  const others = result.objects.filter((object) => !concerned.has(object));
  return htmlPage(
    `${title}: ${server}`,
    markup`<div class="verdict${refused === 0 ? ' equal' : ''}">
<div class="sign" aria-hidden="true">${refused === 0 ? '✓' : '✗'}</div>
<div><h1>${title}</h1><p class="quiet">What the API server of ${server} answers to the creation of each object.</p></div>
</div>
<ul class="facts">${facts(result)}</ul>
${concerned.size > 0 ? markup`<h2>Problems</h2>${groupByObject(result.problems).map(card)}` : undefined}
${others.length > 0 ? markup`<h2>Without a problem</h2>${fold(others, result.unknown)}` : undefined}
<footer>The server's own code decoded, defaulted and validated each object. What depends on other objects of a cluster
was not asked. Made by <code>cdk8s-patterns check</code>.</footer>`,
  );
}

function facts({ accepted, refused, unknown, problems }: CheckResult): Markup[] {
  const warnings = problems.filter(({ severity }) => severity === 'warning').length;
  const all: [number, string][] = [
    [accepted, 'accepted'],
    [refused, 'refused'],
    [unknown.length, 'not checked'],
    [warnings, 'warnings'],
  ];
  return all.map(([number, name]) => markup`<li><b>${number.toLocaleString('en')}</b><span>${name}</span></li>`);
}

function card([object, problems]: [string, KubernetesProblem[]]): Markup {
  const [kind = '', ...name] = object.split(' ');
  const tag = problems.some(({ severity }) => severity === 'error')
    ? markup`<span class="tag actual">refused</span>`
    : markup`<span class="tag warn">accepted with a warning</span>`;
  return markup`<article class="card">
<header><h3><span class="kind">${kind}</span> ${name.join(' ')}</h3>${tag}</header>
${problems.map(entry)}
</article>`;
}

function entry({ severity, field, message, file, line, column, versions }: KubernetesProblem): Markup {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const tag = markup`<span class="tag ${severity === 'error' ? 'actual' : 'warn'}">${severity}</span>`;
  return markup`<section class="change">${field === undefined ? undefined : markup`<code class="path">${field}</code>`}
<p>${tag} ${message}</p><p class="why">${place === '' ? undefined : markup`<code>${place}</code> · `}Kubernetes ${versions.join(', ')}</p></section>`;
}

function fold(objects: readonly string[], unknown: readonly string[]): Markup {
  const list = objects.map((object) => {
    return markup`<li>${object}${unknown.includes(object) ? markup` <span class="tag plain">not checked</span>` : undefined}</li>`;
  });
  return markup`<details class="fold"><summary>${count(objects.length, 'object')}</summary>
<div class="body"><ul class="list">${list}</ul></div></details>`;
}
