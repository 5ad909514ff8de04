import { type Binding, type Scope } from '../../lib/helm/binding';
import { chartTokens, releaseTokens } from '../../lib/helm/known-tokens';
import { type Token, TokenType } from '../../lib/tokens/token';
import { TokenRegistry } from '../../lib/tokens/token-registry';

const TOKENS = new TokenRegistry();

const SCOPE: Scope = {
  values: {},
  release: { name: 'demo', namespace: 'prod', revision: 3, isUpgrade: true },
  chart: { name: 'web', version: '1.2.3', appVersion: '4.5' },
  items: new Map(),
};

/** What was bound: how it is written, what it is in a scope and outside of one. */
function bound(make: (bind: (...args: [string, TokenType, unknown, Binding]) => Token) => unknown): unknown[] {
  const all: unknown[] = [];
  make((name, type, fallback, { expression, evaluate, lineSafe, shellSafe }) => {
    all.push([name, type, expression(''), expression('$'), evaluate(SCOPE), fallback, lineSafe && shellSafe]);
    return TOKENS.register({ name, type, plain: () => fallback });
  });
  return all;
}

test('what Helm knows of a release', () => {
  expect(bound(releaseTokens)).toEqual([
    ['release.name', TokenType.STRING, '.Release.Name', '$.Release.Name', 'demo', 'release', true],
    ['release.namespace', TokenType.STRING, '.Release.Namespace', '$.Release.Namespace', 'prod', 'default', true],
    ['release.revision', TokenType.INT, '.Release.Revision', '$.Release.Revision', 3, 1, true],
    ['release.isUpgrade', TokenType.BOOL, '.Release.IsUpgrade', '$.Release.IsUpgrade', true, false, true],
  ]);
});

test('what Helm knows of a chart', () => {
  expect(bound(chartTokens)).toEqual([
    ['chart.name', TokenType.STRING, '.Chart.Name', '$.Chart.Name', 'web', 'chart', true],
    ['chart.version', TokenType.STRING, '.Chart.Version', '$.Chart.Version', '1.2.3', '0.0.0', true],
    ['chart.appVersion', TokenType.STRING, '.Chart.AppVersion', '$.Chart.AppVersion', '4.5', '0.0.0', true],
  ]);
});
