import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { HelmChart } from '../../lib/helm/helm-chart';
import { plainString } from '../../lib/tokens/plain-value';
import { HookEngine } from '../../lib/lifecycle/hook';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'helm-chart-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function demo(): { readonly app: HelmChart; readonly chart: Chart } {
  const app = new HelmChart({ name: 'demo', version: '0.1.0', outdir: join(folder, 'demo') });
  return { app, chart: new Chart(app, 'chart') };
}

function object(chart: Chart, id: string, fields: object, metadata: object = { name: id }): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata, ...fields });
}

describe('plain output', () => {
  test('defaults, and overrides for every environment', () => {
    // GIVEN
    const { app, chart } = demo();
    const replicas = app.values.int('replicas', { default: 1, maximum: 5 });
    object(chart, 'config', { data: { replicas, name: `${app.values.release.name}-db` } });

    // WHEN
    app.writePlain(join(folder, 'staging'));
    app.writePlain(join(folder, 'production'), { values: { replicas: 3 }, releaseName: 'todo' });

    // THEN
    expect(readFileSync(join(folder, 'staging', 'chart.k8s.yaml'), 'utf8')).toContain('name: demo-db\n  replicas: 1\n');
    expect(readFileSync(join(folder, 'production', 'chart.k8s.yaml'), 'utf8')).toContain(
      'name: todo-db\n  replicas: 3\n',
    );
  });

  test('several environments at once, or none when one is wrong', () => {
    // GIVEN
    const { app, chart } = demo();
    object(chart, 'config', { data: { replicas: app.values.int('replicas', { default: 1, maximum: 5 }) } });
    const out = join(folder, 'out');

    // WHEN
    const wrong = () =>
      app.writeEnvironments(out, { staging: {}, production: { values: { replicas: 9 } }, test: { values: { x: 1 } } });
    expect(wrong).toThrow(
      'production: values.replicas must be at most 5, got 9\ntest: values.x is unknown; known are replicas',
    );
    expect(existsSync(out)).toBe(false);
    app.writeEnvironments(out, { staging: {}, production: { values: { replicas: 4 } } });

    // THEN
    expect(readdirSync(out).sort()).toEqual(['production', 'staging']);
    expect(readFileSync(join(out, 'production', 'chart.k8s.yaml'), 'utf8')).toContain('replicas: 4');
  });

  test('every wrong override is named at once', () => {
    // GIVEN
    const { app, chart } = demo();
    object(chart, 'config', {
      data: {
        a: app.values.int('server.port', { default: 80, maximum: 65535 }),
        b: app.values.string('host'),
        c: app.values.bool('debug', { default: false }),
      },
    });

    // WHEN
    const wrong = () => app.plain({ values: { server: { port: 70000, prot: 1 }, debug: 'yes' }, releaseName: 'A' });

    // THEN
    expect(wrong).toThrow(
      [
        "the release name must be a dns name of at most 53 characters, got 'A'",
        'values.server.port must be at most 65535, got 70000',
        'values.server.prot is unknown; known are server.port, host, debug',
        'values.debug must be true or false, got "yes"',
        'values.host has no default and was not given',
      ].join('\n'),
    );
  });

  test('validations see the values of the environment', () => {
    // GIVEN
    const { app, chart } = demo();
    const name = app.values.string('name', { default: 'short' });
    chart.node.addValidation({
      validate: () => (plainString(name).length > 8 ? [`the name ${name} is too long`] : []),
    });
    object(chart, 'config', { data: { name } });

    // THEN
    expect(() => app.plain()).not.toThrow();
    expect(() => app.plain({ values: { name: 'much-too-long' } })).toThrow(
      /^chart: the name <values\.name> is too long/,
    );
  });

  test('hooks are said for Helm or Argo CD, or removed', () => {
    // GIVEN
    const { app, chart } = demo();
    object(
      chart,
      'migrate',
      {},
      { name: 'migrate', annotations: { 'helm.sh/hook': 'pre-upgrade', 'helm.sh/hook-weight': '1', a: 'b' } },
    );
    object(chart, 'test', {}, { name: 'test', annotations: { 'helm.sh/hook': 'test' } });
    const annotations = (hooks: HookEngine): unknown =>
      app
        .plain({ hooks })
        .flatMap((c) => c.objects.map((o) => (o as { metadata: { annotations: unknown } }).metadata.annotations));

    // THEN
    expect(annotations(HookEngine.HELM)).toEqual([
      { 'helm.sh/hook': 'pre-upgrade', 'helm.sh/hook-weight': '1', a: 'b' },
      { 'helm.sh/hook': 'test' },
    ]);
    expect(annotations(HookEngine.ARGO_CD)).toEqual([
      { 'argocd.argoproj.io/hook': 'PreSync', 'argocd.argoproj.io/sync-wave': '1', a: 'b' },
    ]);
    expect(annotations(HookEngine.NONE)).toEqual([{ a: 'b' }]);
  });
});

describe('the chart', () => {
  test('holds one file for each object, named by its path, and tests apart', () => {
    // GIVEN
    const { app, chart } = demo();
    object(chart, 'WebConfig', {});
    object(chart, 'Resource', { kind: 'Secret' });
    object(chart, 'smoke', {}, { name: 'smoke', annotations: { 'helm.sh/hook': 'test' } });

    // WHEN
    app.synth();

    // THEN
    expect(readdirSync(join(folder, 'demo'), { recursive: true }).sort()).toEqual([
      '.helmignore',
      'Chart.yaml',
      'README.md',
      'templates',
      'templates/secret.yaml',
      'templates/tests',
      'templates/tests/smoke.yaml',
      'templates/web-config.yaml',
      'values.schema.json',
      'values.yaml',
    ]);
  });

  test('leaves the namespace of the release to Helm, and keeps any other', () => {
    const { app, chart } = demo();
    object(chart, 'a', {}, { name: 'a', namespace: app.values.release.namespace });
    object(chart, 'b', {}, { name: 'b', namespace: 'kube-system' });

    expect(app.files()['templates/a.yaml']).not.toContain('namespace');
    expect(app.files()['templates/b.yaml']).toContain('namespace: kube-system');
    expect(app.plain({ namespace: 'tks' })[0]?.objects[0]).toMatchObject({ metadata: { namespace: 'tks' } });
  });

  test('values.yaml says what is what', () => {
    // GIVEN
    const { app } = demo();
    app.values.describe('image', 'Where the image comes from');
    app.values.string('image.tag', { default: 'yes', description: 'Its tag' });
    app.values.int('image.pulls', { default: 3, minimum: 1, maximum: 9 });
    app.values.string('host', { description: 'Of the database' });
    app.values.json('resources', { default: { limits: { cpu: '1' }, list: [{ a: 1, b: [] }, 'x'] } });

    // THEN
    expect(app.files()['values.yaml']).toBe(`# Where the image comes from
image:
  # Its tag
  tag: "yes"
  # Allowed: 1 to 9.
  pulls: 3

# Of the database
# host: (required)

resources:
  limits:
    cpu: "1"
  list:
    - a: 1
      b: []
    - x
`);
    expect(app.files()['README.md']).toContain('| `image.pulls` | integer | `3` | Allowed: 1 to 9. |');
    expect(app.files()['README.md']).toContain('| `host` | text | required | Of the database |');
  });

  test('the archive is the same bytes every time', () => {
    // GIVEN
    const { app, chart } = demo();
    object(chart, 'config', { data: { a: app.values.string('a', { default: 'x' }) } });

    // WHEN
    const archives = ['one', 'two'].map((name) => readFileSync(app.package(join(folder, name))));

    // THEN
    expect(archives[0]?.equals(archives[1] ?? Buffer.alloc(0))).toBe(true);
  });

  test('a name or version that Helm refuses is refused', () => {
    expect(() => new HelmChart({ name: 'My Chart', version: '1.0' })).toThrow(
      "the chart name must be lower-case letters, digits and dashes, got 'My Chart'\n" +
        "the chart version must be a semantic version such as 1.2.3, got '1.0'",
    );
  });
});

describe('errors name the token and the construct', () => {
  test('arithmetic', () => {
    const { app, chart } = demo();
    object(chart, 'config', { spec: { seconds: app.values.int('minutes', { default: 1 }) * 60 } });

    expect(() => app.files()).toThrow(/^chart\/config: arithmetic on values\.minutes .* at \/spec\/seconds$/);
  });

  test('a map key', () => {
    const { app, chart } = demo();
    object(chart, 'config', { data: { [app.values.string('key', { default: 'k' })]: 'x' } });

    expect(() => app.files()).toThrow(/^chart\/config: a map key contains values\.key/);
  });

  test('a construct id', () => {
    const { app, chart } = demo();
    object(chart, `config-${app.values.release.name}`, {});

    expect(() => app.files()).toThrow(/^the id of a construct in 'chart' contains release\.name/);
  });

  test('base64 data of a Secret', () => {
    const { app, chart } = demo();
    const password = app.values.string('password', { default: 'p' });
    object(chart, 'secret', { kind: 'Secret', data: { p: Buffer.from(`x${password}`).toString('base64') } });

    expect(() => app.files()).toThrow(
      /^chart\/secret: values\.password stands in base64 data of a Secret, .*use stringData/,
    );
  });

  test('a shell script', () => {
    const { app, chart } = demo();
    const host = app.values.string('host', { default: 'db' });
    const port = app.values.int('port', { default: 5432 });
    object(chart, 'pod', { spec: { command: ['/bin/bash', '-c', '-x', `psql -h ${host} -p ${port}`] } });
    object(chart, 'config', {
      data: { 'run.sh': `echo ${host}`, text: `#!/bin/sh\necho ${host}`, other: `echo ${host}` },
    });

    expect(() => app.files()).toThrow(
      /^chart\/pod: values\.host is text that a deployer chooses, inside a shell script: pass it through .* at \/spec\/command\/3\nchart\/config: values\.host .* at \/data\/run\.sh\nchart\/config: values\.host .* at \/data\/text$/,
    );
  });

  test('a comparison that cdk8s-plus makes', () => {
    // GIVEN
    const { app, chart } = demo();
    const most = app.values.int('autoscaling.most', { default: 5 });
    const least = app.values.int('autoscaling.least', { default: 1 });

    // WHEN
    const compose = () =>
      app.compose(() => {
        const target = new kplus.Deployment(chart, 'web', {
          containers: [{ image: 'x', resources: { cpu: { request: kplus.Cpu.millis(1) } } }],
        });
        new kplus.HorizontalPodAutoscaler(chart, 'scaler', { target, minReplicas: least, maxReplicas: most });
      });

    // THEN
    expect(compose).toThrow(/<values\.autoscaling\.least>.*known at deployment/s);
  });

  test('a list in a text, an item outside of its list, a field that is not there', () => {
    const { app, chart } = demo();
    const hosts = app.values.list('hosts', { default: [] });
    const flag = app.values.bool('flag', { default: true });
    const config = object(chart, 'config', { data: { a: `--hosts=${hosts.join(',')}`, b: app.values.item(hosts) } });
    app.values.when(flag, config, '/data/c');

    expect(() => app.files()).toThrow(
      [
        'chart/config: values.hosts is a list: it cannot stand in a text, at /data/a',
        'chart/config: the item of values.hosts is used outside of what each repeats, at /data/b',
        'chart/config: values.flag applies to /data/c, which the object does not have',
      ].join('\n'),
    );
  });

  test('reading a member of a JSON token', () => {
    const { app } = demo();
    const resources = app.values.json('resources', { default: {} });

    expect(() => resources.limits).toThrow(/^the content of values\.resources is known at deployment only/);
  });
});

describe('what references pass through', () => {
  test('cdk8s-plus objects and JSON patches', () => {
    // GIVEN
    const { app, chart } = demo();
    const image = app.values.string('image', { default: 'nginx' });
    const deployment = new kplus.Deployment(chart, 'web', {
      replicas: app.values.int('replicas', { default: 2 }),
      containers: [
        {
          image: `registry/${image}`,
          envVariables: { PORT: kplus.EnvValue.fromValue(`${app.values.int('port', { default: 80 })}`) },
        },
      ],
    });

    // WHEN
    const resources = app.values.json('resources', { default: { limits: { cpu: '1' } } });
    ApiObject.of(deployment).addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/resources', resources));

    // THEN
    const [plain] =
      app.plain({ values: { image: 'httpd:2', resources: { limits: { memory: '1Gi' } } } })[0]?.objects ?? [];
    expect(plain).toMatchObject({
      spec: {
        replicas: 2,
        template: {
          spec: {
            containers: [
              {
                image: 'registry/httpd:2',
                env: [{ name: 'PORT', value: '80' }],
                resources: { limits: { cpu: '1', memory: '1Gi' } },
              },
            ],
          },
        },
      },
    });
    expect(app.files()['templates/web.yaml']).toContain('resources: {{ .Values.resources | toJson }}');
  });
});
