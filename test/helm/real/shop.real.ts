import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENVIRONMENTS, shop } from '../../../examples/shop/shop';
import { type Manifest } from '../../support/synthesize';
import { helmTool } from '../tools';
import { helm, parseManifests } from './render';

const folder = mkdtempSync(join(tmpdir(), 'helm-shop-'));
const directory = join(folder, 'shop');
beforeAll(() => shop().write(directory));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Manifests in an order that does not depend on who wrote them. */
function sorted(objects: readonly unknown[]): Manifest[] {
  const keyOf = ({ kind, metadata }: Manifest) => `${kind}/${metadata.name}`;
  return [...(objects as Manifest[])].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

describe.each([3, 4] as const)('helm %d', (major) => {
  const tool = helmTool(major);

  test.each(Object.entries({ defaults: { values: {} }, ...ENVIRONMENTS }))(
    'the chart of the shop renders what the plain YAML has: %s',
    async (environment, { values }) => {
      // GIVEN
      const releaseName = 'customer-7';
      const file = join(folder, `${environment}.json`);
      writeFileSync(file, JSON.stringify(values));

      // WHEN
      const run = await helm(tool, ['template', releaseName, directory, '--values', file]);

      // THEN
      expect(run.code === 0 ? '' : run.stderr).toBe('');
      const plain = shop().plain({ releaseName, values });
      expect(sorted(parseManifests(run.stdout))).toEqual(sorted(plain.flatMap((chart) => chart.objects)));
    },
  );

  test('the chart is clean for lint --strict', async () => {
    const run = await helm(tool, ['lint', '--strict', directory]);
    expect(run.code === 0 ? '' : run.stdout).toBe('');
  });

  test('a release name of more than 44 characters is refused', async () => {
    const [allowed, refused] = await Promise.all(
      [44, 45].map((length) => helm(tool, ['template', 'r'.repeat(length), directory])),
    );
    expect(allowed?.code).toBe(0);
    expect(refused?.stderr).toContain('the release name must have at most 44 characters');
  });
});
