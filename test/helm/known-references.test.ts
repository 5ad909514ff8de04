import { type Binding, type Scope } from '../../lib/helm/binding';
import { chartReferences, releaseReferences } from '../../lib/helm/known-references';
import { type Reference, ReferenceType, registerReference } from '../../lib/helm/reference';

const SCOPE: Scope = {
  values: {},
  release: { name: 'demo', namespace: 'prod', revision: 3, isUpgrade: true },
  chart: { name: 'web', version: '1.2.3', appVersion: '4.5' },
  items: new Map(),
};

/** What was bound: how it is written, what it is in a scope and outside of one. */
function bound(make: (bind: (...args: [string, ReferenceType, unknown, Binding]) => Reference) => unknown): unknown[] {
  const all: unknown[] = [];
  make((name, type, fallback, { expression, evaluate, lineSafe, shellSafe }) => {
    all.push([name, type, expression(''), expression('$'), evaluate(SCOPE), fallback, lineSafe && shellSafe]);
    return registerReference({ name, type, plain: () => fallback });
  });
  return all;
}

test('what Helm knows of a release', () => {
  expect(bound(releaseReferences)).toEqual([
    ['release.name', ReferenceType.STRING, '.Release.Name', '$.Release.Name', 'demo', 'release', true],
    ['release.namespace', ReferenceType.STRING, '.Release.Namespace', '$.Release.Namespace', 'prod', 'default', true],
    ['release.revision', ReferenceType.INT, '.Release.Revision', '$.Release.Revision', 3, 1, true],
    ['release.isUpgrade', ReferenceType.BOOL, '.Release.IsUpgrade', '$.Release.IsUpgrade', true, false, true],
  ]);
});

test('what Helm knows of a chart', () => {
  expect(bound(chartReferences)).toEqual([
    ['chart.name', ReferenceType.STRING, '.Chart.Name', '$.Chart.Name', 'web', 'chart', true],
    ['chart.version', ReferenceType.STRING, '.Chart.Version', '$.Chart.Version', '1.2.3', '0.0.0', true],
    ['chart.appVersion', ReferenceType.STRING, '.Chart.AppVersion', '$.Chart.AppVersion', '4.5', '0.0.0', true],
  ]);
});
