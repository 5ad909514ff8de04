import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandLine } from './command-line';

const cli = new CommandLine();
const configMap = (name: string, value = 'x') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { a: ${value} }\n`;

const one = cli.write('one.yaml', configMap('web-config'));
const other = cli.write('other.yaml', configMap('web-config', 'z'));
const hashed = cli.write('hashed.yaml', configMap('web-config-c8a1b2c3'));
afterAll(() => cli.remove());

test('diff is equivalent', async () => {
  expect(await cli.run(['diff', one, other])).toEqual(await cli.run(['equivalent', one, other]));
});

test('--output-file writes the file whole and nothing else', async () => {
  // GIVEN
  const file = cli.path('report/verdict.txt');
  cli.write('report/before.txt', '');

  // WHEN
  const { status, output } = await cli.run(['equivalent', one, other, '-o', file], '', true);

  // THEN
  expect({ status, output }).toEqual({ status: 1, output: '' });
  expect(readFileSync(file, 'utf8')).toBe((await cli.run(['equivalent', one, other])).output);
  expect(readdirSync(dirname(file)).sort()).toEqual(['before.txt', 'verdict.txt']);
});

test('--output-file that cannot be written ends with 2', async () => {
  const file = cli.path('none/verdict.txt');
  expect(await cli.run(['equivalent', one, other, '-o', file])).toMatchObject({
    status: 2,
    warnings: 'cdk8s-patterns: --output-file none/verdict.txt cannot be written: ENOENT\n',
  });
  expect(existsSync(dirname(file))).toBe(false);
});

test.each([
  [['equivalent', '--renam', 'a=b'], 'did you mean --rename?'],
  [['equivalnt'], 'did you mean equivalent?'],
])('%j: %s', async (args, hint) => {
  const { status, warnings } = await cli.run(args);
  expect(status).toBe(2);
  expect(warnings).toContain(hint);
});

test.each([
  [['--rename', 'web-confg=x'], '--rename web-confg: no such object in ACTUAL, did you mean web-config?'],
  [
    ['--rename', 'ConfigMap/web=x'],
    '--rename ConfigMap/web: no such object in ACTUAL, did you mean ConfigMap/web-config?',
  ],
  [['--ignore', 'ConfigMp:data'], '--ignore ConfigMp: no such object on either side, did you mean ConfigMap?'],
  [
    ['--deviation', 'ConfigMap/web-conf:data=r', '--ignore', 'Secret:data'],
    '--ignore Secret: no such object on either side, did you mean ConfigMap?; --deviation ConfigMap/web-conf: no such object on either side, did you mean ConfigMap/web-config?',
  ],
])('a rule about no object is refused: %j', async (rules, problem) => {
  expect(await cli.run(['equivalent', one, other, ...rules])).toEqual({
    status: 2,
    output: '',
    warnings: `cdk8s-patterns: ${problem}\n`,
  });
});

test('globs work in every rule', async () => {
  expect(await cli.run(['equivalent', one, other, '--ignore', 'Config*/web-*:data.*'])).toMatchObject({ status: 0 });
  expect(await cli.run(['equivalent', one, other, '--deviation', '*/web-*:data=r'])).toMatchObject({ status: 0 });
  const renamed = cli.write('renamed.yaml', configMap('app-config'));
  expect(await cli.run(['equivalent', one, renamed, '--rename', 'web-*=app-*'])).toMatchObject({ status: 0 });
  expect(await cli.run(['equivalent', one, renamed, '--rename', 'ConfigMap/*=ConfigMap/app-config'])).toMatchObject({
    status: 0,
  });
});

test('--pair-by-kind is suggested where names differ by a hash', async () => {
  expect((await cli.run(['equivalent', hashed, one])).warnings).toBe(
    'cdk8s-patterns: ConfigMap default/web-config-c8a1b2c3 and ConfigMap default/web-config differ by a hash in the name: ' +
      '--pair-by-kind compares them\n',
  );
  expect(await cli.run(['equivalent', hashed, one, '--pair-by-kind'])).toMatchObject({ status: 0, warnings: '' });
});

test('all errors of the input are told, each on its line', async () => {
  const broken = cli.write('broken.yaml', `${configMap('a', '1')}---\n${configMap('b', '2')}`);
  const { status, warnings } = await cli.run(['equivalent', broken, one]);
  expect(status).toBe(2);
  expect(warnings.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/broken\.yaml:4:\d+: .*data\.a is the number 1/),
    expect.stringMatching(/broken\.yaml:9:\d+: .*data\.a is the number 2/),
  ]);
});

test('--strict makes a list in another order fail', async () => {
  const service = (ports: string) =>
    cli.write(
      `${ports.length}${ports.charAt(8)}.yaml`,
      `apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { ports: [${ports}] }\n`,
    );
  const files = [
    service('{ port: 80, name: a }, { port: 81, name: b }'),
    service('{ port: 81, name: b }, { port: 80, name: a  }'),
  ];
  expect(await cli.run(['equivalent', ...files])).toMatchObject({
    status: 0,
    output: expect.stringContaining('equivalent, but stored otherwise: 1 list in another order') as unknown,
  });
  expect(await cli.run(['equivalent', ...files, '--strict'])).toMatchObject({ status: 1 });
});
