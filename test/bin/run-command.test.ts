import { runCommand } from '../../lib/bin/run-command';
import { CommandLine } from './command-line';

const cli = new CommandLine();
const paths = (...names: string[]) => names.map((name) => cli.path(name));

const DEPLOYMENT = (replicas: number, extra = '') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'nginx:1.25'${extra} }] }
`;
const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n';

beforeAll(() => {
  cli.write('two.yaml', DEPLOYMENT(2));
  cli.write('two-defaults.yaml', DEPLOYMENT(2, ', imagePullPolicy: IfNotPresent'));
  cli.write('three.yaml', DEPLOYMENT(3));
  cli.write('folder/web.yaml', DEPLOYMENT(2));
  cli.write('folder/deeper/service.yml', SERVICE);
  cli.write('folder/deeper/off.yaml', '# switched off\n');
  cli.write('folder/.hidden.yaml', 'not: a manifest\n');
  cli.write('folder/node_modules/x/y.yaml', 'not: a manifest\n');
  cli.write('folder/construct-metadata.json', '{"version":"1.0.0"}');
  cli.write('folder/helm/web/Chart.yaml', 'apiVersion: v2\nname: web\nversion: 1.0.0\n');
  cli.write('folder/helm/web/templates/web.yaml', 'kind: {{ .Values.kind }}\n');
  cli.write('folder/readme.md', '# hello\n');
  cli.write('both.yaml', `${SERVICE}---\n${DEPLOYMENT(2)}`);
  cli.write('named.yaml', DEPLOYMENT(2).replace('name: web }', 'name: web-c8a1 }'));
});
afterAll(() => cli.remove());

describe('equivalent', () => {
  test('ends with 0 for equal manifests and says so', async () => {
    expect(await cli.run(['equivalent', ...paths('two.yaml', 'two-defaults.yaml')])).toEqual({
      status: 0,
      output: 'equivalent\n',
      warnings: '',
    });
  });

  test('ends with 1 for different manifests and says where', async () => {
    expect(await cli.run(['equivalent', ...paths('two.yaml', 'three.yaml')])).toEqual({
      status: 1,
      output: [
        'Deployment default/web',
        '  spec.replicas',
        '    actual:   2',
        '    expected: 3',
        '',
        'not equivalent: 1 difference in 1 object',
        '',
      ].join('\n'),
      warnings: '',
    });
  });

  test('reads folders at any depth, and says which Helm charts in them it skips', async () => {
    expect(await cli.run(['equivalent', ...paths('folder', 'both.yaml')])).toMatchObject({
      status: 0,
      warnings: 'cdk8s-patterns: folder/helm/web: a Helm chart, skipped; render it with helm template\n',
    });
  });

  test('reads standard input on either side', async () => {
    // GIVEN characters that a pipe may cut
    const text = DEPLOYMENT(2, `, command: ['${'ä→😀'.repeat(3000)}']`);
    const file = cli.write('long.yaml', text);

    // THEN
    expect(await cli.run(['equivalent', '-', file], text)).toMatchObject({ status: 0, warnings: '' });
    expect(await cli.run(['equivalent', file, '-'], text)).toMatchObject({ status: 0, warnings: '' });
  });

  test('--output json prints the whole verdict', async () => {
    // WHEN
    const { status, output } = await cli.run(['equivalent', ...paths('two.yaml', 'three.yaml'), '--output', 'json']);

    // THEN
    expect(status).toBe(1);
    expect(JSON.parse(output)).toMatchObject({
      equivalent: false,
      differences: [{ object: 'Deployment default/web', path: 'spec.replicas', actual: 2, expected: 3 }],
      deviations: { used: [], unused: [] },
      normalisations: { actual: expect.any(Array) as unknown, expected: expect.any(Array) as unknown },
    });
  });

  test('--output json writes integers that a double cannot hold as they are, in quotes', async () => {
    // GIVEN
    const crd = (size: string) =>
      `apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: t }\nspec: { size: ${size} }\n`;
    const file = cli.write('thing.yaml', crd('12345678901234567890'));

    // WHEN
    const { output } = await cli.run(['equivalent', '-', file, '--output=json'], crd('12345678901234567891'));

    // THEN
    expect(JSON.parse(output)).toMatchObject({
      differences: [{ actual: '12345678901234567891', expected: '12345678901234567890' }],
    });
  });

  test('--output html prints one page', async () => {
    // WHEN
    const { status, output } = await cli.run(['equivalent', ...paths('two.yaml', 'three.yaml'), '--output', 'html']);

    // THEN
    expect(status).toBe(1);
    expect(output).toMatch(/^<!doctype html>\n/);
    expect(output).toMatch(/<\/html>\n$/);
    expect(output).toContain('spec.replicas');
  });

  test('--rename pairs objects by their names', async () => {
    expect(await cli.run(['equivalent', ...paths('named.yaml', 'two.yaml')])).toMatchObject({ status: 1 });
    expect(await cli.run(['equivalent', ...paths('named.yaml', 'two.yaml'), '--rename', 'web-c8a1=web'])).toMatchObject(
      {
        status: 0,
      },
    );
    expect(
      await cli.run(['equivalent', ...paths('named.yaml', 'two.yaml'), '--rename=Deployment/web-c8a1=web']),
    ).toMatchObject({ status: 0 });
  });

  test('--pair-by-kind pairs objects whose names are unknown', async () => {
    expect(await cli.run(['equivalent', ...paths('named.yaml', 'two.yaml'), '--pair-by-kind'])).toMatchObject({
      status: 0,
    });
  });

  test('--ignore leaves a field out, of one object or all', async () => {
    for (const rule of ['spec.replicas', 'Deployment:spec.replicas', 'Deployment/web:spec.replicas=the autoscaler']) {
      expect(await cli.run(['equivalent', ...paths('two.yaml', 'three.yaml'), '--ignore', rule])).toMatchObject({
        status: 0,
      });
    }
    expect(await cli.run(['equivalent', ...paths('two.yaml', 'three.yaml'), '--ignore', 'spec.replica'])).toMatchObject(
      {
        status: 1,
      },
    );
    for (const rule of ['Service:spec.replicas', 'Deployment/other:spec.replicas']) {
      expect(await cli.run(['equivalent', ...paths('two.yaml', 'three.yaml'), '--ignore', rule])).toMatchObject({
        status: 2,
      });
    }
  });

  test('--deviation must occur and have a reason', async () => {
    // GIVEN
    const run = (...rest: string[]) => cli.run(['equivalent', ...paths('two.yaml', 'three.yaml'), ...rest]);

    // THEN
    expect(await run('--deviation', 'spec.replicas=scaled by hand')).toMatchObject({
      status: 0,
      output: 'deviation: * spec.replicas (scaled by hand)\nequivalent\n',
    });
    expect(await run('--ignore', 'spec.replicas', '--deviation', 'spec.paused=no more')).toMatchObject({ status: 1 });
    expect(await run('--deviation', 'spec.replicas')).toEqual({
      status: 2,
      output: '',
      warnings: 'cdk8s-patterns: --deviation is "spec.replicas", which has no reason, expected [OBJECT:]PATH=REASON\n',
    });
  });

  test('--subset asks for what EXPECTED has', async () => {
    expect(await cli.run(['equivalent', ...paths('both.yaml', 'two.yaml')])).toMatchObject({ status: 1 });
    expect(await cli.run(['equivalent', ...paths('both.yaml', 'two.yaml'), '--subset'])).toMatchObject({ status: 0 });
  });

  test('--default-namespace is that of objects that name none', async () => {
    // GIVEN
    const file = cli.write('namespaced.yaml', SERVICE.replace('name: web', 'name: web, namespace: shop'));

    // THEN
    expect(await cli.run(['equivalent', '-', file], SERVICE)).toMatchObject({ status: 1 });
    expect(await cli.run(['equivalent', '-', file, '--default-namespace', 'shop'], SERVICE)).toMatchObject({
      status: 0,
    });
  });

  test('--upgrade-defaults chooses whose defaults a removed version has', async () => {
    // GIVEN the old version surged by one pod, the new one by a quarter
    const old = DEPLOYMENT(2).replace('apps/v1', 'extensions/v1beta1');
    const run = (how: string) => cli.run(['equivalent', '-', cli.path('two.yaml'), '--upgrade-defaults', how], old);

    // THEN
    expect(await run('target')).toMatchObject({ status: 0 });
    expect(await run('source')).toMatchObject({ status: 1 });
    expect(await run('both')).toMatchObject({
      status: 2,
      warnings: 'cdk8s-patterns: --upgrade-defaults is "both", expected target, source\n',
    });
  });

  test('colours as the terminal does, unless told otherwise', async () => {
    // GIVEN
    const args = ['equivalent', ...paths('two.yaml', 'three.yaml')];

    // THEN
    expect((await cli.run(args, '', true)).output).toContain('\u001b[');
    expect((await cli.run([...args, '--no-color'], '', true)).output).not.toContain('\u001b[');
    expect((await cli.run([...args, '--color'])).output).toContain('\u001b[');
    expect((await cli.run([...args, '--output', 'json'], '', true)).output).not.toContain('\u001b[');
  });
});

describe('normalize', () => {
  test('prints manifests in the form in which they are compared', async () => {
    // WHEN
    const { status, output, warnings } = await cli.run(['normalize', ...paths('two.yaml')]);

    // THEN
    expect({ status, warnings }).toEqual({ status: 0, warnings: '' });
    expect(output).toContain('imagePullPolicy: IfNotPresent');
    expect(await cli.run(['normalize', '-'], output)).toEqual({ status, output, warnings });
    expect(await cli.run(['equivalent', '-', cli.path('two.yaml')], output)).toMatchObject({ status: 0 });
  });

  test('takes several files and prints JSON', async () => {
    // WHEN
    const { output } = await cli.run(['normalize', ...paths('folder', 'three.yaml'), '--output', 'json']);

    // THEN
    expect((JSON.parse(output) as { kind: string }[]).map((each) => each.kind)).toEqual([
      'Service',
      'Deployment',
      'Deployment',
    ]);
  });

  test('quotes strings that Kubernetes would read as something else', async () => {
    // GIVEN
    const data = [
      'yes',
      'on',
      '0777',
      '1e3',
      '0x10',
      '12:30',
      '~',
      'null',
      '',
      ' x',
      '1_000',
      '=',
      '0b1',
      '.5',
      '2001-01-01',
    ];
    const text = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'c' },
      data: Object.fromEntries(data.map((value, i) => [`k${i}`, value])),
    });

    // WHEN
    const { output } = await cli.run(['normalize', '-'], text);

    // THEN
    const file = cli.write('words.json', text);
    expect(await cli.run(['equivalent', '-', file], output)).toMatchObject({ status: 0, output: 'equivalent\n' });
  });
});

describe('help', () => {
  test.each([[['--help']], [['-h']], [['help']], [['equivalent', '--help']], [['normalize', '-h']]])(
    '%j prints the usage',
    async (args) => {
      const { status, output } = await cli.run(args);
      expect(status).toBe(0);
      expect(output).toContain('cdk8s-patterns equivalent ACTUAL EXPECTED');
    },
  );

  test('--version prints that of the package', async () => {
    expect(await cli.run(['--version'])).toMatchObject({
      status: 0,
      output: expect.stringMatching(/^\d+\.\d+\.\d+/) as unknown,
    });
  });

  test('every option of the commands is in the usage, and every option in the usage is one of the commands', async () => {
    // GIVEN
    const { output } = await cli.run(['--help']);
    const named = [...new Set(output.match(/--[a-z][a-z-]+/g))].filter((name) => name !== '--version');

    // THEN each is accepted as an option by one of the commands
    for (const name of named) {
      const refused = await Promise.all(
        ['equivalent', 'normalize', 'check', 'upgrade', 'adopt'].map((command) => cli.run([command, name])),
      );
      expect(refused.map((each) => each.warnings)).not.toEqual(
        refused.map(() => expect.stringContaining('unknown option') as unknown),
      );
    }
    expect(named).toEqual(expect.arrayContaining(['--rename', '--ignore', '--output']));
  });
});

test('a defect of ours is one line too, and says whose it is', async () => {
  // GIVEN a terminal that breaks
  let warnings = '';

  // WHEN
  const status = await runCommand(['--help'], {
    stdin: (async function* (): AsyncGenerator<Uint8Array> {})(),
    write: () => {
      throw new TypeError('broken\n  at pipe');
    },
    warn: (text) => (warnings += text),
    color: false,
  });

  // THEN
  expect(status).toBe(2);
  expect(warnings).toBe(
    'cdk8s-patterns: TypeError: broken at pipe (a defect of cdk8s-patterns: please report it with the input)\n',
  );
});
