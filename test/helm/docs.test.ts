import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeBlock, runProgram } from '../support/run-document';

test('the chart in docs/helm.md gives the values.yaml beside it, and the environments', () => {
  // GIVEN
  const program = codeBlock('docs/helm.md', 'ts');

  // WHEN
  const folder = runProgram(program);

  // THEN
  const read = (...path: string[]): string => readFileSync(join(folder, 'dist', ...path), 'utf8');
  expect(read('helm', 'web', 'values.yaml')).toBe(codeBlock('docs/helm.md', 'yaml'));
  expect(read('production', 'web.k8s.yaml')).toContain(`config.json: '{"hosts":[],"mode":"fast"}'`);
  expect(program.trim().split('\n').length).toBeLessThanOrEqual(20);
  rmSync(folder, { recursive: true });
});
