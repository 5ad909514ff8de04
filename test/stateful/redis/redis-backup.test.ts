import { type Chart, Cron, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  ExternalResources,
  Posture,
  RedisCredentials,
  type BackupOptions,
  RedisSentinelSet,
  type RedisSentinelSetProps,
  Resources,
} from '../../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../../support/expect-construct';
import { mainContainerOf } from '../../support/pod-of';
import { SOUND } from '../../support/sound-props';
import { type Manifest, problemsOf, synthesize } from '../../support/synthesize';

const BACKUP: BackupOptions = { schedule: Cron.daily(), claimName: 'backups' };

function make(
  options: Partial<BackupOptions> = {},
  props: Partial<RedisSentinelSetProps> = {},
): (chart: Chart) => RedisSentinelSet {
  return (chart) => {
    ExternalResources.of(chart).secret('auth').claim('backups');
    return new RedisSentinelSet(chart, 'redis', {
      ...SOUND,
      credentials: RedisCredentials.secret('auth'),
      backup: { ...BACKUP, ...options },
      ...props,
    });
  };
}

const named = (name: string, manifests: Manifest[]): Manifest =>
  manifests.find(({ kind, metadata }) => kind === 'CronJob' && metadata.name === name)!;
const backupOf = (manifests: Manifest[]) => named('web-backup', manifests);

test('every option shows', () => {
  // GIVEN
  const all: Required<BackupOptions> = {
    ...BACKUP,
    keep: 3,
    resources: Resources.guaranteed(Cpu.millis(11), Size.mebibytes(11)),
    restoreResources: Resources.guaranteed(Cpu.millis(12), Size.mebibytes(12)),
  };

  // THEN
  expectEveryPropInManifests<BackupOptions>(
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

test('asks the last member first: the first is the master of a new set', () => {
  const { env } = mainContainerOf(backupOf(synthesize(make())));
  expect(env).toContainEqual({ name: 'REDIS_HOSTS', value: 'web-2.web web-1.web web-0.web' });
});

test('is let in whoever else is', () => {
  // WHEN
  const policies = synthesize(make({}, { allowFrom: [] }), Posture.PRODUCTION).filter(
    ({ kind }) => kind === 'NetworkPolicy',
  );

  // THEN
  const [set, backup] = ['web', 'web-backup'].map((name) => policies.find(({ metadata }) => metadata.name === name));
  expect(set).toMatchObject({
    spec: {
      ingress: [
        {
          from: expect.arrayContaining([
            {
              podSelector: {
                matchLabels: { 'app.kubernetes.io/name': 'redis-backup', 'app.kubernetes.io/instance': 'web' },
              },
            },
          ]) as unknown,
        },
      ],
    },
  });
  expect(backup).toMatchObject({
    spec: {
      podSelector: {
        matchLabels: { 'app.kubernetes.io/name': 'redis-backup', 'app.kubernetes.io/instance': 'web' },
      },
    },
  });
});

test('has no NetworkPolicy, and the Secret and the account, where the set does', () => {
  const manifests = synthesize(
    make(
      {},
      { networkPolicy: false, imagePullSecrets: ['registry'], serviceAccountName: 'cache', checkReferences: false },
    ),
    Posture.PRODUCTION,
  );
  expect(manifests.map(({ kind }) => kind)).not.toContain('NetworkPolicy');
  expect(backupOf(manifests)).toMatchObject({
    spec: {
      jobTemplate: {
        spec: { template: { spec: { imagePullSecrets: [{ name: 'registry' }], serviceAccountName: 'cache' } } },
      },
    },
  });
});

test.each([0, 1.5])('refuses to keep %d snapshots', (keep) => {
  expect(problemsOf(make({ keep }))).toEqual([
    `[test/redis] a backup must keep a whole number of files, at least 1, got ${keep}`,
  ]);
});

test('a restore is suspended, never retried, and may use what a member may', () => {
  const restore = named('web-restore', synthesize(make(), Posture.PRODUCTION));
  expect(restore).toMatchObject({
    spec: {
      suspend: true,
      concurrencyPolicy: 'Forbid',
      jobTemplate: { spec: { backoffLimit: 0 } },
    },
  });
  expect(mainContainerOf(restore)).toMatchObject({
    command: ['sh', '/scripts/restore.sh'],
    env: expect.arrayContaining([{ name: 'REDIS_WAIT_REPLICAS', value: '1' }]) as unknown,
    resources: { limits: { memory: '64Mi' } },
  });
});
