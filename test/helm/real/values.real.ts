import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { HelmChart } from '../../../lib/helm/helm-chart';
import { helmTool } from '../tools';
import { helm, type HelmRun, parseManifests } from './render';

const folder = mkdtempSync(join(tmpdir(), 'helm-values-'));
const child = join(folder, 'child');
const parent = join(folder, 'parent');

beforeAll(() => {
  const app = new HelmChart({ name: 'child', version: '0.1.0', outdir: child });
  const { values } = app;
  const chart = new Chart(app, 'chart');
  const debug = values.bool('debug', { default: false });
  const hosts = values.list('hosts', { default: ['a', 'b'], maxItems: 3 });
  const config = new ApiObject(chart, 'config', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${values.release.name}-config` },
    data: {
      image: `nginx:${values.string('image.tag', { default: '1.0', pattern: '^[\\w.-]+$' })}`,
      port: `${values.int('port', { default: 80, minimum: 1, maximum: 65535 })}`,
      ratio: values.number('ratio', { default: 0.5, minimum: 0, maximum: 1 }),
      mode: values.enum('mode', { default: 'safe', options: ['safe', 'fast'] }),
      note: values.string('note', { default: 'yes' }),
      hosts,
      resources: values.json('resources', { default: { limits: { cpu: '1' } } }),
      debug: 'on',
    },
  });
  values.when(debug, config, '/data/debug');
  app.synth();

  // A chart written by hand that has this one as a subchart with a condition.
  mkdirSync(join(parent, 'charts'), { recursive: true });
  mkdirSync(join(parent, 'templates'));
  writeFileSync(
    join(parent, 'Chart.yaml'),
    'apiVersion: v2\nname: parent\nversion: 0.1.0\ndependencies:\n  - name: child\n    version: 0.1.0\n    condition: child.enabled\n',
  );
  writeFileSync(
    join(parent, 'values.yaml'),
    'global:\n  region: eu\nchild:\n  enabled: true\n  image:\n    tag: "2.0"\n',
  );
  app.package(join(parent, 'charts'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([3, 4] as const)('helm %d', (major) => {
  const tool = helmTool(major);
  const template = (chart: string, ...args: string[]): Promise<HelmRun> =>
    helm(tool, ['template', 'demo', chart, ...args]);

  async function data(chart: string, ...args: string[]): Promise<unknown> {
    const run = await template(chart, ...args);
    expect(run.code === 0 ? '' : run.stderr).toBe('');
    const [object] = parseManifests(run.stdout) as { data: unknown }[];
    return object?.data;
  }

  test.each([
    ['a wrong type', ['--set', 'debug=1'], /debug.*(boolean|number)/s],
    ['a number where text is wanted', ['--set', 'image.tag=11'], /(image\.tag|image\/tag).*(string|number|integer)/s],
    ['text where a number is wanted', ['--set-string', 'port=80'], /port.*(integer|string)/s],
    ['a fraction where an integer is wanted', ['--set-json', 'port=80.5'], /port.*(integer|number)/s],
    ['an unknown key', ['--set', 'prot=81'], /prot/],
    ['an unknown nested key', ['--set', 'image.tga=81'], /tga/],
    ['an integer above its range', ['--set', 'port=65536'], /port.*65,?535/s],
    ['a number below its range', ['--set-json', 'ratio=-0.1'], /ratio/],
    ['what is no option', ['--set', 'mode=slow'], /mode.*safe/s],
    ['what breaks a pattern', ['--set-string', 'image.tag=a b'], /image.*pattern/s],
    ['too many items', ['--set', 'hosts={a,b,c,d}'], /hosts.*3/s],
    ['an item of a wrong type', ['--set-json', 'hosts=[1]'], /hosts/],
    // U+0085 does not get that far: Helm 3 reads it as a line break before its schema sees it, and writes a blank.
    ['a control character', ['--set-json', 'note="a\\u0080b"'], /note.*pattern|control characters/s],
    ['a default taken away', ['--set-json', 'port=null'], /port/],
    ['a group taken away', ['--set-json', 'image=null'], /image/],
  ])('the schema refuses %s', async (_, args, message) => {
    const run = await template(child, ...args);

    expect(run.code).not.toBe(0);
    expect(run.stderr).toMatch(message);
  });

  test('defaults', async () => {
    expect(await data(child)).toEqual({
      hosts: ['a', 'b'],
      image: 'nginx:1.0',
      mode: 'safe',
      note: 'yes',
      port: '80',
      ratio: 0.5,
      resources: { limits: { cpu: '1' } },
    });
  });

  test('--set, --set-string and --set-json', async () => {
    const args = [
      ...['--set', 'debug=true,port=10000'],
      ...['--set-string', 'image.tag=11'],
      ...['--set-string', 'note=1000000'],
      ...['--set', 'hosts={c}'],
      ...['--set-json', 'resources={"limits":{"memory":"1Gi"}}'],
      ...['--set-json', 'ratio=1e-7'],
    ];

    expect(await data(child, ...args)).toEqual({
      debug: 'on',
      hosts: ['c'],
      image: 'nginx:11',
      mode: 'safe',
      note: '1000000',
      port: '10000',
      ratio: 1e-7,
      resources: { limits: { cpu: '1', memory: '1Gi' } },
    });
  });

  test('the archive is what the folder is', async () => {
    const archive = join(parent, 'charts', 'child-0.1.0.tgz');

    expect((await template(archive)).stdout).toBe((await template(child)).stdout);
  });

  test("as a subchart it takes its parent's values and globals", async () => {
    expect(await data(parent)).toMatchObject({ image: 'nginx:2.0', port: '80' });
    expect(await data(parent, '--set', 'child.port=81')).toMatchObject({ port: '81' });
  });

  test('as a subchart it is left out when its condition is false', async () => {
    const run = await template(parent, '--set', 'child.enabled=false');

    expect(run.code === 0 ? '' : run.stderr).toBe('');
    expect(parseManifests(run.stdout)).toEqual([]);
  });

  test('as a subchart it refuses wrong values too', async () => {
    const run = await template(parent, '--set', 'child.port=0');

    expect(run.code).not.toBe(0);
    expect(run.stderr).toMatch(/child.*port/s);
  });

  test('lint --strict is clean, alone and as a subchart', async () => {
    for (const chart of [child, parent]) {
      const run = await helm(tool, ['lint', '--strict', chart]);
      expect(run.code === 0 ? '' : run.stdout).toBe('');
    }
  });

  test('helm show values is values.yaml', async () => {
    const run = await helm(tool, ['show', 'values', child]);

    expect(run.stdout.trim()).toBe(readFileSync(join(child, 'values.yaml'), 'utf8').trim());
  });
});
