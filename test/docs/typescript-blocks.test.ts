import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { codeBlocks } from './support/code-blocks';

const REPOSITORY = join(__dirname, '../..');
const BLOCKS = codeBlocks('ts', 'typescript');
const PROGRAMS = BLOCKS.filter(({ code }) => code.includes('app.synth()'));

const folder = mkdtempSync(join(tmpdir(), 'code-blocks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a reader has beside a block: the chart that it is about. */
const BESIDE = `
import { type Chart } from 'cdk8s';
declare global { const chart: Chart; }
`;

/** In place of Vitest, which only test:packed installs. */
const VITEST = `
export interface Matchers<T> { readonly ofValue?: T }
export declare const expect: { extend(matchers: object): void };
`;

test('the documents have blocks to test', () => {
  expect(BLOCKS.length).toBeGreaterThan(8);
  expect(PROGRAMS.length).toBeGreaterThan(3);
});

test('every block compiles', () => {
  // GIVEN
  const files = BLOCKS.map(({ place, code }) => {
    const file = `${place.replace(/[/:]/g, '-').replace('.md', '')}.ts`;
    writeFileSync(join(folder, file), `${code}\nexport {};\n`);
    return file;
  });
  writeFileSync(join(folder, 'beside.ts'), BESIDE);
  writeFileSync(join(folder, 'vitest.ts'), VITEST);
  const compilerOptions = {
    noEmit: true,
    strict: true,
    target: 'es2022',
    module: 'node16',
    moduleResolution: 'node16',
    esModuleInterop: true,
    skipLibCheck: true,
    typeRoots: [join(REPOSITORY, 'node_modules/@types')],
    types: ['node', 'jest'],
    paths: {
      'cdk8s-patterns': [join(REPOSITORY, 'lib/index.ts')],
      'cdk8s-patterns/testing/*': [join(REPOSITORY, 'lib/testing/*.ts')],
      'cdk8s-patterns/*': [join(REPOSITORY, 'lib/*/index.ts')],
      vitest: [join(folder, 'vitest.ts')],
      '*': [join(REPOSITORY, 'node_modules/*')],
    },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [...files, 'beside.ts'] }));

  // WHEN
  const compiler = join(REPOSITORY, 'node_modules/typescript-7/bin/tsc');
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });

  // THEN
  expect(stdout + stderr).toBe('');
});

test.each(PROGRAMS.map((block) => [block.place, block] as const))('%s runs and writes files', (_, { code }) => {
  // GIVEN
  const outdir = mkdtempSync(join(folder, 'dist-'));
  const { code: program } = transformSync(code, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    swcrc: false,
  });
  const load = (name: string): unknown =>
    jest.requireActual(
      name.startsWith('cdk8s-patterns') ? name.replace('cdk8s-patterns', join(REPOSITORY, 'lib')) : name,
    );
  const [home, { argv }] = [process.cwd(), process];

  // WHEN
  process.chdir(outdir);
  // The arguments of Jest are not those of the program.
  process.argv = argv.slice(0, 2);
  try {
    // oxlint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- our own documents
    new Function('require', 'exports', program)(load, {});
  } finally {
    process.chdir(home);
    process.argv = argv;
  }

  // THEN
  const hasCharts = code.includes('new Chart(') || code.includes('HelmChart(');
  expect(readdirSync(outdir, { recursive: true }).length > 1).toBe(hasCharts);
});
