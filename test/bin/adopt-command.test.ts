import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLine } from './command-line';

const cli = new CommandLine();

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'nginx:1.25', envFrom: [{ secretRef: { name: login } }] }] }
---
apiVersion: v1
kind: Secret
metadata: { name: login }
stringData: { password: correct-horse-battery }
---
apiVersion: example.com/v1
kind: Widget
metadata: { name: knob }
spec: { size: 3 }
`;

afterAll(() => cli.remove());

describe('adopt', () => {
  test('writes an app and says what became of the objects', async () => {
    // GIVEN
    const file = cli.write('web.yaml', WEB);
    const out = cli.path('app');
    // WHEN
    const { status, output, warnings } = await cli.run(['adopt', file, '--out', out]);
    // THEN
    expect([status, warnings]).toEqual([0, '']);
    expect(output).toContain('objects: 3, of which constructs make 2 (66.7 %)\nas they are: Widget/knob\n');
    expect(readdirSync(out).sort()).toEqual(
      ['.gitignore', 'cdk8s.yaml', 'charts.ts', 'jest.config.js', 'knob.ts', 'main.ts', 'package.json'].concat([
        'secrets',
        'test',
        'tsconfig.json',
        'web.ts',
      ]),
    );
  });

  test('reads standard input', async () => {
    const { status, output } = await cli.run(['adopt', '-', '--out', cli.path('from-stdin'), '--output', 'json'], WEB);
    expect(status).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ objects: 3, inConstructs: 2, workloads: 1, workloadsInConstructs: 1 });
  });

  test('writes the values of Secrets only into files that git ignores and nobody else reads', async () => {
    // WHEN
    const out = cli.path('secretive');
    await cli.run(['adopt', '-', '--out', out], WEB);
    // THEN
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) =>
      statSync(join(out, file)).isFile(),
    );
    const holding = files.filter((file) => readFileSync(join(out, file), 'utf8').includes('correct-horse'));
    expect(holding.sort()).toEqual(['secrets/login/password', 'test/originals/secrets.yaml']);
    expect(holding.map((file) => statSync(join(out, file)).mode & 0o777)).toEqual([0o600, 0o600]);
    const ignored = readFileSync(join(out, '.gitignore'), 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['secrets/', 'test/originals/**/secrets.yaml']));
  });

  test('writes the same app every time', async () => {
    // WHEN
    const [first, second] = ['once', 'twice'].map((name) => cli.path(name)) as [string, string];
    await cli.run(['adopt', '-', '--out', first], WEB);
    await cli.run(['adopt', '-', '--out', second], WEB);
    // THEN
    for (const file of ['web.ts', 'knob.ts', 'charts.ts']) {
      expect(readFileSync(join(first, file), 'utf8')).toBe(readFileSync(join(second, file), 'utf8'));
    }
  });

  test('never writes into a folder that holds something', async () => {
    // GIVEN
    cli.write('used/notes.txt', 'mine');
    // WHEN
    const { status, warnings } = await cli.run(['adopt', '-', '--out', cli.path('used')], WEB);
    // THEN
    expect(status).toBe(2);
    expect(warnings).toBe('cdk8s-patterns: used exists and is not empty; adopt writes into a new folder\n');
    expect(readdirSync(cli.path('used'))).toEqual(['notes.txt']);
  });

  test('writes nothing when the input is wrong', async () => {
    const { status } = await cli.run(['adopt', '-', '--out', cli.path('never')], 'kind: Service\n  x: 1\n');
    expect(status).toBe(2);
    expect(existsSync(cli.path('never'))).toBe(false);
  });

  test('needs a folder and an operand', async () => {
    expect((await cli.run(['adopt', '-'])).warnings).toContain('adopt needs --out DIR');
    expect((await cli.run(['adopt', '--out', cli.path('x')])).warnings).toContain('takes one operand or more');
  });
});
