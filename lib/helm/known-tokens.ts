import { type Binding, nativeBoolean, type Scope } from './binding';
import { tokenNumber } from '../tokens/find-tokens';
import { type Token, TokenType } from '../tokens/token';
import { type HelmChartTokens, type HelmRelease } from './value-props';

/** Makes a token; the fallback is its value outside of any scope. */
export type Bind = (name: string, type: TokenType, fallback: unknown, binding: Binding) => Token;

/** The tokens of the release: `.Release`. */
export function releaseTokens(bind: Bind): HelmRelease {
  const of = tokens(bind, 'release', '.Release');
  return {
    name: of('name', (s) => s.release.name, 'release').text,
    namespace: of('namespace', (s) => s.release.namespace, 'default').text,
    revision: tokenNumber(of('revision', (s) => s.release.revision, 1, TokenType.INT)),
    isUpgrade: nativeBoolean(of('isUpgrade', (s) => s.release.isUpgrade, false, TokenType.BOOL)),
  };
}

/** The tokens of the chart: `.Chart`. */
export function chartTokens(bind: Bind): HelmChartTokens {
  const of = tokens(bind, 'chart', '.Chart');
  return {
    name: of('name', (s) => s.chart.name, 'chart').text,
    version: of('version', (s) => s.chart.version, '0.0.0').text,
    appVersion: of('appVersion', (s) => s.chart.appVersion, '0.0.0').text,
  };
}

function tokens(bind: Bind, room: string, object: string) {
  return (name: string, evaluate: (scope: Scope) => unknown, fallback: unknown, type = TokenType.STRING): Token => {
    const member = name.charAt(0).toUpperCase() + name.slice(1);
    const expression = (root: string): string => `${root}${object}.${member}`;
    return bind(`${room}.${name}`, type, fallback, { expression, evaluate, lineSafe: true, shellSafe: true });
  };
}
