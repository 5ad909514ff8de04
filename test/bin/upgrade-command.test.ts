import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLine } from './command-line';

const cli = new CommandLine();
const CLAIM = (size: string) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: ${size} } } }
`;
const ROLE = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web }\n';

beforeAll(() => {
  cli.write('old.yaml', `${CLAIM('2Gi')}---\n${ROLE}`);
  cli.write('smaller.yaml', `${CLAIM('1Gi')}---\n${ROLE}`);
  cli.write('without.yaml', ROLE);
});
afterAll(() => cli.remove());

const upgrade = (...args: string[]) => cli.run(['upgrade', ...args]);

test('tells what a change does, the worst first', async () => {
  expect(await upgrade(cli.path('old.yaml'), cli.path('smaller.yaml'))).toEqual({
    status: 1,
    output:
      'refused    PersistentVolumeClaim default/data: the API server refuses it: a claim cannot shrink. ' +
      'Instead: make a smaller claim of another name and copy the data\n' +
      '2 objects: 1 refused, 1 none\n',
    warnings: '',
  });
});

test('writes a table for a pull request', async () => {
  const { output } = await upgrade(cli.path('old.yaml'), cli.path('without.yaml'), '--output', 'markdown', '--all');
  expect(output).toBe(
    '| Severity | Object | What happens |\n|---|---|---|\n' +
      '| **data-loss** | `PersistentVolumeClaim default/data` | its data is deleted with it, unless the volume has the ' +
      'reclaim policy Retain. Instead: annotation helm.sh/resource-policy: keep, or ' +
      'argocd.argoproj.io/sync-options: Prune=false |\n' +
      '| none | `ServiceAccount default/web` | nothing |\n\n2 objects: 1 data-loss, 1 none\n',
  );
});

test.each([
  ['refused', 'smaller.yaml', 1],
  ['data-loss', 'smaller.yaml', 0],
  ['data-loss', 'without.yaml', 1],
  ['never', 'without.yaml', 0],
])('with --fail-on %s and %s ends with %i', async (threshold, file, status) => {
  expect(await upgrade(cli.path('old.yaml'), cli.path(file), '--fail-on', threshold)).toMatchObject({ status });
});

test('keeps what nothing deletes', async () => {
  const { status, output } = await upgrade(cli.path('old.yaml'), cli.path('without.yaml'), '--no-prune');
  expect({ status, output }).toEqual({ status: 0, output: '2 objects: 2 none\n' });
});

test('reads a git revision', async () => {
  // GIVEN a repository whose last commit has a larger claim than the working tree
  cli.write('repository/dist/claim.yaml', CLAIM('3Gi'));
  cli.write('repository/dist/notes.md', 'not: a manifest\n');
  const folder = cli.path('repository');
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { stdio: 'pipe' });
  git('init', '-q');
  git('add', '.');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'first');
  cli.write('repository/dist/claim.yaml', CLAIM('1Gi'));

  // WHEN
  const here = process.cwd();
  process.chdir(folder);
  const outcome = await upgrade('git:HEAD:dist', 'dist').finally(() => process.chdir(here));

  // THEN
  expect(outcome).toMatchObject({ status: 1, output: expect.stringContaining('a claim cannot shrink') as string });
});

test.each([
  [['old.yaml'], 'upgrade takes two operands, OLD and NEW, got old.yaml'],
  [['-', '-'], 'only one of OLD and NEW can be standard input'],
  [
    ['old.yaml', 'old.yaml', '--fail-on', 'all'],
    '--fail-on is "all", expected restart, reduced, downtime, refused, data-loss, never',
  ],
  [['git:main', 'old.yaml'], 'git:main names no revision and path, expected git:REVISION:PATH, such as git:main:dist'],
  [
    ['old.yaml', 'old.yaml', '--kubernetes', '1.2'],
    '--kubernetes: Kubernetes "1.2" is not supported, expected 1.29, 1.34, 1.37',
  ],
])('refuses %j', async (args, problem) => {
  expect(await upgrade(...args)).toEqual({ status: 2, output: '', warnings: `cdk8s-patterns: ${problem}\n` });
});

test('the README shows what is printed', async () => {
  // GIVEN
  const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
  const shown = /\$ npx cdk8s-patterns upgrade [^\n]*\n(.*?)```/s.exec(readme)?.[1];
  const state = (size: string, image: string, app: string) => `${CLAIM(size)}---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: ${app} }, ports: [{ port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 4
  strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: '${image}', readinessProbe: { tcpSocket: { port: 80 } } }] }
`;

  // WHEN
  const { output } = await upgrade(
    cli.write('readme/old.yaml', state('2Gi', 'web:1', 'web')),
    cli.write('readme/new.yaml', state('1Gi', 'web:2', 'other')),
  );

  // THEN
  expect(output).toBe(shown);
});
