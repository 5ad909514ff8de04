import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';

const ROOT = path.resolve(__dirname, '..', '..');
const OURS = path.join(ROOT, 'apps', 'cdk8s.js');
const STOCK = path.join(ROOT, 'node_modules', '.bin', 'cdk8s');

/** What the command prints, started here. */
function printed(command: string, ...args: string[]): string {
  return execFileSync(process.execPath, [command, ...args], { cwd: ROOT, encoding: 'utf8' });
}

/** What an expression is after the command ran, in its process. */
function afterCommand(args: string[], expression: string): unknown {
  const program = `
    process.argv.push(...${JSON.stringify(args)});
    process.on('exit', () => console.log('\\n' + JSON.stringify(${expression})));
    require(process.argv[1]);`;
  const output = execFileSync(process.execPath, ['-e', program, OURS], { cwd: ROOT, encoding: 'utf8' });
  return JSON.parse(output.trim().split('\n').at(-1)!) as unknown;
}

describe('apps/cdk8s.js', () => {
  test.each([[['--version']], [['--help']], [['synth', '--help']], [['import', '--help']], [['init', '--help']]])(
    'cdk8s %j is what it is without it',
    (args) => {
      expect(printed(OURS, ...args)).toBe(printed(STOCK, ...args));
    },
  );

  test('a synthesis loads neither the TypeScript compiler nor what it is for', () => {
    // GIVEN
    const heavy = ['typescript', 'jsii-pacmak', 'jsii-rosetta', 'json2jsii'];

    // WHEN
    const loaded = afterCommand(
      ['synth', '--help'],
      `${JSON.stringify(heavy)}.filter((name) => Object.keys(require.cache).some((file) => file.includes('/node_modules/' + name + '/')))`,
    );

    // THEN
    expect(loaded).toEqual([]);
  });

  test('what is put off is a compiled ES module each time', () => {
    // GIVEN
    const names = /new Set\(\[([^]*?)\]\)/.exec(fs.readFileSync(OURS, 'utf8'))![1]!.match(/'[^']+'/g)!;
    const command = createRequire(require.resolve('cdk8s-cli/package.json'));

    // THEN
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      expect(command(name.slice(1, -1))).toHaveProperty('__esModule', true);
    }
  });
});
