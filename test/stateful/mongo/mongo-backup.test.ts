import { type Chart, Cron, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ExternalResources,
  type MongoBackupOptions,
  MongoCredentials,
  Posture,
  Resources,
  StatefulMongo,
  type StatefulMongoProps,
} from '../../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../../support/expect-construct';
import { mainContainerOf, podOf, requiredVariables } from '../../support/pod-of';
import { SOUND } from '../../support/sound-props';
import { type Manifest, problemsOf, synthesize } from '../../support/synthesize';

const SCRIPT = join(__dirname, '../../../lib/stateful/scripts/mongo/backup.sh');
const BACKUP: MongoBackupOptions = { schedule: Cron.daily(), claimName: 'backups' };

function make(
  options: Partial<MongoBackupOptions> = {},
  props: Partial<StatefulMongoProps> = {},
): (chart: Chart) => StatefulMongo {
  return (chart) => {
    ExternalResources.of(chart).secret('auth').secret('reader').claim('backups');
    return new StatefulMongo(chart, 'mongo', {
      ...SOUND,
      credentials: MongoCredentials.secret('auth', { username: 'name', keyfile: 'key' }),
      backup: { ...BACKUP, ...options },
      ...props,
    });
  };
}

function production(options: Partial<MongoBackupOptions> = {}, props: Partial<StatefulMongoProps> = {}): Manifest[] {
  return synthesize(make(options, props), Posture.PRODUCTION);
}

const backupOf = (manifests: Manifest[]): Manifest =>
  manifests.find(({ kind, metadata }) => kind === 'CronJob' && metadata.name.endsWith('-backup'))!;

test('every option shows', () => {
  // GIVEN
  const all: Required<MongoBackupOptions> = {
    ...BACKUP,
    keep: 3,
    activeDeadline: Duration.minutes(30),
    credentials: MongoCredentials.secret('reader'),
    resources: Resources.guaranteed(Cpu.millis(11), Size.mebibytes(11)),
    restoreResources: Resources.guaranteed(Cpu.millis(12), Size.mebibytes(12)),
  };

  // THEN
  expectEveryPropInManifests<MongoBackupOptions>(
    { all, others: { schedule: Cron.hourly(), claimName: 'others' } },
    (chart, options) => make(options)(chart),
  );
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive((chart) => {
    const { backup } = make()(chart);
    if (backup === undefined) throw new Error('no backup');
    return backup;
  }, '/spec/concurrencyPolicy');
});

test('one runs at a time, not for ever, and few are remembered', () => {
  expect(backupOf(production())).toMatchObject({
    spec: {
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: { spec: { activeDeadlineSeconds: 21600, backoffLimit: 1 } },
    },
  });
});

test('runs the script with what it cannot do without', () => {
  // WHEN
  const { command, env = [], volumeMounts } = mainContainerOf(backupOf(production()));

  // THEN
  const required = requiredVariables(readFileSync(SCRIPT, 'utf8'));
  expect(required).toHaveLength(3);
  expect(env.map(({ name }) => name)).toEqual(expect.arrayContaining(required));
  expect(env).toContainEqual({ name: 'MONGO_DUMP_HOSTS', value: 'web-0.web:27017 web-1.web:27017 web-2.web:27017' });
  expect(command).toEqual(['sh', '/scripts/backup.sh']);
  expect(volumeMounts?.map(({ mountPath }) => mountPath)).toEqual(['/backup', '/scripts', '/tmp', '/secrets']);
});

describe('credentials', () => {
  const secrets = (manifests: Manifest[]) =>
    podOf(backupOf(manifests)).volumes?.filter((volume) => 'secret' in (volume as object));
  const mounted = (secretName: string, username: string, password: string) => [
    {
      name: 'secrets',
      secret: {
        secretName,
        defaultMode: 0o440,
        items: [
          { key: username, path: 'username' },
          { key: password, path: 'password' },
        ],
      },
    },
  ];

  test.each<[string, Partial<MongoBackupOptions>, unknown]>([
    ['the root user, without the keyfile', {}, mounted('auth', 'name', 'password')],
    [
      'a user of its own',
      { credentials: MongoCredentials.secret('reader', { password: 'pass' }) },
      mounted('reader', 'username', 'pass'),
    ],
  ])('are files: %s', (_, options, volumes) => {
    // WHEN
    const manifests = production(options);

    // THEN
    expect(secrets(manifests)).toEqual(volumes);
    expect(mainContainerOf(backupOf(manifests)).env).toEqual(
      expect.arrayContaining([
        { name: 'MONGO_ROOT_USERNAME_FILE', value: '/secrets/username' },
        { name: 'MONGO_ROOT_PASSWORD_FILE', value: '/secrets/password' },
      ]),
    );
  });

  test('are none where the set asks for none', () => {
    // WHEN
    const manifests = production({}, { credentials: undefined, requireCredentials: false });

    // THEN
    expect(secrets(manifests)).toEqual([]);
    expect(JSON.stringify(mainContainerOf(backupOf(manifests)).env)).not.toContain('ROOT');
  });

  test('what the script makes of them stays in memory', () => {
    expect(podOf(backupOf(production())).volumes).toContainEqual({
      name: 'tmp',
      emptyDir: { medium: 'Memory', sizeLimit: '64Mi' },
    });
  });
});

test('keeps within the Pod Security Standard "restricted", as the user of the image', () => {
  const pod = podOf(backupOf(production()));
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 999, runAsGroup: 999, fsGroup: 999 });
  expect(pod.containers).toMatchObject([
    { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
  ]);
});

describe('behind a NetworkPolicy', () => {
  const policyOf = (name: string, manifests: Manifest[]) =>
    manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name);
  const LABELS = { 'app.kubernetes.io/name': 'mongodb-backup', 'app.kubernetes.io/instance': 'web' };

  test('is a client of the set', () => {
    // WHEN
    const manifests = production();

    // THEN
    const { template } = (
      backupOf(manifests).spec as {
        jobTemplate: { spec: { template: { metadata: { labels: object } } } };
      }
    ).jobTemplate.spec;
    expect(template.metadata.labels).toMatchObject({ ...LABELS, 'cdk8s-patterns/mongodb-client': 'web' });
    expect(policyOf('web-backup', manifests)).toMatchObject({
      spec: {
        ingress: [],
        egress: expect.arrayContaining([expect.objectContaining({ ports: [{ port: 27017 }] })]) as unknown,
      },
    });
  });

  test.each([
    ['is let in whoever else is', BACKUP, 2],
    ['opens nothing where there is none', undefined, 1],
  ])('%s', (_, backup, peers) => {
    // WHEN
    const manifests = production({}, { allowFrom: [], backup });

    // THEN: the members among themselves, and the backup
    const { ingress } = policyOf('web', manifests)?.spec as { ingress: Array<{ from: unknown[] }> };
    expect(ingress[0]?.from).toHaveLength(peers);
    expect(ingress[0]?.from.slice(1)).toEqual(backup ? [{ podSelector: { matchLabels: LABELS } }] : []);
  });
});

test('runs under the service account of the set', () => {
  const manifests = production({}, { serviceAccountName: 'mongo', checkReferences: false });
  expect(podOf(backupOf(manifests))).toMatchObject({ serviceAccountName: 'mongo' });
});

test('has no NetworkPolicy and pulls with the Secret where the set does', () => {
  const manifests = production({}, { networkPolicy: false, imagePullSecrets: ['registry'], checkReferences: false });
  expect(manifests.map(({ kind }) => kind)).not.toContain('NetworkPolicy');
  expect(podOf(backupOf(manifests))).toMatchObject({ imagePullSecrets: [{ name: 'registry' }] });
});

test.each([0, -1, 1.5, NaN])('refuses to keep %d dumps', (keep) => {
  expect(problemsOf(make({ keep }))).toEqual([
    `[test/mongo] a backup must keep a whole number of files, at least 1, got ${keep}`,
  ]);
});
