import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Chart, Cron, Duration, Size } from 'cdk8s';
import { Cpu, PercentOrAbsolute, PodManagementPolicy } from 'cdk8s-plus-27';
import {
  ClaimRetention,
  Env,
  ExternalResources,
  Posture,
  Probe,
  RedisAnnounce,
  RedisAppendFsync,
  RedisCredentials,
  RedisEngine,
  type RedisSecretKeys,
  RedisSentinelSet,
  type RedisSentinelSetProps,
  Resources,
} from '../../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../../support/expect-construct';
import { mainContainerOf, patienceOf, podOf, requiredVariables, secretModesOf } from '../../support/pod-of';
import { SOUND } from '../../support/sound-props';
import { type Manifest, only, problemsOf, synthesize } from '../../support/synthesize';
import { WORKLOAD_CASES } from '../../support/workload-cases';

const SCRIPTS = join(__dirname, '../../../lib/stateful/scripts/redis');
const CREDENTIALS = RedisCredentials.secret('redis-auth');

function make(props: Partial<RedisSentinelSetProps> = {}): (chart: Chart) => RedisSentinelSet {
  return (chart) => {
    ExternalResources.of(chart).secret('redis-auth').secret('redis-tls').claim('backups');
    return new RedisSentinelSet(chart, 'redis', { ...SOUND, credentials: CREDENTIALS, ...props });
  };
}

function production(props: Partial<RedisSentinelSetProps> = {}): Manifest[] {
  return synthesize(make(props), Posture.PRODUCTION);
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<RedisSentinelSetProps> = {
    ...WORKLOAD_CASES.all,
    members: 5,
    credentials: CREDENTIALS,
    engine: RedisEngine.VALKEY,
    quorum: 4,
    announce: RedisAnnounce.NAME,
    downAfter: Duration.seconds(8),
    failoverTimeout: Duration.seconds(30),
    minReplicasToWrite: 3,
    maxLag: Duration.seconds(2),
    appendFsync: RedisAppendFsync.ALWAYS,
    maxMemoryPercent: 60,
    tlsSecret: 'redis-tls',
    redisConf: 'maxclients 100',
    configName: 'files',
    masterName: 'chief',
    serviceName: 'peers',
    storage: { name: 'store', storage: Size.gibibytes(1) },
    dataPath: '/var/redis',
    retainWhenDeleted: ClaimRetention.DELETE,
    retainWhenScaled: ClaimRetention.DELETE,
    readiness: Probe.exec(['ready']),
    podManagement: PodManagementPolicy.ORDERED_READY,
    sentinelResources: Resources.guaranteed(Cpu.millis(70), Size.mebibytes(70)),
    clusterDomain: 'cluster.example',
    exporter: { image: 'exporter:1', scrapeFrom: [] },
    backup: { schedule: Cron.daily(), claimName: 'backups' },
    spread: true,
    disruptionBudget: true,
    disruptionBudgetOptions: { minAvailable: PercentOrAbsolute.percent(50) },
  };

  // THEN
  expectEveryPropInManifests<RedisSentinelSetProps>(
    {
      ...WORKLOAD_CASES,
      all,
      others: {
        ...WORKLOAD_CASES.others,
        credentials: RedisCredentials.secret('other'),
        terminationGracePeriod: Duration.minutes(2),
      },
      // The affinity of all props is the one that a spread gives.
      usually: { ...WORKLOAD_CASES.usually, spread: undefined },
      beside: {
        ...WORKLOAD_CASES.beside,
        members: { quorum: undefined, minReplicasToWrite: undefined },
        spread: { affinity: undefined, topologySpread: undefined },
        disruptionBudget: { disruptionBudgetOptions: undefined },
      },
    },
    (chart, props) => new RedisSentinelSet(chart, 'redis', props),
  );
});

test('every key of the Secret shows', () => {
  // GIVEN
  const all: Required<RedisSecretKeys> = {
    redis: 'main',
    sentinel: 'watch',
    redisAccepted: 'more',
    sentinelAccepted: 'others',
  };

  // THEN
  expectEveryPropInManifests<RedisSecretKeys>({ all, others: {} }, (chart, keys) =>
    make({ credentials: RedisCredentials.secret('redis-auth', keys) })(chart),
  );
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(make(), '/spec/persistentVolumeClaimRetentionPolicy');
});

test('ships every script of its folder, and what the user adds to redis.conf comes last', () => {
  // WHEN
  const manifests = production({ redisConf: 'maxclients 100' });
  const { data } = only('ConfigMap', manifests) as unknown as { data: { [file: string]: string } };

  // THEN
  expect(Object.keys(data).sort()).toEqual(
    readdirSync(SCRIPTS)
      .filter((file) => /\.(sh|conf)$/.test(file))
      .sort(),
  );
  expect(data['redis.conf']).toMatch(/^save .*\n(.*\n)*maxclients 100\n$/m);
});

test.each(['redis', 'sentinel'])('sets what the scripts of %s cannot do without', (name) => {
  // GIVEN
  const required = readdirSync(SCRIPTS)
    .filter((file) => !['backup.sh', 'restore.sh'].includes(file))
    .flatMap((file) => requiredVariables(readFileSync(join(SCRIPTS, file), 'utf8')));

  // WHEN
  const container = podOf(only('StatefulSet', production())).containers.find((each) => each.name === name);

  // THEN
  expect(required.length).toBeGreaterThan(5);
  expect((container?.env ?? []).map((variable) => variable.name)).toEqual(expect.arrayContaining(required));
});

test.each<[string, Partial<RedisSentinelSetProps>, string]>([
  ['an even membership', { members: 4 }, 'Redis with Sentinel needs an odd number of members, got 4'],
  ['no members', { members: 0 }, 'Redis with Sentinel needs a whole number of members, at least 1, got 0'],
  ['a quorum beyond the members', { quorum: 4 }, 'must be from 2 to 3, got 4'],
  ['a quorum of a minority', { quorum: 1 }, 'must be from 2 to 3, got 1'],
  ['half a Sentinel', { quorum: 2.5 }, 'must be from 2 to 3, got 2.5'],
  [
    'more replicas to follow than there are',
    { minReplicasToWrite: 3 },
    'minReplicasToWrite must be from 0 to 2, as 3 members have replicas, got 3',
  ],
])('refuses %s', (_, props, message) => {
  const problems = problemsOf(make(props));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(message);
  expect(problems[0]).toContain('[test/redis]');
});

test('keeps every container within the Pod Security Standard "restricted", as the user of the image', () => {
  const pod = podOf(only('StatefulSet', production({ exporter: { image: 'exporter:1', scrapeFrom: [] } })));
  expect(pod.containers).toHaveLength(3);
  expect(pod.securityContext).toMatchObject({
    runAsNonRoot: true,
    runAsUser: 999,
    runAsGroup: 999,
    fsGroup: 999,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  for (const { securityContext } of pod.containers) {
    expect(securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
  }
});

test('the members have an address, by Service and by name', () => {
  const services = (announce: RedisAnnounce) =>
    production({ announce })
      .filter(({ kind }) => kind === 'Service')
      .map(({ metadata }) => metadata.name);
  expect(services(RedisAnnounce.SERVICE).sort()).toEqual(['web', 'web-0', 'web-1', 'web-2']);
  expect(services(RedisAnnounce.NAME)).toEqual(['web']);
});

test.each([
  [1, '0'],
  [3, '1'],
  [5, '2'],
  [7, '3'],
])('of %d members a client lets %s replicas confirm a write, which with the master are a majority', (members, wait) => {
  synthesize((chart) => {
    const { client } = make({ members })(chart);
    expect(client.env).toContainEqual(Env.value('REDIS_WAIT_REPLICAS', wait));
  });
});

test.each([
  [50, ['[test/redis] terminationGracePeriod must be longer than the handover of a master, 50 s, got 50 s']],
  [51, []],
])('a grace period of %d s: %j', (seconds, problems) => {
  expect(problemsOf(make({ terminationGracePeriod: Duration.seconds(seconds) }))).toEqual(problems);
});

test('every variable that a Service of the namespace could set is set, or all of them are off', () => {
  // GIVEN: kubelet sets NAME_SERVICE_HOST, NAME_SERVICE_PORT and NAME_PORT for a Service of that name
  const text = readdirSync(SCRIPTS)
    .filter((file) => file.endsWith('.sh'))
    .map((file) => readFileSync(join(SCRIPTS, file), 'utf8'))
    .join('');
  const read = new Set(
    [...text.matchAll(/\$\{?([A-Z][A-Z_]*_(?:PORT|SERVICE_HOST|SERVICE_PORT))\b/g)].map(([, name]) => name),
  );

  // WHEN
  const pod = (announce: RedisAnnounce) => podOf(only('StatefulSet', production({ announce })));

  // THEN
  expect([...read].sort()).toEqual(['REDIS_PORT', 'SENTINEL_PORT']);
  for (const { env } of pod(RedisAnnounce.SERVICE).containers) {
    expect((env ?? []).map(({ name }) => name)).toEqual(expect.arrayContaining([...read]));
  }
  expect(pod(RedisAnnounce.SERVICE)).toMatchObject({ enableServiceLinks: true });
  expect(pod(RedisAnnounce.NAME)).toMatchObject({ enableServiceLinks: false });
});

test('Valkey is run by its own names in every container and Job', () => {
  // WHEN
  const backup = { schedule: Cron.daily(), claimName: 'backups' };
  const manifests = production({ engine: RedisEngine.VALKEY, backup });

  // THEN
  const pods = manifests.filter(({ kind }) => kind === 'StatefulSet' || kind === 'CronJob').map(podOf);
  expect(pods).toHaveLength(3);
  for (const { env } of pods.flatMap(({ containers }) => containers)) {
    expect(env).toContainEqual({ name: 'REDIS_CLI', value: 'valkey-cli' });
    expect(env).toContainEqual({ name: 'REDIS_SERVER', value: 'valkey-server' });
  }
});

test('the memory for data is told where there is a limit', () => {
  const names = (manifests: Manifest[]) =>
    mainContainerOf(only('StatefulSet', manifests)).env?.map((variable) => variable.name);
  expect(names(production())).toContain('REDIS_MEMORY_LIMIT_BYTES');
  expect(names(production({ resources: undefined, requireResources: false }))).not.toContain(
    'REDIS_MEMORY_LIMIT_BYTES',
  );
});

describe('in PRODUCTION', () => {
  test('half an hour for the start, half a minute without an answer, a minute to hand over and end', () => {
    // WHEN
    const pod = podOf(only('StatefulSet', production()));

    // THEN
    expect(patienceOf(pod)).toEqual({
      redis: { startup: 1800, liveness: 30, readiness: 4 },
      sentinel: { startup: 1800, liveness: 30, readiness: 10 },
    });
    expect(pod.terminationGracePeriodSeconds).toBe(60);
  });

  test('nobody but the group of the pod reads a password or a key', () => {
    const backup = { schedule: Cron.daily(), claimName: 'backups' };
    const manifests = production({ tlsSecret: 'redis-tls', backup });
    expect(secretModesOf(podOf(only('StatefulSet', manifests)))).toEqual({
      auth: '0440',
      'auth-accepted': '0440',
      tls: '0440',
    });
    for (const job of manifests.filter(({ kind }) => kind === 'CronJob')) {
      expect(secretModesOf(podOf(job))).toEqual({ auth: '0440', tls: '0440' });
    }
  });

  test('has a budget, a spread and a NetworkPolicy', () => {
    const manifests = production();
    expect(only('PodDisruptionBudget', manifests)).toMatchObject({ spec: { maxUnavailable: 1 } });
    expect(podOf(only('StatefulSet', manifests)).topologySpreadConstraints).toBeDefined();
    expect(only('NetworkPolicy', manifests)).toBeDefined();
  });

  test('has none of them when told so', () => {
    const manifests = production({ spread: false, disruptionBudget: false, networkPolicy: false });
    const { affinity, topologySpreadConstraints } = podOf(only('StatefulSet', manifests));
    expect(manifests.map(({ kind }) => kind)).not.toEqual(
      expect.arrayContaining([expect.stringMatching('PodDisruptionBudget|NetworkPolicy')]),
    );
    expect([affinity, topologySpreadConstraints]).toEqual([undefined, undefined]);
  });

  test('members reach each other whoever else is let in', () => {
    const { spec } = only('NetworkPolicy', production({ allowFrom: [] }));
    const members = { podSelector: (spec as { podSelector: unknown }).podSelector };
    const ports = [{ port: 6379 }, { port: 26379 }];
    expect(spec).toMatchObject({
      ingress: [{ from: [members], ports: [{ port: 6379 }, { port: 26379 }] }],
      egress: expect.arrayContaining([{ to: [members], ports }]) as unknown,
    });
  });
});
