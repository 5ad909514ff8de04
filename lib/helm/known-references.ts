import { type Binding, nativeBoolean, type Scope } from './binding';
import { type Reference, referenceNumber, ReferenceType } from './reference';
import { type HelmChartReferences, type HelmRelease } from './value-props';

/** Makes a reference; the fallback is its value outside of any scope. */
export type Bind = (name: string, type: ReferenceType, fallback: unknown, binding: Binding) => Reference;

/** What Helm knows of a release: `.Release`. */
export function releaseReferences(bind: Bind): HelmRelease {
  const of = references(bind, 'release', '.Release');
  return {
    name: of('name', (s) => s.release.name, 'release').text,
    namespace: of('namespace', (s) => s.release.namespace, 'default').text,
    revision: referenceNumber(of('revision', (s) => s.release.revision, 1, ReferenceType.INT)),
    isUpgrade: nativeBoolean(of('isUpgrade', (s) => s.release.isUpgrade, false, ReferenceType.BOOL)),
  };
}

/** What Helm knows of the chart: `.Chart`. */
export function chartReferences(bind: Bind): HelmChartReferences {
  const of = references(bind, 'chart', '.Chart');
  return {
    name: of('name', (s) => s.chart.name, 'chart').text,
    version: of('version', (s) => s.chart.version, '0.0.0').text,
    appVersion: of('appVersion', (s) => s.chart.appVersion, '0.0.0').text,
  };
}

function references(bind: Bind, room: string, object: string) {
  return (
    name: string,
    evaluate: (scope: Scope) => unknown,
    fallback: unknown,
    type = ReferenceType.STRING,
  ): Reference => {
    const member = name.charAt(0).toUpperCase() + name.slice(1);
    const expression = (root: string): string => `${root}${object}.${member}`;
    return bind(`${room}.${name}`, type, fallback, { expression, evaluate, lineSafe: true, shellSafe: true });
  };
}
