import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helmCharts } from '../../apps/helm/charts';
import { helm } from '../helm/real/render';
import { helmTool } from '../helm/tools';
import { type Ended, explain, get, inNamespace, kubectl, meanwhile, shell, tryKubectl, until } from './kubectl';

const folder = mkdtempSync(join(tmpdir(), 'todo-list-'));
beforeAll(() => helmCharts(folder).forEach((chart) => chart.synth()));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface List<T> {
  readonly items: readonly T[];
}
interface Pod {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly status: { readonly containerStatuses?: readonly { readonly ready: boolean }[] };
}

/** Gives Services of type LoadBalancer an address, which a cluster without a cloud does not. */
async function assignLoadBalancers(namespace: string): Promise<void> {
  const services = await get<
    List<{ metadata: { name: string }; spec: { type: string }; status: { loadBalancer: object } }>
  >('services', '-n', namespace);
  for (const { metadata, spec, status } of services.items) {
    if (spec.type !== 'LoadBalancer' || JSON.stringify(status.loadBalancer) !== '{}') continue;
    const patch = JSON.stringify({ status: { loadBalancer: { ingress: [{ ip: '192.0.2.10' }] } } });
    await kubectl([
      'patch',
      'service',
      metadata.name,
      '-n',
      namespace,
      '--subresource=status',
      '--type=merge',
      '-p',
      patch,
    ]);
  }
}

/** Document 002: the release is called todo, because its Jobs read the Secret todo-db-secret. */
describe.each([3, 4] as const)('document 002 with Helm %d', (major) => {
  test('is played as it is written', async () => {
    const tool = helmTool(major);
    const atomic = major === 3 ? '--atomic' : '--rollback-on-failure';
    await inNamespace(`todo-${major}`, async (namespace) => {
      const run = (...args: string[]): Promise<Ended> => {
        const env = { KUBECONFIG: process.env['KUBECONFIG'], HOME: join(folder, `home-${major}`) };
        return meanwhile(
          () => assignLoadBalancers(namespace),
          () => helm(tool, [...args, '-n', namespace], env),
        );
      };
      const ran = async (...args: string[]): Promise<string> => {
        const { code, stdout, stderr } = await run(...args);
        if (code !== 0) throw new Error(`helm ${args.join(' ')}: ${stderr}\n${await explain(namespace)}`);
        return stdout;
      };
      const chart = (version: number): string => join(folder, `todo-list-v${version}`);
      const pods = async (app: string): Promise<readonly Pod[]> =>
        (await get<List<Pod>>('pods', '-n', namespace, '-l', `app=${app}`)).items;
      const psql = async (sql: string): Promise<string> => {
        const [pod] = (await pods('todo-db')).filter(({ status }) => status.containerStatuses?.[0]?.ready === true);
        const { code, stdout, stderr } = await shell(
          namespace,
          pod?.metadata.name ?? 'none',
          `psql -h 127.0.0.1 -U postgres -At -d todo -c '${sql}'`,
        );
        if (code !== 0) throw new Error(`${sql}: ${stderr}`);
        return stdout.trim();
      };
      const image = (): Promise<string> =>
        kubectl([
          'get',
          'deployment',
          'todo-db',
          '-n',
          namespace,
          '-o=jsonpath={.spec.template.spec.containers[0].image}',
        ]);

      // Version 1 is installed.
      const notes = await ran('install', 'todo', chart(1), atomic, '--timeout', '300s');
      expect(notes).toContain('Installed Kiamol to-do list 0.1.0');

      // The application makes its database and adds a row. Its image cannot be had here: psql does it.
      const [database] = await pods('todo-db');
      await shell(namespace, database?.metadata.name ?? '', 'psql -h 127.0.0.1 -U postgres -c "CREATE DATABASE todo"');
      await psql('CREATE TABLE "ToDos" (id serial, item text)');
      await psql(`INSERT INTO "ToDos" (item) VALUES ($$read document 002$$)`);
      expect(await psql('SHOW server_version')).toBe('11.6');

      // Version 2 fails its probes, and is rolled back.
      const second = await run('upgrade', 'todo', chart(2), atomic, '--timeout', '60s');
      expect(second.code).not.toBe(0);
      expect(second.stderr).toMatch(/roll/i);
      expect(await image()).toBe('postgres:11.6-alpine');
      await until('the database is back', 180, async () => (await psql('SELECT 1').catch(() => '')) === '1');
      expect(await psql('SELECT item FROM "ToDos"')).toBe('read document 002');

      // Version 3 is the right upgrade: the same data under a newer server.
      await ran('upgrade', 'todo', chart(3), atomic, '--timeout', '300s');
      expect(await image()).toBe('postgres:11.8-alpine');
      await until('the database answers', 120, async () => (await psql('SELECT 1').catch(() => '')) === '1');
      expect(await psql('SELECT item FROM "ToDos"')).toBe('read document 002');

      // Its test asks for the rows; the Job stays with its log.
      await ran('test', 'todo', '--timeout', '120s');
      expect(await kubectl(['logs', '-n', namespace, 'job/todo-db-test'])).toMatch(/count[^]*1[^]*1 row/);

      // Version 4 checks the version of the server before it upgrades, and refuses: no pod changes.
      await until('the pod of version 2 is gone', 120, async () => (await pods('todo-db')).length === 1);
      const before = await Promise.all([pods('todo-db'), pods('todo-web')]);
      const fourth = await run('upgrade', 'todo', chart(4), atomic, '--timeout', '120s');
      expect(fourth.code).not.toBe(0);
      expect(fourth.stderr).toContain('pre-upgrade hooks failed');
      const log = await tryKubectl(['logs', '-n', namespace, 'job/todo-db-check']);
      expect(log.stdout + log.stderr).toContain('CANNOT UPGRADE');
      const uids = (all: readonly (readonly Pod[])[]): string[] =>
        all
          .flat()
          .map(({ metadata }) => metadata.uid)
          .sort();
      expect(uids(await Promise.all([pods('todo-db'), pods('todo-web')]))).toEqual(uids(before));
      expect(await psql('SELECT item FROM "ToDos"')).toBe('read document 002');

      // The history tells all of it.
      const history = await ran('history', 'todo');
      expect(history).toMatch(/1[^\n]*0\.1\.0[^]*2[^\n]*failed[^\n]*0\.2\.0[^]*0\.3\.0[^]*failed[^\n]*0\.4\.0/);

      // What hooks made stays after the release.
      await ran('uninstall', 'todo', '--wait');
      const left = await kubectl(['get', 'secrets,configmaps,jobs', '-n', namespace, '-o=name']);
      expect(left).toContain('secret/todo-db-secret');
    });
  });
});
