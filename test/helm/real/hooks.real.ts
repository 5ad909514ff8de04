import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helmCharts } from '../../../apps/helm/charts';
import { helmTool } from '../tools';
import { FakeApiServer } from './fake-api-server';
import { helm, type HelmRun } from './render';

const folder = mkdtempSync(join(tmpdir(), 'helm-hooks-'));
beforeAll(() => helmCharts(folder).forEach((chart) => chart.synth()));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BEFORE_INSTALL = [
  '+ Secret todo-list-db-secret',
  '+ ConfigMap todo-list-web-config',
  '+ Secret todo-list-web-secret',
];
const MAIN = [
  'Deployment todo-list-db',
  'Deployment todo-list-web',
  'PersistentVolumeClaim todo-list-db-pvc',
  'Service todo-list-db',
  'Service todo-list-web',
];

describe.each([3, 4] as const)('helm %d', (major) => {
  const tool = helmTool(major);
  const atomic = major === 3 ? '--atomic' : '--rollback-on-failure';
  let server: FakeApiServer;
  let kubeconfig: string;

  beforeEach(async () => {
    server = await FakeApiServer.start();
    kubeconfig = join(folder, `kubeconfig-${major}`);
    writeFileSync(kubeconfig, server.kubeconfig);
  });
  afterEach(() => server.stop());

  /** Runs Helm against the server; gives what happened there meanwhile. */
  async function run(...args: string[]): Promise<HelmRun & { readonly events: string[] }> {
    const before = server.events.length;
    const result = await helm(tool, [...args, '--kubeconfig', kubeconfig], { HOME: join(folder, 'home') });
    return { ...result, events: server.events.slice(before) };
  }

  async function ran(...args: string[]): Promise<string[]> {
    const result = await run(...args);
    expect(result.code === 0 ? '' : result.stderr).toBe('');
    return result.events;
  }

  const todoList = (version: number): string => join(folder, `todo-list-v${version}`);

  describe('todo-list, as document 002 walks through it', () => {
    test('install: configuration and Secrets come before everything else, and the notes are printed', async () => {
      const { code, stdout, events } = await run('install', 'todo-list', todoList(1), atomic, '--timeout', '15s');

      expect(code).toBe(0);
      expect(events.slice(0, 3)).toEqual(BEFORE_INSTALL);
      expect(events.slice(3).sort()).toEqual(MAIN.map((name) => `+ ${name}`));
      expect(stdout).toContain(
        'Installed Kiamol to-do list 0.1.0. This is how to get the URL:\n' +
          " $ kubectl get svc todo-list-web -o jsonpath='http://{.status.loadBalancer.ingress[0].*}:8012'",
      );
    });

    test('upgrade: only what differs is changed, and the test does not run', async () => {
      await ran('install', 'todo-list', todoList(1));

      expect(await ran('upgrade', 'todo-list', todoList(3))).toEqual(['~ Deployment todo-list-db']);
    });

    test('test: the Job runs when it is asked for, stays with its logs, and is replaced the next time', async () => {
      await ran('install', 'todo-list', todoList(3));

      expect(await ran('test', 'todo-list')).toEqual(['+ Job todo-list-db-test', 'complete Job todo-list-db-test']);
      expect(server.present).toContain('Job todo-list-db-test');
      expect(await ran('test', 'todo-list')).toEqual([
        '- Job todo-list-db-test',
        '+ Job todo-list-db-test',
        'complete Job todo-list-db-test',
      ]);
    });

    test('test: a failing Job fails the test', async () => {
      await ran('install', 'todo-list', todoList(3));
      server.failing.add('todo-list-db-test');

      const { code, events } = await run('test', 'todo-list');

      expect(code).not.toBe(0);
      expect(events).toEqual(['+ Job todo-list-db-test', 'failed Job todo-list-db-test']);
    });

    test('a failing check before the upgrade leaves everything as it is', async () => {
      // GIVEN
      await ran('install', 'todo-list', todoList(1));
      server.failing.add('todo-list-db-check');
      const before = MAIN.map((name) => server.object(...(name.split(' ') as [string, string])));

      // WHEN
      const { code, stderr, events } = await run('upgrade', 'todo-list', todoList(4), atomic, '--timeout', '15s');

      // THEN the scripts come before the Job, and nothing else is touched
      expect(code).not.toBe(0);
      expect(stderr).toContain('pre-upgrade hooks failed');
      expect(stderr).toMatch(/BackoffLimitExceeded|Job Failed/);
      expect(events).toEqual([
        '+ ConfigMap todo-list-db-check-scripts',
        '+ Job todo-list-db-check',
        'failed Job todo-list-db-check',
      ]);
      const spec = (object: unknown): unknown => (object as { spec?: unknown } | undefined)?.spec;
      expect(MAIN.map((name) => spec(server.object(...(name.split(' ') as [string, string]))))).toEqual(
        before.map(spec),
      );
      expect((await run('history', 'todo-list')).stdout).toMatch(/failed.*0\.4\.0[^]*deployed.*0\.1\.0/);
    });

    test('a second upgrade deletes the check and makes it anew, then changes the rest', async () => {
      // GIVEN
      await ran('install', 'todo-list', todoList(1));
      server.failing.add('todo-list-db-check');
      await run('upgrade', 'todo-list', todoList(4));
      server.failing.clear();

      // THEN
      expect(await ran('upgrade', 'todo-list', todoList(4))).toEqual([
        '- ConfigMap todo-list-db-check-scripts',
        '+ ConfigMap todo-list-db-check-scripts',
        '- Job todo-list-db-check',
        '+ Job todo-list-db-check',
        'complete Job todo-list-db-check',
        '~ Deployment todo-list-db',
      ]);
    });

    test('rollback brings the old objects back and runs no check', async () => {
      await ran('install', 'todo-list', todoList(1));
      await ran('upgrade', 'todo-list', todoList(4));

      expect(await ran('rollback', 'todo-list', '1')).toEqual(['~ Deployment todo-list-db']);
    });

    test('uninstall deletes the release and leaves what hooks made', async () => {
      await ran('install', 'todo-list', todoList(3));
      await ran('test', 'todo-list');

      expect((await ran('uninstall', 'todo-list')).sort()).toEqual(MAIN.map((name) => `- ${name}`));
      expect(server.present).toEqual([
        'ConfigMap todo-list-web-config',
        'Job todo-list-db-test',
        'Secret todo-list-db-secret',
        'Secret todo-list-web-secret',
      ]);
    });

    test('wrong values do not reach the cluster', async () => {
      const { code, events } = await run('install', 'todo-list', todoList(1), '--set', 'servicePort=0');

      expect(code).not.toBe(0);
      expect(events).toEqual([]);
    });
  });

  describe('profile-sync, as document 000 has it', () => {
    const MIGRATION = ['+ Job migrate-ps', 'complete Job migrate-ps', '- Job migrate-ps'];

    test('the migration runs before each install and upgrade, and goes away', async () => {
      const chart = join(folder, 'profile-sync');

      const install = await ran('install', 'ps', chart, '--namespace', 'local700');
      expect(install.slice(0, 3)).toEqual(MIGRATION);
      expect(install.slice(3)).toEqual(['+ Service ps', '+ Deployment ps']);
      expect(await ran('upgrade', 'ps', chart, '--set', 'jam.nonce=2', '--namespace', 'local700')).toEqual([
        ...MIGRATION,
        '~ Deployment ps',
      ]);
      expect((await ran('uninstall', 'ps', '--namespace', 'local700')).sort()).toEqual([
        '- Deployment ps',
        '- Service ps',
      ]);
    });

    test('a failing migration keeps the application out', async () => {
      server.failing.add('migrate-ps');

      const { code, events } = await run('install', 'ps', join(folder, 'profile-sync'), '--namespace', 'local700');

      expect(code).not.toBe(0);
      expect(events).toEqual(['+ Job migrate-ps', 'failed Job migrate-ps', '- Job migrate-ps']);
      expect(server.present).toEqual([]);
    });

    test('what an interrupted run leaves is in the way of the next: the finding hook-policy', async () => {
      // GIVEN a Job that Helm could not delete any more
      const chart = join(folder, 'profile-sync');
      await ran('install', 'ps', chart, '--namespace', 'local700');
      server.leaveFinishedJob('migrate-ps', 'local700');

      // WHEN
      const { code, stderr, events } = await run(
        'upgrade',
        'ps',
        chart,
        '--set',
        'jam.nonce=2',
        '--namespace',
        'local700',
      );

      // THEN Helm 3 gives up; Helm 4 takes the old Job's success for its own and never runs the migration
      expect(events.filter((e) => e.startsWith('complete'))).toEqual([]);
      if (major === 3) {
        expect(code).not.toBe(0);
        expect(stderr).toContain('already exists');
        expect(events).toEqual([]);
      } else {
        expect(code).toBe(0);
        expect(events).toContain('~ Deployment ps');
      }
    });
  });
});
