import { App, Chart, ApiObject } from 'cdk8s';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { equivalent } from '../../../lib/testing/equivalence/equivalent';
import { type Fields, type Manifest } from '../../../lib/testing/equivalence/manifest';
import { normalize } from '../../../lib/testing/equivalence/normalize';
import { renderReport } from '../../../lib/testing/equivalence/report';
import { fromFile } from '../../../lib/testing/equivalence/source';

const configMap = (name: string, data: Fields, namespace?: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...(namespace !== undefined && { namespace }) },
  data,
});

const deployment = (apiVersion: string, spec: Fields): Manifest => ({
  apiVersion,
  kind: 'Deployment',
  metadata: { name: 'd' },
  spec: {
    template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i:1' }] } },
    ...spec,
  },
});

describe('equivalent', () => {
  test('takes text, files, folders, objects, charts, apps and API objects', () => {
    // GIVEN
    const app = new App();
    const chart = new Chart(app, 'chart');
    const object = new ApiObject(chart, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: { k: 'v' },
    });
    const folder = mkdtempSync(join(tmpdir(), 'equivalence-'));
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: v}\n';
    writeFileSync(join(folder, 'a.yaml'), text);

    // THEN
    for (const source of [
      app,
      chart,
      object,
      fromFile(folder),
      fromFile(join(folder, 'a.yaml')),
      configMap('a', { k: 'v' }),
      [text],
    ]) {
      expect(equivalent(source, text).differences).toEqual([]);
    }
  });

  test('a namespace that is not written is the default one', () => {
    expect(equivalent([configMap('a', {}, 'default')], [configMap('a', {})]).equivalent).toBe(true);
    expect(equivalent([configMap('a', {}, 'n')], [configMap('a', {})], { defaultNamespace: 'n' }).equivalent).toBe(
      true,
    );
    expect(equivalent([configMap('a', {}, 'n')], [configMap('a', {})]).equivalent).toBe(false);
  });

  test('renames objects and what refers to them', () => {
    // GIVEN
    const pod = (name: string): Manifest => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      spec: { volumes: [{ name: 'v', configMap: { name } }], containers: [{ name: 'c', image: name }] },
    });

    // WHEN
    const verdict = equivalent([configMap('a', {}), pod('a')], [configMap('b', {}), pod('b')], {
      rename: { 'ConfigMap/a': 'b' },
    });

    // THEN
    expect(verdict.differences.map(({ path }) => path)).toEqual(['spec.containers[name=c].image']);
  });

  test('pairs by kind, the most alike first', () => {
    const actual = [configMap('a-c81f', { x: '1', y: '1' }), configMap('b-c82f', { x: '2' })];
    const expected = [configMap('b', { x: '2' }), configMap('a', { x: '1', y: '1' })];
    expect(equivalent(actual, expected, { pairByKind: true }).differences).toEqual([]);
    expect(equivalent(actual, expected).differences).toHaveLength(4);
  });

  test('an upgraded manifest has the defaults of its new version, or on demand of its own', () => {
    // GIVEN
    const old = deployment('extensions/v1beta1', {});
    const selector = { matchLabels: { a: 'b' } };

    // THEN
    expect(equivalent([deployment('apps/v1', { selector })], [old]).differences).toEqual([]);
    const { differences } = equivalent([deployment('apps/v1', { selector })], [old], { upgradeDefaults: 'source' });
    expect(differences.map(({ path }) => path).sort()).toEqual([
      'metadata.labels',
      'spec.progressDeadlineSeconds',
      'spec.revisionHistoryLimit',
      'spec.strategy.rollingUpdate.maxSurge',
      'spec.strategy.rollingUpdate.maxUnavailable',
    ]);
  });

  test('tells what was changed on each side', () => {
    const { actual, expected } = equivalent(
      [configMap('a', { k: 'v' })],
      [configMap('a', { k: 'v' }, 'default')],
    ).normalisations;
    expect(actual).toMatchObject([
      { step: 'default', object: 'ConfigMap a', path: 'metadata.namespace', to: 'default' },
    ]);
    expect(expected).toEqual([]);
  });

  test('a verdict can be written as JSON', () => {
    const verdict = equivalent([configMap('a', { k: 'v' })], [configMap('a', { k: 'w' })]);
    expect(JSON.parse(JSON.stringify(verdict))).toMatchObject({ equivalent: false, normalisations: { actual: [{}] } });
  });

  describe('deviations', () => {
    const [actual, expected] = [deployment('apps/v1', { replicas: 2 }), deployment('apps/v1', { replicas: 3 })];
    const reason = 'scaled by hand';

    test('declare a difference that is meant', () => {
      const verdict = equivalent([actual], [expected], {
        deviations: [{ object: 'Deployment/d', path: 'spec.replicas', reason }],
      });
      expect(verdict).toMatchObject({ equivalent: true, differences: [], deviations: { unused: [] } });
      expect(verdict.deviations.used).toMatchObject([{ reason, differences: [{ actual: 2, expected: 3 }] }]);
    });

    test('fail when they no longer occur', () => {
      const verdict = equivalent([actual], [actual], { deviations: [{ path: 'spec.replicas', reason }] });
      expect(verdict).toMatchObject({ equivalent: false, differences: [], deviations: { unused: [{ reason }] } });
    });

    test('an ignored path may make no difference', () => {
      expect(equivalent([actual], [actual], { ignore: [{ path: 'spec.replicas', reason }] }).equivalent).toBe(true);
      expect(equivalent([actual], [expected], { ignore: [{ path: 'spec.replicas', reason }] }).equivalent).toBe(true);
    });

    test.each([
      ['spec.template.spec.containers[].image', true],
      ['spec.template.spec.containers[*].image', true],
      ['spec.template.spec.containers[name=c].image', true],
      ['spec.template.spec.containers', true],
      ['spec.*.spec', true],
      ['spec.template.spec.containers[name=d].image', false],
      ['spec.template.spec.containers[].imagePullPolicy', false],
      ['spec.temp', false],
    ])('the path %s covers the image: %s', (path, covers) => {
      const changed = JSON.parse(JSON.stringify(actual).replace('i:1', 'i:2')) as Manifest;
      expect(equivalent([changed], [actual], { ignore: [{ path, reason }] }).equivalent).toBe(covers);
    });

    test('a path into a missing map covers that member alone', () => {
      // GIVEN
      const annotated = (annotations: Fields): Manifest => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a', annotations } as never,
      });
      const ignore = [{ path: 'metadata.annotations[checksum/config]', reason }];

      // THEN
      expect(equivalent([annotated({ 'checksum/config': 'x' })], [annotated({})], { ignore }).equivalent).toBe(true);
      const { differences } = equivalent([annotated({ 'checksum/config': 'x', other: 'y' })], [annotated({})], {
        ignore,
      });
      expect(differences.map(({ path }) => path)).toEqual(['metadata.annotations.other']);
    });

    test('hold for one object where they name it', () => {
      expect(
        equivalent([actual], [expected], { ignore: [{ object: 'Deployment/e', path: 'spec.replicas', reason }] })
          .equivalent,
      ).toBe(false);
      expect(
        equivalent([actual], [expected], { ignore: [{ object: 'Deployment', path: 'spec.replicas', reason }] })
          .equivalent,
      ).toBe(true);
    });
  });

  test('what a server assigned is not compared, what somebody chose is', () => {
    const service = (spec: Fields, metadata: Fields = {}): Manifest => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 's', ...metadata },
      spec: { ports: [{ port: 80 }], ...spec },
      status: { loadBalancer: {} },
    });
    const live = service({ clusterIP: '10.0.0.9', clusterIPs: ['10.0.0.9'] }, { uid: 'u', resourceVersion: '5' });
    expect(equivalent([live], [service({})]).differences).toEqual([]);
    expect(equivalent([service({ clusterIP: '10.0.0.10' })], [service({})]).equivalent).toBe(false);
    expect(equivalent([service({ clusterIP: 'None' }, { uid: 'u' })], [service({})]).equivalent).toBe(false);
  });
});

describe('normalize', () => {
  test('prints one form for two ways to write a manifest', () => {
    const [one, other] = ['{memory: 1024Mi, cpu: 0.5}', '{cpu: "500m", memory: 1Gi}'].map(
      (hard) => normalize(`apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q}\nspec: {hard: ${hard}}`).manifests,
    );
    expect(one).toEqual(other);
    expect(one).toMatchObject([{ spec: { hard: { cpu: '500m', memory: '1Gi' } } }]);
  });
});

describe('renderReport', () => {
  const verdict = equivalent([configMap('a', { k: 'v' }), configMap('x', {})], [configMap('a', { k: 'w' })], {
    deviations: [{ path: 'data.z', reason: 'once' }],
  });

  test('groups by object, the path first, both values below', () => {
    expect(renderReport(verdict)).toBe(
      [
        'ConfigMap default/a',
        '  data.k',
        '    actual:   "v"',
        '    expected: "w"',
        '',
        'ConfigMap default/x',
        '  missing in expected',
        '',
        'unused deviation: * data.z (once)',
        'not equivalent: 2 differences in 2 objects, 1 unused deviation',
      ].join('\n'),
    );
  });

  test('colours on demand', () => {
    expect(renderReport(verdict, { color: true })).toContain('\u001b[31mactual:   "v"\u001b[0m');
    expect(renderReport(equivalent([configMap('a', {})], [configMap('a', {})]))).toBe('equivalent');
  });
});
