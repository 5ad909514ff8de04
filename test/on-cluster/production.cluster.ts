import { join } from 'node:path';
import { DEFINITIONS } from './definitions';
import { apply, explain, get, inNamespace, kubectl, shell, tryKubectl } from './kubectl';

const DIST = join(__dirname, '../../dist');

/** Pod Security `restricted`, and a quota and default limits as a shared cluster has them. */
const SHARED = [
  {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'quota' },
    spec: {
      hard: { 'requests.cpu': '8', 'requests.memory': '16Gi', 'limits.cpu': '16', 'limits.memory': '16Gi', pods: '20' },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'limits' },
    spec: {
      limits: [
        { type: 'Container', default: { cpu: '1', memory: '256Mi' }, defaultRequest: { cpu: '50m', memory: '64Mi' } },
      ],
    },
  },
];
const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' };

const secret = (name: string, stringData: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name },
  stringData,
});

/** Makes a production document in its namespace, without what Helm would run as a hook, and waits until it is ready. */
async function bringUp(document: string, namespace: string, secrets: readonly object[]): Promise<void> {
  await apply(DEFINITIONS);
  await kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
  await apply([...SHARED, ...secrets], '-n', namespace);
  const file = join(DIST, `${document}.k8s.yaml`);
  await kubectl(['apply', '-f', file]);
  for (const workload of (await kubectl(['get', 'deployments,statefulsets', '-n', namespace, '-o=name']))
    .trim()
    .split('\n')) {
    const status = await tryKubectl(['rollout', 'status', workload, '-n', namespace, '--timeout=300s']);
    if (status.code !== 0) throw new Error(`${workload}: ${status.stderr}${await explain(namespace)}`);
  }
}

interface Pods {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly status: {
      readonly containerStatuses?: readonly { readonly name: string; readonly restartCount: number }[];
    };
  }[];
}

/** Containers that started more than once. */
async function restarted(namespace: string): Promise<string[]> {
  const { items } = await get<Pods>('pods', '-n', namespace);
  return items.flatMap(({ metadata, status }) =>
    (status.containerStatuses ?? [])
      .filter(({ restartCount }) => restartCount > 0)
      .map(({ name, restartCount }) => `${metadata.name}/${name}: ${restartCount}`),
  );
}

describe('production documents in a namespace with Pod Security restricted, a quota and default limits', () => {
  test('the web server becomes ready', async () => {
    await inNamespace('httpserver', (namespace) => bringUp('production-httpserver', namespace, []), RESTRICTED);
  });

  test('Redis becomes ready without a restart, and its claim for backups is bound once a backup runs', async () => {
    await inNamespace(
      'redis',
      async (namespace) => {
        const passwords = { 'redis-password': 'data-%&/()=?;~', 'sentinel-password': 'watch-only' };
        await bringUp('production-redis', namespace, [secret('redis-credentials', passwords)]);
        expect(await restarted(namespace)).toEqual([]);

        await kubectl(['create', 'job', 'backup-now', '--from=cronjob/redis-backup', '-n', namespace]);
        const done = await tryKubectl([
          'wait',
          'job/backup-now',
          '-n',
          namespace,
          '--for=condition=Complete',
          '--timeout=180s',
        ]);
        if (done.code !== 0) throw new Error(await explain(namespace));
        const phase = await kubectl(['get', 'pvc', 'redis-backup', '-n', namespace, '-o=jsonpath={.status.phase}']);
        expect(phase).toBe('Bound');
      },
      RESTRICTED,
    );
  });

  test("the to-do list becomes ready, and its database answers the release's test in a new pod's first second", async () => {
    await inNamespace(
      'todo',
      async (namespace) => {
        await bringUp('production-todo-list', namespace, [
          secret('todo-list-credentials', { POSTGRES_PASSWORD: 'p-1', 'secrets.json': '{}' }),
        ]);
        const pod = await kubectl(['get', 'pods', '-n', namespace, '-l', 'app=todo-list-db', '-o=name']);
        const create =
          'psql -U postgres -c "CREATE DATABASE todo" && psql -U postgres -d todo -c \'CREATE TABLE "ToDos" (id int)\'';
        expect((await shell(namespace, pod.trim(), create)).stderr).toBe('');

        // WHEN the test is run in four new pods, one after the other
        for (let run = 1; run <= 4; run++) {
          const file = join(DIST, 'production-todo-list.k8s.yaml');
          await kubectl(['delete', 'job', 'todo-list-db-test', '-n', namespace, '--ignore-not-found']);
          await kubectl(['apply', '-f', file, '-n', namespace]);
          const args = ['wait', 'job/todo-list-db-test', '-n', namespace, '--for=condition=Complete', '--timeout=120s'];
          const { code } = await tryKubectl(args);
          if (code !== 0) throw new Error(`run ${run}: ${await explain(namespace)}`);
        }

        // THEN no pod of it failed
        const pods = ['get', 'pods', '-n', namespace, '-l', 'batch.kubernetes.io/job-name=todo-list-db-test'];
        expect(await kubectl([...pods, '--field-selector=status.phase=Failed', '-o=name'])).toBe('');
      },
      RESTRICTED,
    );
  });

  test('the bootstrap of tks-contract makes its database and role on a server of another namespace', async () => {
    const server = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'postgresql-0', labels: { 'app.kubernetes.io/name': 'postgresql' } },
      spec: {
        terminationGracePeriodSeconds: 1,
        containers: [
          { name: 'postgres', image: 'postgres:16.6', env: [{ name: 'POSTGRES_PASSWORD', value: 'admin-1' }] },
        ],
      },
    };
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'postgresql' },
      spec: { selector: { 'app.kubernetes.io/name': 'postgresql' }, ports: [{ port: 5432 }] },
    };
    await inNamespace('decapod-db', async (database) => {
      await apply([server, service], '-n', database);
      await inNamespace(
        'tks',
        async (namespace) => {
          await apply(
            [...SHARED, secret('tks-contract-credentials', { 'admin-password': 'admin-1', password: 'role-1' })],
            '-n',
            namespace,
          );
          await kubectl(['apply', '-f', join(DIST, 'production-tks-contract.k8s.yaml')]);
          const job = (await kubectl(['get', 'jobs', '-n', namespace, '-o=name'])).trim();
          const done = await tryKubectl(['wait', job, '-n', namespace, '--for=condition=Complete', '--timeout=180s']);
          if (done.code !== 0)
            throw new Error(
              `${await explain(namespace)}\n${(await tryKubectl(['logs', job, '-n', namespace])).stdout}`,
            );

          const { stdout } = await shell(
            database,
            'postgresql-0',
            'psql -U postgres -At -c "SELECT datname FROM pg_database"',
          );
          expect(stdout.split('\n')).toContain('tks');
        },
        RESTRICTED,
      );
    });
  });
});
