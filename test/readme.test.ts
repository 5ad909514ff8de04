import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import * as library from '../lib';
import { equivalent } from '../lib/testing/equivalence/equivalent';
import { type Manifest } from '../lib/testing/equivalence/manifest';
import { fromFile, readManifests } from '../lib/testing/equivalence/source';
import { renderReport } from '../lib/testing/equivalence/report';

const README = readFileSync(join(__dirname, '../README.md'), 'utf8');

/** The first block of code in a language. */
function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(README)?.[1];
  if (found === undefined) throw new Error(`the README has no block of ${language}`);
  return found;
}

/** Runs a program of the README as its reader would, but with this checkout's library; it writes into `outdir`. */
function run(source: string, outdir: string): void {
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    swcrc: false,
  });
  const load = (name: string): unknown => (name === 'cdk8s-patterns' ? library : jest.requireActual(name));
  process.env.CDK8S_OUTDIR = outdir;
  try {
    // oxlint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    new Function('require', 'exports', code)(load, {});
  } finally {
    delete process.env.CDK8S_OUTDIR;
  }
}

test('the example gives the YAML that stands beside it', () => {
  // GIVEN
  const outdir = mkdtempSync(join(tmpdir(), 'readme-'));
  // WHEN
  run(block('ts'), outdir);
  // THEN
  const manifests = readManifests(fromFile(outdir));
  expect(manifests.map(({ kind }) => kind)).toEqual(['Deployment', 'PodDisruptionBudget', 'Service', 'NetworkPolicy']);
  const verdict = equivalent(manifests[0] as Manifest, block('yaml'));
  expect(verdict.equivalent ? '' : renderReport(verdict)).toBe('');
});
