import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { equivalent } from '../lib/testing/equivalence/equivalent';
import { type Manifest } from '../lib/testing/equivalence/manifest';
import { fromFile, readManifests } from '../lib/testing/equivalence/source';
import { renderReport } from '../lib/testing/equivalence/report';
import { codeBlock, runProgram } from './support/run-document';

test('the example gives the YAML that stands beside it', () => {
  // GIVEN
  const program = codeBlock('README.md', 'ts');
  // WHEN
  const folder = runProgram(program);
  // THEN
  const manifests = readManifests(fromFile(join(folder, 'dist')));
  expect(manifests.map(({ kind }) => kind)).toEqual(['Deployment', 'PodDisruptionBudget', 'Service', 'NetworkPolicy']);
  const verdict = equivalent(manifests[0] as Manifest, codeBlock('README.md', 'yaml'));
  expect(verdict.equivalent ? '' : renderReport(verdict)).toBe('');
  rmSync(folder, { recursive: true });
});
