import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';

const TEXT = readFileSync(join(__dirname, '..', '..', 'docs', 'helm.md'), 'utf8');

/** The first block of a language. */
function block(language: string): string {
  return new RegExp('```' + language + '\\n([^]*?)```').exec(TEXT)?.[1] ?? '';
}

test('the chart in docs/helm.md gives the values.yaml beside it, and the environments', () => {
  // GIVEN
  const folder = mkdtempSync(join(tmpdir(), 'helm-docs-'));
  const home = process.cwd();
  const { code } = transformSync(block('ts'), {
    jsc: { parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  const load = (name: string): unknown =>
    jest.requireActual(name === 'cdk8s-patterns' ? join(__dirname, '..', '..', 'lib') : name);

  // WHEN
  process.chdir(folder);
  try {
    // oxlint-disable-next-line @typescript-eslint/no-implied-eval -- the text of our own documentation
    (new Function('require', 'exports', code) as (require: unknown, exports: unknown) => void)(load, {});
  } finally {
    process.chdir(home);
  }

  // THEN
  const read = (...path: string[]): string => readFileSync(join(folder, 'dist', ...path), 'utf8');
  expect(read('helm', 'web', 'values.yaml')).toBe(block('yaml'));
  expect(read('production', 'web.k8s.yaml')).toContain(`config.json: '{"hosts":[],"mode":"fast"}'`);
  expect(block('ts').trim().split('\n').length).toBeLessThanOrEqual(20);
  rmSync(folder, { recursive: true });
});
