import { type Chart, Cron, Size } from 'cdk8s';
import {
  DatabaseEngine,
  DatabaseSingleton,
  type DatabaseSingletonProps,
  DatabaseStorage,
  ExternalResources,
  Posture,
  Probe,
  UnprobedDeployment,
} from '../../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../../support/expect-construct';
import { mainContainerOf, patienceOf, podOf, secretModesOf } from '../../support/pod-of';
import { SOUND } from '../../support/sound-props';
import { only, problemsOf, synthesize } from '../../support/synthesize';
import { WORKLOAD_CASES } from '../../support/workload-cases';

const REQUIRED = {
  engine: DatabaseEngine.POSTGRES,
  storage: DatabaseStorage.claim({ name: 'data', storage: Size.gibibytes(1) }),
};

function make(props: Partial<DatabaseSingletonProps> = {}): (chart: Chart) => DatabaseSingleton {
  return (chart) => new DatabaseSingleton(chart, 'db', { ...SOUND, ...REQUIRED, ...props });
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<DatabaseSingletonProps> = {
    ...WORKLOAD_CASES.all,
    ...REQUIRED,
    port: 5433,
    dataPath: '/data',
    adminPassword: { secretName: 'db', key: 'password' },
    storageMount: { subPath: 'pgdata' },
    readiness: Probe.exec(['ready']),
    serviceLabels: { tier: 'db' },
    backup: { schedule: Cron.daily(), claimName: 'backups' },
  };

  // THEN
  expectEveryPropInManifests<DatabaseSingletonProps>(
    {
      ...WORKLOAD_CASES,
      all,
      others: {
        ...WORKLOAD_CASES.others,
        storage: DatabaseStorage.existingClaim('other'),
        engine: DatabaseEngine.MARIADB,
      },
      beside: { ...WORKLOAD_CASES.beside, adminPassword: { backup: undefined } },
    },
    (chart, props) => new DatabaseSingleton(chart, 'db', props),
  );
});

test('is one pod on its claim behind a Service of its name', () => {
  // WHEN
  const manifests = synthesize(make({ port: 5433, dataPath: '/data' }), Posture.PRODUCTION);

  // THEN: one Service for clients, and a headless one that names the pod
  expect(manifests.map(({ kind }) => kind).sort()).toEqual(
    ['NetworkPolicy', 'PersistentVolumeClaim', 'Service', 'Service', 'StatefulSet'].sort(),
  );
  expect(manifests).toContainEqual(
    expect.objectContaining({
      kind: 'Service',
      metadata: { name: 'web' },
      spec: expect.objectContaining({ ports: [{ port: 5433 }] }) as object,
    }),
  );
  expect(only('StatefulSet', manifests)).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [{ ports: [{ containerPort: 5433 }], volumeMounts: [{ mountPath: '/data' }, {}, {}] }],
          volumes: [{ persistentVolumeClaim: { claimName: 'data' } }, {}, {}],
        },
      },
    },
  });
});

test.each<[string, Partial<DatabaseSingletonProps>, string]>([
  ['no password', {}, 'a backup needs adminPassword, got none'],
  [
    'an engine without tools',
    {
      adminPassword: { secretName: 'db', key: 'password' },
      engine: DatabaseEngine.custom({ ...DatabaseEngine.POSTGRES.props, dump: undefined }),
    },
    'a backup needs an engine with "dump", got none',
  ],
])('a backup is refused with %s', (_, props, message) => {
  const backup = { schedule: Cron.daily(), claimName: 'backups' };
  expect(problemsOf(make({ ...props, backup }))).toEqual([`[test/db] ${message}`]);
});

test.each([
  ['postgres', DatabaseEngine.POSTGRES],
  ['mysql', DatabaseEngine.MYSQL],
  ['mariadb', DatabaseEngine.MARIADB],
])('%s is dumped and loaded by its own tools, and the restore is suspended', (tool, engine) => {
  // WHEN
  const manifests = synthesize(
    make({
      engine,
      adminPassword: { secretName: 'db', key: 'password' },
      backup: { schedule: Cron.daily(), claimName: 'backups' },
    }),
  );

  // THEN
  const jobs = manifests.filter(({ kind }) => kind === 'CronJob');
  expect(jobs.map(({ metadata }) => metadata.name)).toEqual(['web-backup', 'web-restore']);
  expect(jobs.map((job) => mainContainerOf(job).command)).toEqual([
    ['sh', `/scripts/${tool}-backup.sh`],
    ['sh', `/scripts/${tool}-restore.sh`],
  ]);
  expect(jobs.map(({ spec }) => (spec as { suspend?: boolean }).suspend)).toEqual([undefined, true]);
});

test('a workload connects with its client', () => {
  // WHEN
  const manifests = synthesize((chart) => {
    const { client } = make({ name: 'db' })(chart);
    new UnprobedDeployment(chart, 'web', { ...SOUND, connections: [client] });
  }, Posture.PRODUCTION);

  // THEN
  expect(mainContainerOf(only('Deployment', manifests)).env).toEqual([
    { name: 'DATABASE_HOST', value: 'db' },
    { name: 'DATABASE_PORT', value: '5432' },
  ]);
  const policy = manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'web');
  expect(JSON.stringify(policy?.spec)).toContain('"ports":[{"port":5432}]');
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(make(), '/spec/template/spec/securityContext');
});

test.each<[string, Partial<DatabaseSingletonProps>, unknown]>([
  ['beside others', { ports: [{ number: 9187 }] }, [{ containerPort: 5432 }, { containerPort: 9187 }]],
  ['named', { ports: [{ number: 5432, name: 'sql' }] }, [{ containerPort: 5432, name: 'sql' }]],
  ['by default', { ports: undefined }, [{ containerPort: 5432 }]],
])('its port is always declared: %s', (_, props, ports) => {
  expect(only('StatefulSet', synthesize(make(props)))).toMatchObject({
    spec: { template: { spec: { containers: [{ ports }] } } },
  });
});

test('an hour for a recovery, a minute without an answer, two minutes to end, and passwords for the group only', () => {
  // WHEN
  const adminPassword = { secretName: 'db', key: 'password' };
  const backup = { schedule: Cron.daily(), claimName: 'backups' };
  const manifests = synthesize((chart) => {
    ExternalResources.of(chart).secret('db').claim('backups');
    make({ adminPassword, backup })(chart);
  }, Posture.PRODUCTION);

  // THEN
  const pod = podOf(only('StatefulSet', manifests));
  expect(Object.values(patienceOf(pod))).toEqual([{ startup: 3600, liveness: 60, readiness: 10 }]);
  expect(pod.terminationGracePeriodSeconds).toBe(120);
  for (const manifest of manifests.filter(({ kind }) => kind === 'StatefulSet' || kind === 'CronJob')) {
    expect(Object.values(secretModesOf(podOf(manifest)))).toEqual(['0440']);
  }
});

describe('with an engine', () => {
  test('the image gets its port, its data, its password as a file, its probes and its writable directories', () => {
    // WHEN
    const manifests = synthesize(
      make({
        engine: DatabaseEngine.MARIADB,
        adminPassword: { secretName: 'db', key: 'root' },
      }),
    );

    // THEN
    const ping = {
      exec: { command: ['mariadb-admin', '--protocol=tcp', '--host=127.0.0.1', '--connect-timeout=5', 'ping'] },
    };
    expect(only('StatefulSet', manifests)).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                ports: [{ containerPort: 3306 }],
                env: [{ name: 'MARIADB_ROOT_PASSWORD_FILE', value: '/password/password' }],
                startupProbe: { ...ping, failureThreshold: 360 },
                livenessProbe: ping,
                readinessProbe: ping,
                volumeMounts: [
                  { mountPath: '/var/lib/mysql', subPath: 'data' },
                  { mountPath: '/run/mysqld' },
                  { mountPath: '/tmp' },
                  { mountPath: '/password', readOnly: true },
                ],
              },
            ],
          },
        },
      },
    });
  });

  // initdb changes the mode of its directory, and whoever has a mount by its fsGroup may not do that.
  test.each([
    ['/var/lib/postgresql/data', undefined],
    ['/data', '/data'],
  ])('PostgreSQL owns its data: they lie in a directory of their own below %s', (mountPath, dataPath) => {
    const manifests = synthesize(make({ dataPath }));
    expect(only('StatefulSet', manifests)).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              { env: [{ name: 'PGDATA', value: `${mountPath}/pgdata` }], volumeMounts: [{ mountPath }, {}, {}] },
            ],
          },
        },
      },
    });
  });
});
