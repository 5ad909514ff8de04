import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';

const ROOT = join(__dirname, '..', '..');

/** The first block of code in a language of a Markdown file, by the file's path in the repository. */
export function codeBlock(file: string, language: string): string {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(text)?.[1];
  if (found === undefined) throw new Error(`${file} has no block of ${language}`);
  return found;
}

/** Runs a program of the documentation as its reader would, but with this checkout's library; returns its folder. */
export function runProgram(source: string): string {
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    swcrc: false,
  });
  const load = (name: string): unknown => jest.requireActual(name.replace(/^cdk8s-patterns/, join(ROOT, 'lib')));
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  const home = process.cwd();
  process.chdir(folder);
  try {
    // oxlint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    new Function('require', 'exports', code)(load, {});
  } finally {
    process.chdir(home);
  }
  return folder;
}
