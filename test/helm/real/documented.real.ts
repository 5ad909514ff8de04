import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helmCharts } from '../../../apps/helm/charts';
import { type Manifest } from '../../../lib/testing/equivalence/manifest';
import { renderReport } from '../../../lib/testing/equivalence/report';
import { readManifests } from '../../../lib/testing/equivalence/source';
import { CATALOGUE } from '../../proof/catalogue';
import { documentedText, prove } from '../../proof/prove';
import { helmTool } from '../tools';
import { helm } from './render';

const RELEASES: { readonly [folder: string]: { readonly release: string; readonly namespace?: string } } = {
  'profile-sync': { release: 'ps', namespace: 'local700' },
  'tks-contract': { release: 'tks-contract', namespace: 'tks' },
  'todo-list-v1': { release: 'todo-list' },
  'todo-list-v2': { release: 'todo-list' },
  'todo-list-v3': { release: 'todo-list' },
  'todo-list-v4': { release: 'todo-list' },
};
const DOCUMENTED = CATALOGUE.filter(({ chart }) => chart in RELEASES);

const folder = mkdtempSync(join(tmpdir(), 'helm-documented-'));
beforeAll(() => helmCharts(folder).forEach((chart) => chart.synth()));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every documented manifest of a Helm chart is compared', () => {
  expect(DOCUMENTED.map(({ file }) => file).sort()).toEqual([
    'profile-sync/deployment.yaml',
    'profile-sync/migrate-ps.yaml',
    'profile-sync/service.yaml',
    'tks-contract/pre-install-job.yaml',
    'todo-list/todo-db-check-job.yaml',
    'todo-list/todo-db-test-job.yaml',
  ]);
});

describe.each([3, 4] as const)('helm %d', (major) => {
  const tool = helmTool(major);

  /** What Helm sends to the cluster: objects without a namespace go to that of the release. */
  async function rendered(chart: string): Promise<Manifest[]> {
    const { release, namespace = 'default' } = RELEASES[chart] ?? { release: chart };
    const run = await helm(tool, ['template', release, join(folder, chart), '--namespace', namespace]);
    expect(run.code === 0 ? '' : run.stderr).toBe('');
    return readManifests(run.stdout).map((manifest) =>
      namespace === 'default' ? manifest : { ...manifest, metadata: { namespace, ...manifest.metadata } },
    );
  }

  test.each(DOCUMENTED.map((documented) => [documented.file, documented] as const))(
    '%s is what helm template writes with the documented values',
    async (file, documented) => {
      // WHEN
      const charts = new Map([[documented.chart, await rendered(documented.chart)]]);
      const { verdict, unpinned } = prove(documented, documentedText(file), charts);

      // THEN
      expect(verdict.equivalent ? '' : renderReport(verdict)).toBe('');
      expect(unpinned).toEqual([]);
    },
  );

  test.each(Object.keys(RELEASES))('%s is clean for lint --strict', async (chart) => {
    const run = await helm(tool, ['lint', '--strict', join(folder, chart)]);

    expect(run.code === 0 ? '' : run.stdout).toBe('');
  });
});
