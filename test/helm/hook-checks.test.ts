import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { HelmChart } from '../../lib/helm/helm-chart';
import { HelmRule } from '../../lib/helm/helm-finding';

interface HookText {
  readonly hook?: string;
  readonly weight?: string;
  readonly policy?: string;
}

function chartOf(accept: HelmRule[] = []): {
  readonly app: HelmChart;
  readonly chart: Chart;
  readonly release: string;
} {
  const app = new HelmChart({ name: 'demo', version: '0.1.0', accept });
  return { app, chart: new Chart(app, 'chart'), release: app.values.release.name };
}

function object(
  chart: Chart,
  kind: string,
  name: string,
  { hook, weight, policy }: HookText,
  fields: object = {},
): void {
  const annotations = {
    ...(hook === undefined ? {} : { 'helm.sh/hook': hook }),
    ...(weight === undefined ? {} : { 'helm.sh/hook-weight': weight }),
    ...(policy === undefined ? {} : { 'helm.sh/hook-delete-policy': policy }),
  };
  const id = `object-${chart.node.children.length}`;
  new ApiObject(chart, id, { apiVersion: 'v1', kind, metadata: { name, annotations }, ...fields });
}

function job(chart: Chart, name: string, hook: HookText, pod: object = {}): void {
  object(chart, 'Job', name, hook, { spec: { template: { spec: { containers: [], ...pod } } } });
}

function mounting(configMap: string): object {
  return { volumes: [{ name: 'scripts', configMap: { name: configMap } }] };
}

function found(app: HelmChart): string[] {
  return app.check().map(({ rule, refused, message }) => `${refused ? 'refused' : 'said'} ${rule}: ${message}`);
}

describe('the hook itself', () => {
  test.each([
    [
      'an unknown event',
      { hook: 'pre-install,pre-update' },
      /^refused hook-event: helm drops Job .* \(got pre-update\)/,
    ],
    ['no event', { hook: ' ' }, /^refused hook-event: .* \(got none\)/],
    [
      'a weight that is no integer',
      { hook: 'test', weight: '1.5' },
      /^refused hook-weight: .* got '1\.5', which helm reads as 0/,
    ],
    ['an unknown policy', { hook: 'test', policy: 'always' }, /^refused hook-policy: .* got always$/],
    [
      'policies that leave the Job',
      { hook: 'test', policy: 'hook-succeeded,hook-failed' },
      /^said hook-policy: .* add before-hook-creation to hook-succeeded,hook-failed$/,
    ],
  ])('%s', (_, hook, message) => {
    const { app, chart, release } = chartOf();
    job(chart, `${release}-job`, hook);

    expect(found(app)).toEqual([expect.stringMatching(message)]);
  });

  test('nothing is said of a good one', () => {
    const { app, chart, release } = chartOf();
    job(chart, `${release}-job`, { hook: 'pre-install, pre-upgrade', weight: '-5', policy: 'before-hook-creation' });

    expect(found(app)).toEqual([]);
  });

  test('a claim is refused', () => {
    const { app, chart, release } = chartOf();
    object(chart, 'PersistentVolumeClaim', `${release}-data`, { hook: 'pre-install' });

    expect(found(app)).toEqual([expect.stringMatching(/^refused hook-claim: the claim demo-data is a hook/)]);
    expect(() => app.synth()).toThrow(/^chart\/object-0: the claim demo-data .* \(hook-claim\)$/);
  });
});

describe('what a hook needs', () => {
  test.each([
    [
      'an ordinary object, before anything is installed',
      'pre-install',
      {},
      /^refused hook-order: Job demo-job needs ConfigMap demo-scripts, which is not a hook, so it is created only after this pre-install hook$/,
    ],
    [
      'an ordinary object, after everything is deleted',
      'post-delete',
      {},
      /^refused hook-order: .* is deleted before this post-delete hook$/,
    ],
    [
      'an ordinary object, before an upgrade',
      'pre-upgrade',
      {},
      /^said hook-stale: .* the content of the revision before/,
    ],
    [
      'a hook of equal weight',
      'pre-upgrade',
      { hook: 'pre-upgrade', weight: '5' },
      /^refused hook-order: .* of the same weight, where the order depends on the names, .*: give it a lower weight$/,
    ],
    [
      'a later hook',
      'pre-upgrade',
      { hook: 'pre-upgrade', weight: '6' },
      /^refused hook-order: .* a hook of weight 6, created only after this hook of weight 5 at pre-upgrade/,
    ],
    [
      'a hook of another event',
      'pre-upgrade',
      { hook: 'test', weight: '1' },
      /^refused hook-order: .* a hook of test only, so it does not exist at pre-upgrade$/,
    ],
    [
      'a hook deleted after the installation',
      'pre-upgrade',
      { hook: 'pre-install', policy: 'before-hook-creation,hook-succeeded' },
      /^refused hook-order: .* a hook that is deleted when its event is over \(hook-succeeded\), before pre-upgrade$/,
    ],
  ])('%s', (_, event, configMap, message) => {
    const { app, chart, release } = chartOf();
    job(chart, `${release}-job`, { hook: event, weight: '5' }, mounting(`${release}-scripts`));
    object(chart, 'ConfigMap', `${release}-scripts`, configMap);

    expect(found(app)).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    ['a hook of lower weight', 'pre-upgrade', { hook: 'pre-upgrade', weight: '1' }],
    ['what a hook made at the installation', 'pre-upgrade', { hook: 'pre-install' }],
    ['what a hook made after the installation', 'pre-upgrade', { hook: 'post-install' }],
    ['a test hook by its old name', 'test', { hook: 'test-success', weight: '1' }],
    ['an ordinary object, when it is there', 'test', {}],
  ])('%s is fine', (_, event, configMap) => {
    const { app, chart, release } = chartOf();
    job(chart, `${release}-job`, { hook: event, weight: '5' }, mounting(`${release}-scripts`));
    object(chart, 'ConfigMap', `${release}-scripts`, configMap);

    expect(found(app)).toEqual([]);
  });

  test('an ordinary object must not need what a hook deletes', () => {
    const { app, chart, release } = chartOf();
    job(chart, `${release}-web`, {}, { imagePullSecrets: [{ name: `${release}-pull` }] });
    object(chart, 'Secret', `${release}-pull`, { hook: 'pre-install', policy: 'hook-succeeded,before-hook-creation' });

    expect(found(app)).toEqual([expect.stringMatching(/^refused hook-order: .* deleted when its event is over/)]);
  });

  test('an accepted rule does not keep the chart from being written', () => {
    const { app, chart, release } = chartOf([HelmRule.HOOK_CLAIM]);
    object(chart, 'PersistentVolumeClaim', `${release}-data`, { hook: 'pre-install' });

    expect(app.check()).toHaveLength(1);
    const folder = mkdtempSync(join(tmpdir(), 'hook-checks-'));
    expect(app.package(folder)).toBe(join(folder, 'demo-0.1.0.tgz'));
    rmSync(folder, { recursive: true });
  });
});
