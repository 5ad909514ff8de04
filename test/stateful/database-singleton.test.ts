import { type Chart, Size } from 'cdk8s';
import {
  DatabaseController,
  DatabaseEngine,
  DatabaseSingleton,
  type DatabaseSingletonProps,
  DatabaseStorage,
  Posture,
  Probe,
  DeploymentStrategy,
} from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { SOUND } from '../support/sound-props';
import { only, problemsOf, synthesize } from '../support/synthesize';
import { WORKLOAD_CASES } from '../support/workload-cases';

const REQUIRED = {
  port: 5432,
  dataPath: '/data',
  storage: DatabaseStorage.claim({ name: 'data', storage: Size.gibibytes(1) }),
};

/** A StatefulSet has a headless Service besides, which names its pod. */
const SERVICES = {
  [DatabaseController.STATEFUL_SET]: ['Service', 'Service'],
  [DatabaseController.DEPLOYMENT]: ['Service'],
  [DatabaseController.REPLICA_SET]: ['Service'],
};

function make(props: Partial<DatabaseSingletonProps> = {}): (chart: Chart) => DatabaseSingleton {
  return (chart) => new DatabaseSingleton(chart, 'db', { ...SOUND, ...REQUIRED, ...props });
}

describe.each(Object.values(DatabaseController))('as a %s', (controller) => {
  test('every prop shows', () => {
    // GIVEN
    const all: Required<DatabaseSingletonProps> = {
      ...WORKLOAD_CASES.all,
      ...REQUIRED,
      engine: DatabaseEngine.POSTGRES,
      adminPassword: { secretName: 'db', key: 'password' },
      storageMount: { subPath: 'pgdata' },
      readiness: Probe.exec(['ready']),
      controller,
      strategy: DeploymentStrategy.recreate(),
      replicas: 1,
      serviceTargetPort: 5432,
      serviceLabels: { tier: 'db' },
    };
    const other = Object.values(DatabaseController).find((one) => one !== controller);

    // THEN
    expectEveryPropInManifests<DatabaseSingletonProps>(
      {
        ...WORKLOAD_CASES,
        all,
        others: {
          ...WORKLOAD_CASES.others,
          port: 5433,
          dataPath: '/other',
          storage: DatabaseStorage.existingClaim('other'),
          controller: other,
          engine: DatabaseEngine.MARIADB,
        },
        beside: { ...WORKLOAD_CASES.beside, strategy: { controller: DatabaseController.DEPLOYMENT } },
      },
      (chart, props) => new DatabaseSingleton(chart, 'db', props),
    );
  });

  test('is one pod on its claim behind a Service of its name', () => {
    // WHEN
    const manifests = synthesize(make({ controller }), Posture.PRODUCTION);

    // THEN
    expect(manifests.map(({ kind }) => kind).sort()).toEqual(
      ['NetworkPolicy', 'PersistentVolumeClaim', ...SERVICES[controller], controller].sort(),
    );
    expect(manifests).toContainEqual(
      expect.objectContaining({
        kind: 'Service',
        metadata: { name: 'web' },
        spec: expect.objectContaining({ ports: [{ port: 5432 }] }) as object,
      }),
    );
    expect(only(controller, manifests)).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [{ ports: [{ containerPort: 5432 }], volumeMounts: [{ mountPath: '/data' }] }],
            volumes: [{ persistentVolumeClaim: { claimName: 'data' } }],
          },
        },
      },
    });
  });

  test('a patch of a field that has no prop arrives, and one removes a default', () => {
    expectPatchesToArrive(make({ controller }), '/spec/template/spec/securityContext');
  });
});

test.each<[string, Partial<DatabaseSingletonProps>, unknown]>([
  ['beside others', { ports: [{ number: 9187 }] }, [{ containerPort: 5432 }, { containerPort: 9187 }]],
  ['named', { ports: [{ number: 5432, name: 'sql' }] }, [{ containerPort: 5432, name: 'sql' }]],
  ['where none is said', { ports: undefined }, [{ containerPort: 5432 }]],
])('its port is always declared: %s', (_, props, ports) => {
  expect(only('StatefulSet', synthesize(make(props)))).toMatchObject({
    spec: { template: { spec: { containers: [{ ports }] } } },
  });
});

test('refuses two databases on one volume', () => {
  expect(problemsOf(make({ replicas: 2 }))).toEqual([
    '[test/db] a singleton has one replica, got 2: two databases on one volume destroy it',
  ]);
});

describe('with an engine', () => {
  test('the image gets its port, its data, its password as a file, its probes and its writable directories', () => {
    // WHEN
    const manifests = synthesize(
      make({
        port: undefined,
        dataPath: undefined,
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
                startupProbe: { ...ping, failureThreshold: 60 },
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
    const manifests = synthesize(make({ port: undefined, dataPath, engine: DatabaseEngine.POSTGRES }));
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

  test.each<[string, Partial<DatabaseSingletonProps>, string]>([
    ['a password', { adminPassword: { secretName: 'db', key: 'root' } }, 'adminPassword needs an engine, got none'],
    ['no port', { port: undefined }, 'port is needed, got none: give it, or an engine'],
    ['no data path', { dataPath: undefined }, 'dataPath is needed, got none: give it, or an engine'],
  ])('is needed where there is %s', (_, props, message) => {
    expect(problemsOf(make(props)).join()).toContain(message);
  });
});
