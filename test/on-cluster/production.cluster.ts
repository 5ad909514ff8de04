import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFINITIONS } from './definitions';
import { completed, DIST, type DistObject, hooks, readDocument, restarted, rolledOut, runHooks } from './documents';
import { apply, inNamespace, kubectl, shell, until } from './kubectl';

/** Pod Security `restricted`, and a quota and default limits as a shared cluster has them. */
const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' };
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

const secret = (name: string, stringData: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name },
  stringData,
});
const configMap = (name: string, data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

/** What the table of docs/cluster.md says of each production document. */
const OUTCOMES: Readonly<Record<string, string>> = {
  ghost: 'Ready',
  httpserver: 'Ready',
  mongo: 'not run: there is no program of MongoDB to be had',
  mysql: 'Ready, with a local volume in place of the NFS server',
  parse: 'Ready',
  'profile-sync': 'Ready, after its hook',
  redis: 'Ready; a backup is made',
  'tks-contract': 'its Job makes database and role',
  'todo-list': 'Ready; its test and its check pass four times in new pods',
};

/** Makes a production document in its namespace as Helm does, and waits until it is ready. */
async function bringUp(
  name: string,
  namespace: string,
  given: readonly object[],
  change: (object: DistObject) => object = (object) => object,
): Promise<DistObject[]> {
  const objects = readDocument(`production-${name}`);
  await apply(DEFINITIONS);
  await kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
  await apply([...SHARED, ...given], '-n', namespace);
  await runHooks(objects, 'pre-install', namespace);
  await apply(hooks(objects).map(change));
  await rolledOut(namespace);
  return objects;
}

test('docs/cluster.md tells the outcome of every production document', () => {
  const documents = readdirSync(DIST).flatMap((file) => /^production-(.*)\.k8s\.yaml$/.exec(file)?.[1] ?? []);
  const sections = readFileSync(join(__dirname, '../../docs/cluster.md'), 'utf8').split('\n## ');
  const section = sections.find((text) => text.startsWith('Production documents')) ?? '';
  const rows = [...section.matchAll(/^\| ([a-z-]+) \| (.*) \|$/gm)].map(([, name, outcome]) => [name, outcome]);

  expect(Object.keys(OUTCOMES).sort()).toEqual(documents.sort());
  expect(Object.fromEntries(rows.slice(1))).toEqual(OUTCOMES);
});

describe('production documents in a namespace with Pod Security restricted, a quota and default limits', () => {
  test.each([
    ['httpserver', 'httpserver', []],
    ['ghost', 'blog', [secret('ghost-credentials', { username: 'ghost', password: 'p-1' })]],
    [
      'parse',
      'mongo',
      [secret('parse-credentials', { 'app-id': 'a', 'master-key': 'm', 'database-uri': 'mongodb://mongo/parse' })],
    ],
  ])('%s becomes ready', async (name, namespace, given) => {
    await inNamespace(
      namespace,
      async () => {
        await bringUp(name, namespace, given);
        expect(await restarted(namespace)).toEqual([]);
      },
      RESTRICTED,
    );
  });

  test('profile-sync becomes ready after its migration, which is gone before its Deployment is made', async () => {
    const given = [
      secret('ct-secrets', { key: 'k' }),
      secret('db-ps', { MYSQL_PASSWORD: 'p-1' }),
      secret('email', { SMTP_PASSWORD: 'p-1' }),
      configMap('instance', { 'instance.yaml': '{}' }),
      configMap('cluster-static', { EXTERNAL_HOST_NAME: 'example.com' }),
      configMap('data', { MYSQL_PS_DB: 'ps' }),
    ];
    await inNamespace('local700', (namespace) => bringUp('profile-sync', namespace, given), RESTRICTED);
  });

  test('mysql becomes ready on a volume of its own, and keeps a row when its pod is deleted', async () => {
    // GIVEN a folder of a node in place of the NFS server
    const folder = '/var/lib/volumes/mysql';
    const [node = ''] = (await kubectl(['get', 'nodes', '-o=name'])).split('\n').map((name) => name.slice(5));
    const maker = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'folder' },
      spec: {
        nodeName: node,
        restartPolicy: 'Never',
        containers: [
          {
            name: 'main',
            image: 'busybox:1.36',
            command: ['sh', '-c', 'rm -rf /mysql/*'],
            volumeMounts: [{ name: 'mysql', mountPath: '/mysql' }],
          },
        ],
        volumes: [{ name: 'mysql', hostPath: { path: folder, type: 'DirectoryOrCreate' } }],
      },
    };
    const local = (object: DistObject): object => {
      if (object.kind !== 'PersistentVolume') return object;
      const { nfs, ...spec } = object['spec'] as Record<string, unknown>;
      if (nfs === undefined) throw new Error('production-mysql has no volume on an NFS server any more');
      const here = [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }];
      const nodeAffinity = { required: { nodeSelectorTerms: [{ matchExpressions: here }] } };
      return { ...object, spec: { ...spec, local: { path: folder }, nodeAffinity } };
    };
    await inNamespace('folders', async (folders) => {
      await apply([maker], '-n', folders);
      await kubectl(['wait', 'pod/folder', '-n', folders, '--for=jsonpath={.status.phase}=Succeeded', '--timeout=60s']);
    });
    await kubectl(['delete', 'pv', 'mysql', '--ignore-not-found', '--timeout=60s']);
    const sql = (statement: string): Promise<string> =>
      shell('blog', 'mysql-0', `mysql -uroot -p"$(cat /password/password)" -N -e '${statement}'`).then(
        ({ stdout, stderr }) => stdout.trim() || stderr,
      );

    await inNamespace(
      'blog',
      async (namespace) => {
        await bringUp('mysql', namespace, [secret('mysql-credentials', { 'root-password': 'p-1' })], local);

        // WHEN
        await sql('CREATE DATABASE d; CREATE TABLE d.t (n INT); INSERT INTO d.t VALUES (7)');
        await kubectl(['delete', 'pod', 'mysql-0', '-n', namespace]);
        await rolledOut(namespace);

        // THEN
        expect(await sql('SELECT n FROM d.t')).toBe('7');
      },
      RESTRICTED,
    );
    await kubectl(['delete', 'pv', 'mysql', '--ignore-not-found', '--timeout=60s']);
  });

  test('redis becomes ready without a restart, and its claim for backups is bound once a backup runs', async () => {
    const passwords = { 'redis-password': 'data-%&/()=?;~', 'sentinel-password': 'watch-only' };
    await inNamespace(
      'redis',
      async (namespace) => {
        await bringUp('redis', namespace, [secret('redis-credentials', passwords)]);
        expect(await restarted(namespace)).toEqual([]);

        await kubectl(['create', 'job', 'backup-now', '--from=cronjob/redis-backup', '-n', namespace]);
        await completed(namespace, 'backup-now');
        const phase = await kubectl(['get', 'pvc', 'redis-backup', '-n', namespace, '-o=jsonpath={.status.phase}']);
        expect(phase).toBe('Bound');
      },
      RESTRICTED,
    );
  });

  test('todo-list becomes ready, and its database answers test and check in the first second of new pods', async () => {
    const given = [secret('todo-list-credentials', { POSTGRES_PASSWORD: 'p-1', 'secrets.json': '{}' })];
    await inNamespace(
      'todo',
      async (namespace) => {
        const objects = await bringUp('todo-list', namespace, given);
        const psql = `psql -U postgres -v ON_ERROR_STOP=1 -d`;
        await shell(namespace, 'todo-list-db-0', `${psql} postgres -c "CREATE DATABASE todo"`);
        const table = await shell(namespace, 'todo-list-db-0', `${psql} todo -c 'CREATE TABLE "ToDos" (id int)'`);
        expect(table.stderr).toBe('');
        // The version that the check wants is the image's; the stand-in is another.
        const version = await shell(namespace, 'todo-list-db-0', `${psql} todo -At -c 'SHOW server_version'`);
        const checked = objects.map((object) =>
          object.kind === 'ConfigMap' && object.metadata.name === 'todo-list-db-check-scripts'
            ? (JSON.parse(
                JSON.stringify(object).replace('wanted=16', `wanted=${version.stdout.split('.')[0]}`),
              ) as DistObject)
            : object,
        );

        for (let run = 1; run <= 4; run++) {
          // WHEN
          await runHooks(checked, 'test', namespace);
          await runHooks(checked, 'pre-upgrade', namespace);

          // THEN no pod of theirs failed
          const failed = ['get', 'pods', '-n', namespace, '--field-selector=status.phase=Failed', '-o=name'];
          expect(await kubectl(failed)).toBe('');
        }
      },
      RESTRICTED,
    );
  });

  test('the Job of tks-contract makes database and role on a server of another namespace', async () => {
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
    const given = [secret('tks-contract-credentials', { 'admin-password': 'admin-1', password: 'role-1' })];
    await inNamespace('decapod-db', async (database) => {
      await apply([server, service], '-n', database);
      await inNamespace(
        'tks',
        async (namespace) => {
          await bringUp('tks-contract', namespace, given);

          const databases = 'psql -U postgres -At -c "SELECT datname FROM pg_database"';
          await until('the database is there', 5, async () =>
            (await shell(database, 'postgresql-0', databases)).stdout.split('\n').includes('tks'),
          );
        },
        RESTRICTED,
      );
    });
  });
});
