import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Chart } from 'cdk8s';
import {
  ExistingPassword,
  ExternalResources,
  Hook,
  HookEvent,
  NetworkPeer,
  PostgresBootstrapJob,
  type PostgresBootstrapJobProps,
  Posture,
} from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { mainContainerOf, podOf } from '../support/pod-of';
import { SOUND } from '../support/sound-props';
import { only, synthesize } from '../support/synthesize';
import { ALL_JOB_OPTIONS, BESIDE_JOB_OPTIONS, WORKLOAD_CASES } from '../support/workload-cases';

const SCRIPTS = join(__dirname, '../../lib/stateful/scripts/postgres');

const REQUIRED = {
  hook: Hook.on([HookEvent.PRE_INSTALL]),
  host: 'db.example',
  adminPassword: { secretName: 'db', key: 'admin' },
  database: 'shop',
  role: 'shopper',
  rolePassword: { secretName: 'db', key: 'shopper' },
};

function make(props: Partial<PostgresBootstrapJobProps> = {}): (chart: Chart) => PostgresBootstrapJob {
  return (chart) => {
    ExternalResources.of(chart).secret('db');
    return new PostgresBootstrapJob(chart, 'bootstrap', { ...SOUND, ...REQUIRED, ...props });
  };
}

/** Props that a bootstrap has; what it runs is its own. */
type OwnProps = Omit<PostgresBootstrapJobProps, 'command' | 'scripts' | 'scriptsName' | 'scriptsPath'>;

/** As those of every workload, without what it runs. */
const OWN_WORKLOAD_PROPS = omitCommand(WORKLOAD_CASES.all);

function omitCommand<P extends { readonly command: string[] }>(props: P): Omit<P, 'command'> {
  const { command, ...rest } = props;
  expect(command).toBeDefined();
  return rest;
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<OwnProps> = {
    ...OWN_WORKLOAD_PROPS,
    ...ALL_JOB_OPTIONS,
    ...REQUIRED,
    scriptsWeight: -5,
    contentName: true,
    port: 5433,
    adminUser: 'admin',
    sql: { literals: { '1.sql': 'SELECT 1' } },
    extensions: ['citext'],
    schemas: ['shop'],
    existingPassword: ExistingPassword.REPLACE,
    server: NetworkPeer.cidr('10.1.0.0/16'),
  };

  // THEN
  expectEveryPropInManifests<OwnProps>(
    {
      ...WORKLOAD_CASES,
      all,
      others: {
        ...WORKLOAD_CASES.others,
        hook: Hook.on([HookEvent.POST_UPGRADE]),
        host: 'other.example',
        adminPassword: { secretName: 'db', key: 'other' },
        database: 'other',
        role: 'other',
        rolePassword: { secretName: 'db', key: 'other' },
      },
      usually: { ...WORKLOAD_CASES.usually, ...BESIDE_JOB_OPTIONS.usually },
      beside: {
        ...WORKLOAD_CASES.beside,
        ...BESIDE_JOB_OPTIONS.beside,
        // Its own container has resources of its own.
        requireResources: { extraContainers: [{ name: 'sidecar', image: 'sidecar:1' }] },
        failOnExitCodes: { restartPolicy: undefined, backoffLimit: undefined },
        contentName: { hook: Hook.NONE, resilientJobs: undefined },
      },
    },
    (chart, props) => new PostgresBootstrapJob(chart, 'bootstrap', props),
  );
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(make(), '/spec/activeDeadlineSeconds');
});

test('ships every script of its folder, and its files are there before it', () => {
  // WHEN
  const manifests = synthesize(make({ sql: { literals: { '1.sql': 'SELECT 1' } } }), Posture.PRODUCTION);

  // THEN
  const configs = manifests.filter(({ kind }) => kind === 'ConfigMap');
  expect(configs.map(({ metadata }) => metadata.name)).toEqual(['web-bootstrap', 'web-sql']);
  expect(Object.keys(configs[0]?.data ?? {}).sort()).toEqual(
    readdirSync(SCRIPTS)
      .filter((file) => /\.(sh|sql)$/.test(file))
      .sort(),
  );
  for (const { metadata } of configs) {
    expect(metadata.annotations).toMatchObject({ 'helm.sh/hook': 'pre-install', 'helm.sh/hook-weight': '-1' });
  }
});

test('every setting is one that the script knows, and those are set that it cannot do without', () => {
  // GIVEN
  const script = readFileSync(join(SCRIPTS, 'bootstrap.sh'), 'utf8');

  // WHEN
  const manifests = synthesize(
    make({ extensions: ['citext'], schemas: ['shop'], sql: { literals: { '1.sql': '' } }, adminUser: 'admin' }),
  );
  const names = (mainContainerOf(only('Job', manifests)).env ?? []).map(({ name }) => name);

  // THEN
  expect(names.filter((name) => !script.includes(name))).toEqual([]);
  expect(names).toEqual(
    expect.arrayContaining([
      'PGHOST',
      'PGPASSWORD_FILE',
      'BOOTSTRAP_DATABASE',
      'BOOTSTRAP_ROLE',
      'BOOTSTRAP_PASSWORD_FILE',
    ]),
  );
});

test('passwords are files: no variable and no argument holds one', () => {
  const job = only('Job', synthesize(make(), Posture.PRODUCTION));
  expect(JSON.stringify(mainContainerOf(job))).not.toContain('secretKeyRef');
  expect(podOf(job).volumes).toEqual(
    expect.arrayContaining(
      ['admin', 'shopper'].map(
        (key) =>
          expect.objectContaining({
            secret: { secretName: 'db', defaultMode: 0o440, items: [{ key, path: 'password' }] },
          }) as unknown,
      ),
    ),
  );
});

test('connects to the server alone, within the Pod Security Standard "restricted"', () => {
  // WHEN
  const manifests = synthesize(make({ server: NetworkPeer.cidr('10.1.0.0/16'), port: 5433 }), Posture.PRODUCTION);

  // THEN
  expect(only('NetworkPolicy', manifests)).toMatchObject({
    spec: {
      ingress: [],
      egress: expect.arrayContaining([
        { to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: [{ port: 5433 }] },
      ]) as unknown,
    },
  });
  const pod = podOf(only('Job', manifests));
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  expect(pod.containers[0]?.securityContext).toMatchObject({
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  });
});
