import { execFileSync } from 'node:child_process';
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

  test('what was put off is there for the command that reads it', () => {
    // GIVEN
    const names = ['ajv', 'cdk8s', 'codemaker', 'json2jsii', 'jsii-pacmak', 'jsii-srcmak', 'table'];

    // WHEN
    const found = afterCommand(
      ['--version'],
      `((command) => ${JSON.stringify(names)}.map((name) => {
        const put = command.require(name);
        const whole = module.require(require.resolve(name, { paths: [command.filename] }));
        return [name, put !== whole, Object.keys(whole).every((key) => put[key] === whole[key])];
      }))(Object.values(require.cache).find(({ filename }) => filename.endsWith('cmds/synth.js')))`,
    );

    // THEN
    expect(found).toEqual(names.map((name) => [name, true, true]));
  });
});
