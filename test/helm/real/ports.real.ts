import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { equivalent } from '../../../lib/testing/equivalence/equivalent';
import { renderReport } from '../../../lib/testing/equivalence/report';
import { EXAMPLES, runExample } from '../../examples/support/run-example';
import { helmTool } from '../tools';
import { helm } from './render';

// The charts stand in the repositories of Go modules, so that Go's module proxy has them.

const folder = mkdtempSync(join(tmpdir(), 'helm-ports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Folder of a chart in a Go module, which is fetched unless it is there. */
function chartOf(module: string, chart: string): string {
  const output = execFileSync('go', ['mod', 'download', '-json', module], { cwd: folder, encoding: 'utf8' });
  return join((JSON.parse(output) as { Dir: string }).Dir, 'charts', chart);
}

const withGo = spawnSync('go', ['version']).status === 0 ? test : test.skip;

withGo.each([
  ['external-dns', 'sigs.k8s.io/external-dns@v0.15.1', 'dns'],
  ['metrics-server', 'sigs.k8s.io/metrics-server@v0.7.2', 'kube-system'],
])('the port of %s writes what its chart writes', async (name, module, namespace) => {
  // GIVEN
  const chart = chartOf(module, name);

  // WHEN
  const run = await helm(helmTool(3), ['template', name, chart, '--namespace', namespace]);
  const { manifests } = runExample(join('ports', `${name}.ts`));

  // THEN
  expect(run.code === 0 ? '' : run.stderr).toBe('');
  const verdict = equivalent(run.stdout, [...manifests.values()].flat());
  expect(verdict.equivalent ? '' : renderReport(verdict)).toBe('');
  expect(verdict.storedOtherwise).toEqual([]);
});

test.each(['external-dns', 'metrics-server'])('the port of %s has no JSON patch', (name) => {
  expect(readFileSync(join(EXAMPLES, 'ports', `${name}.ts`), 'utf8')).not.toMatch(/JsonPatch/);
});
