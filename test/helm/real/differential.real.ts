import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { HelmChart } from '../../../lib/helm/helm-chart';
import { type JsonObject } from '../../../lib/kubernetes/json';
import { helmTool } from '../tools';
import { Random, RandomTree } from './random-tree';
import { helm, parseManifests } from './render';

const TREES_PER_CHART = 50;
const CHARTS = Number(process.env.HELM_CHARTS ?? 30);
const SEED = Number(process.env.HELM_SEED ?? 20240125);
const RELEASES = ['demo', '1234', 'a', 'x-1', '0', '1e3', 'true', 'null', 'a'.repeat(53), 'on', '007'];

const folder = mkdtempSync(join(tmpdir(), 'helm-differential-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Sample {
  readonly app: HelmChart;
  readonly overrides: JsonObject;
  readonly valuesFile: string;
}

function sample(index: number): Sample {
  const random = new Random(SEED + index * 7919);
  const app = new HelmChart({
    name: 'random',
    version: '0.1.0',
    appVersion: random.pick(['1.0', 'yes', '7']),
    outdir: join(folder, `chart-${index}`),
  });
  const chart = new Chart(app, 'chart');
  const overrides: { [key: string]: unknown } = {};
  for (let i = 0; i < TREES_PER_CHART; i += 1) {
    const tree = new RandomTree(app, chart, `t${i}`, random);
    if (Object.keys(tree.overrides).length > 0) overrides[tree.key] = tree.overrides;
  }
  app.synth();
  const valuesFile = join(folder, `values-${index}.json`);
  // JSON is YAML, but for what YAML does not print.
  const json = JSON.stringify(overrides).replace(
    /[\u2028\u2029\u00a0]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  writeFileSync(valuesFile, json);
  return { app, overrides, valuesFile };
}

function byName(objects: readonly unknown[]): { [name: string]: unknown[] } {
  const found: { [name: string]: unknown[] } = {};
  for (const object of objects) {
    const { name } = (object as { metadata: { name: string } }).metadata;
    (found[name] ??= []).push(object);
  }
  return found;
}

const LEFTOVER = /zqv[0-9a-z]{7}vqz|800\d{13}/;

describe.each([3, 4] as const)('helm %d', (major) => {
  const tool = helmTool(major);

  test.each(Array.from({ length: CHARTS }, (_, i) => i))(
    `chart %d: ${TREES_PER_CHART} random trees are the same as plain output, with and without overrides`,
    async (index) => {
      // GIVEN
      const { app, overrides, valuesFile } = sample(index);
      const releaseName = RELEASES[index % RELEASES.length] ?? 'demo';

      for (const values of [undefined, overrides]) {
        // WHEN
        const files = values ? ['-f', valuesFile] : [];
        const run = await helm(tool, ['template', releaseName, app.outdir, ...files]);
        const plain = app.plain({ values, releaseName }).flatMap((chart) => chart.objects);

        // THEN
        expect(run.code === 0 ? '' : run.stderr).toBe('');
        expect(run.stdout).not.toMatch(LEFTOVER);
        expect(JSON.stringify(plain)).not.toMatch(LEFTOVER);
        const rendered = byName(parseManifests(run.stdout));
        const expected = byName(plain);
        expect(Object.keys(rendered).sort()).toEqual(Object.keys(expected).sort());
        for (const [name, objects] of Object.entries(expected))
          expect({ [name]: rendered[name] }).toEqual({ [name]: objects });
      }
    },
  );

  test('lint --strict is clean for every chart', async () => {
    for (let index = 0; index < CHARTS; index += 1) {
      const run = await helm(tool, ['lint', '--strict', join(folder, `chart-${index}`)]);
      expect(run.code === 0 ? '' : run.stdout + run.stderr).toBe('');
      expect(run.stdout).toContain('0 chart(s) failed');
    }
  });
});
