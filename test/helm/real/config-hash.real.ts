import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashedChart } from '../support/hashed-chart';
import { helmTool } from '../tools';
import { helm, parseManifests } from './render';

const folder = mkdtempSync(join(tmpdir(), 'helm-config-hash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: { readonly [key: string]: string } };
  readonly spec?: { readonly template?: { readonly metadata?: Manifest['metadata'] } };
}

/** The hashes by the name of the workload. */
function hashes(objects: readonly unknown[]): { [name: string]: string | undefined } {
  return Object.fromEntries(
    (objects as Manifest[])
      .filter(({ kind }) => kind === 'Deployment' || kind === 'Pod')
      .map(({ metadata, spec }) => [
        metadata.name,
        (spec?.template?.metadata ?? metadata).annotations?.['cdk8s-patterns/config-hash'],
      ]),
  );
}

describe.each([3, 4] as const)('helm %d', (major) => {
  const tool = helmTool(major);

  test.each<[string, { readonly [key: string]: unknown }]>([
    ['the defaults', {}],
    ['another level', { level: 'debug <&> é " \\ \n two lines' }],
    ['a condition', { verbose: true, port: 8080 }],
    ['other hosts', { hosts: ['x', 'y-2', 'z'], tier: 'tin' }],
    ['no hosts', { hosts: [] }],
  ])('the hashes are those of the plain output, with %s', async (_, values) => {
    // GIVEN
    const outdir = join(folder, `chart-${major}`);
    const app = hashedChart({ outdir });
    app.synth();
    const file = join(folder, 'values.json');
    writeFileSync(file, JSON.stringify(values));

    // WHEN
    const run = await helm(tool, ['template', 'demo', outdir, '-f', file]);
    const plain = app.plain({ values, releaseName: 'demo' }).flatMap((chart) => chart.objects);

    // THEN
    expect(run.code === 0 ? '' : run.stderr).toBe('');
    const rendered = hashes(parseManifests(run.stdout));
    expect(Object.values(rendered).every((hash) => /^[0-9a-f]{16}$/.test(hash ?? ''))).toBe(true);
    expect(Object.keys(rendered).length).toBeGreaterThanOrEqual(4);
    expect(rendered).toEqual(hashes(plain));
  });
});
