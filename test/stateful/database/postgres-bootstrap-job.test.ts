import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Chart, Duration } from 'cdk8s';
import { ImagePullPolicy } from 'cdk8s-plus-27';
import {
  Env,
  ExistingPassword,
  ExternalResources,
  Hook,
  HookEvent,
  Mount,
  NetworkPeer,
  PostgresBootstrapJob,
  type PostgresBootstrapJobProps,
  Posture,
  SecurityProfile,
} from '../../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../../support/expect-construct';
import { mainContainerOf, podOf } from '../../support/pod-of';
import { SOUND } from '../../support/sound-props';
import { only, synthesize } from '../../support/synthesize';

const SCRIPTS = join(__dirname, '../../../lib/stateful/scripts/postgres');

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

test('every prop shows', () => {
  // GIVEN
  const all: Required<PostgresBootstrapJobProps> = {
    ...REQUIRED,
    name: 'web',
    namespace: 'shop',
    labels: { tier: 'db' },
    podLabels: { app: 'bootstrap' },
    image: 'postgres:16',
    imagePullPolicy: ImagePullPolicy.ALWAYS,
    imagePullSecrets: ['registry'],
    serviceAccountName: 'bootstrap',
    serviceAccount: { name: 'robot' },
    resources: SOUND.resources,
    security: SecurityProfile.restricted({ user: 5 }),
    backoffLimit: 1,
    activeDeadline: Duration.minutes(1),
    env: [Env.value('PGSSLMODE', 'require')],
    mounts: [Mount.secret('/ca', 'db-ca')],
    networkPolicy: true,
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
  expectEveryPropInManifests<PostgresBootstrapJobProps>(
    {
      all,
      others: {
        image: 'postgres:17',
        hook: Hook.on([HookEvent.POST_UPGRADE]),
        host: 'other.example',
        adminPassword: { secretName: 'db', key: 'other' },
        database: 'other',
        role: 'other',
        rolePassword: { secretName: 'db', key: 'other' },
      },
      usually: { serviceAccount: undefined },
      beside: { contentName: { hook: Hook.NONE }, serviceAccount: { serviceAccountName: undefined } },
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
