import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { Cpu, EmptyDirMedium, PodManagementPolicy } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { ConfigFiles } from '../config/config-files';
import { ClusterService } from '../network/cluster-service';
import { NetworkPeer } from '../network/network-peer';
import { type ContainerProps } from '../pod/container';
import { Env } from '../pod/env';
import { LifecycleAction } from '../pod/lifecycle-action';
import { Mount } from '../pod/mount';
import { Probe } from '../pod/probe';
import { Posture } from '../posture';
import { ExternalResources } from '../references/external-resources';
import { clientLabels } from './client-labels';
import { onePerHost, overZones } from './member-placement';
import { backupLabels } from './redis-backup';
import { type QuorumGatedOptions, RedisAnnounce } from './redis-configuration';
import { REDIS_PORT, REDIS_USER, SENTINEL_PORT } from './redis-constants';
import { redisMembers, type RedisNames, type RedisPlan } from './redis-plan';
import { type RedisSentinelSetProps } from './redis-sentinel-set-props';
import { TLS_PATH, tlsMounts } from './redis-tls';
import { LOG_DISK, sideResources } from './side-resources';
import { ClaimRetention } from './stateful-workload';

/** The scripts; scripts/redis/README.md is their contract. */
const SCRIPTS = [
  'common.sh',
  'redis-liveness.sh',
  'redis-prestop.sh',
  'redis-readiness.sh',
  'redis-start.sh',
  'redis-startup.sh',
  'scale-down.sh',
  'sentinel-liveness.sh',
  'sentinel-readiness.sh',
  'sentinel-start.sh',
].map((file) => join(__dirname, 'scripts/redis', file));

const REDIS_CONF = join(__dirname, 'scripts/redis/redis.conf');

const SCRIPTS_PATH = '/scripts';
const AUTH_PATH = '/auth';

const DEFAULT_STORAGE = { name: 'data', storage: Size.gibibytes(8) };

const SENTINEL_RESOURCES = {
  cpuRequest: Cpu.millis(20),
  cpuLimit: Cpu.millis(100),
  memoryRequest: Size.mebibytes(64),
  memoryLimit: Size.mebibytes(64),
  ...LOG_DISK,
};

/** A start that waits, as long as it takes, for the Sentinels to name a master: never a guess. */
const STARTUP = { period: Duration.seconds(2), timeout: Duration.seconds(5), failureThreshold: 900 };
const LIVENESS = { period: Duration.seconds(10), timeout: Duration.seconds(5), failureThreshold: 3 };

/** Redis that starts only as what a quorum of Sentinels names. */
export function quorumGatedRedis(
  scope: Construct,
  props: RedisSentinelSetProps,
  names: RedisNames,
  options: QuorumGatedOptions,
): RedisPlan {
  const { quorum } = options;
  scope.node.addValidation({
    validate: () => [
      ...quorumProblems(names.members, quorum),
      ...fencingProblems(names.members, options.minReplicasToWrite),
    ],
  });
  // Clients come when they come: that none is there yet is no mistake.
  ExternalResources.of(scope).pods(clientLabels(names.name));
  if ((options.announce ?? RedisAnnounce.SERVICE) === RedisAnnounce.SERVICE) {
    addPodServices(scope, props, names);
  }
  const posture = Posture.of(scope);
  const spread = props.spread ?? posture.spread;
  const env = environment(props, names, options);
  const mounts = sharedMounts(scope, props, names, options);
  const script = (file: string) => ['sh', `${SCRIPTS_PATH}/${file}`];
  const sentinel: ContainerProps = {
    name: 'sentinel',
    image: props.image,
    imagePullPolicy: props.imagePullPolicy,
    command: script('sentinel-start.sh'),
    ports: [{ number: SENTINEL_PORT, name: 'sentinel' }],
    env,
    mounts,
    resources: props.sentinelResources ?? sideResources(props.resources, SENTINEL_RESOURCES),
    startup: Probe.exec(script('sentinel-liveness.sh'), STARTUP),
    liveness: Probe.exec(script('sentinel-liveness.sh'), LIVENESS),
    readiness: Probe.exec(script('sentinel-readiness.sh'), {
      period: Duration.seconds(5),
      timeout: Duration.seconds(5),
      failureThreshold: 2,
    }),
  };
  return {
    servicePorts: [
      { port: REDIS_PORT, name: 'redis' },
      { port: SENTINEL_PORT, name: 'sentinel' },
    ],
    publishNotReadyAddresses: true,
    workload: {
      command: props.command ?? script('redis-start.sh'),
      env: [...env, ...(props.env ?? [])],
      mounts: [...mounts, ...(props.mounts ?? [])],
      extraContainers: [sentinel, ...(props.extraContainers ?? [])],
      startup: props.startup ?? Probe.exec(script('redis-startup.sh'), STARTUP),
      liveness: props.liveness ?? Probe.exec(script('redis-liveness.sh'), LIVENESS),
      readiness:
        props.readiness ??
        Probe.exec(script('redis-readiness.sh'), {
          period: Duration.seconds(2),
          timeout: Duration.seconds(5),
          failureThreshold: 2,
        }),
      preStop: props.preStop ?? LifecycleAction.exec(script('redis-prestop.sh')),
      terminationGracePeriod: props.terminationGracePeriod ?? Duration.seconds(60),
      podManagement: props.podManagement ?? PodManagementPolicy.PARALLEL,
      retainWhenDeleted: props.retainWhenDeleted ?? ClaimRetention.RETAIN,
      retainWhenScaled: props.retainWhenScaled ?? ClaimRetention.RETAIN,
      security: props.security ?? posture.security?.with({ user: REDIS_USER, group: REDIS_USER, fsGroup: REDIS_USER }),
      affinity: props.affinity ?? (spread ? onePerHost(names.podLabels) : undefined),
      topologySpread: props.topologySpread ?? (spread ? overZones(names.podLabels) : undefined),
      allowFrom: [
        NetworkPeer.pods(names.podLabels),
        // Its label as a client opens nothing where the user says who is one.
        ...(props.allowFrom && props.backup ? [NetworkPeer.pods(backupLabels(names.name))] : []),
        ...(props.allowFrom ?? [NetworkPeer.pods(clientLabels(names.name))]),
      ],
      allowTo: [redisMembers(names), ...(props.allowTo ?? [])],
    },
  };
}

/** What is wrong with a number of Sentinels that must agree. */
function quorumProblems(members: number, quorum?: number): string[] {
  const majority = Math.floor(members / 2) + 1;
  return quorum === undefined || (Number.isInteger(quorum) && quorum >= majority && quorum <= members)
    ? []
    : [`the quorum of ${members} Sentinels must be from ${majority} to ${members}, got ${quorum}`];
}

/** What is wrong with a number of replicas that must follow: with more than there are, nobody could ever write. */
function fencingProblems(members: number, replicas?: number): string[] {
  return replicas === undefined || (Number.isInteger(replicas) && replicas >= 0 && replicas < members)
    ? []
    : [`minReplicasToWrite must be from 0 to ${members - 1}, as ${members} members have replicas, got ${replicas}`];
}

/** A Service for each pod, whose address stays when the pod's changes. */
function addPodServices(scope: Construct, props: RedisSentinelSetProps, names: RedisNames): void {
  for (let ordinal = 0; ordinal < names.members; ordinal++) {
    const pod = `${names.name}-${ordinal}`;
    new ClusterService(scope, `Pod${ordinal}`, {
      name: pod,
      namespace: props.namespace,
      labels: props.labels,
      selector: { ...names.podLabels, 'statefulset.kubernetes.io/pod-name': pod },
      ports: [
        { port: REDIS_PORT, name: 'redis' },
        { port: SENTINEL_PORT, name: 'sentinel' },
      ],
      publishNotReadyAddresses: true,
    });
  }
}

function environment(props: RedisSentinelSetProps, names: RedisNames, options: QuorumGatedOptions): Env[] {
  const milliseconds = (time?: Duration) => time && `${time.toMilliseconds()}`;
  const values: { readonly [name: string]: string | undefined } = {
    REDIS_SET: names.name,
    REDIS_SERVICE: names.serviceName,
    REDIS_MEMBERS: `${names.members}`,
    REDIS_QUORUM: options.quorum === undefined ? undefined : `${options.quorum}`,
    REDIS_MASTER_NAME: names.masterName,
    REDIS_ANNOUNCE: options.announce ?? RedisAnnounce.SERVICE,
    REDIS_PASSWORD_FILE: `${AUTH_PATH}/redis-password`,
    SENTINEL_PASSWORD_FILE: `${AUTH_PATH}/sentinel-password`,
    REDIS_CONFIG_FILE: `${SCRIPTS_PATH}/redis.conf`,
    REDIS_DATA_DIR: props.dataPath,
    REDIS_TLS_DIR: options.tlsSecret === undefined ? undefined : TLS_PATH,
    REDIS_DOWN_AFTER_MS: milliseconds(options.downAfter),
    REDIS_FAILOVER_TIMEOUT_MS: milliseconds(options.failoverTimeout),
    REDIS_MIN_REPLICAS: options.minReplicasToWrite?.toString(),
    REDIS_MAX_LAG_SECONDS: options.maxLag && `${options.maxLag.toSeconds()}`,
    REDIS_APPENDFSYNC: options.appendFsync,
    REDIS_MAXMEMORY_PERCENT: options.maxMemoryPercent?.toString(),
    CLUSTER_DOMAIN: props.clusterDomain,
  };
  const container = props.containerName ?? 'redis';
  return [
    Env.field('POD_NAME', 'metadata.name'),
    Env.field('REDIS_NAMESPACE', 'metadata.namespace'),
    ...Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [Env.value(name, value)])),
    ...(props.resources?.memoryLimit === undefined
      ? []
      : [Env.resource('REDIS_MEMORY_LIMIT_BYTES', 'limits.memory', { container })]),
  ];
}

function sharedMounts(
  scope: Construct,
  props: RedisSentinelSetProps,
  names: RedisNames,
  options: QuorumGatedOptions,
): Mount[] {
  const { credentials, tlsSecret, redisConf } = options;
  const scripts = new ConfigFiles(scope, 'Scripts', {
    name: props.configName ?? `${names.name}-scripts`,
    namespace: props.namespace,
    labels: props.labels,
    files: redisConf === undefined ? [...SCRIPTS, REDIS_CONF] : SCRIPTS,
    literals:
      redisConf === undefined ? undefined : { 'redis.conf': `${readFileSync(REDIS_CONF, 'utf8')}\n${redisConf}\n` },
  });
  return [
    Mount.claimTemplate(props.dataPath ?? '/data', props.storage ?? DEFAULT_STORAGE),
    Mount.emptyDir('/run/redis', {
      volumeName: 'run',
      medium: EmptyDirMedium.MEMORY,
      sizeLimit: Size.mebibytes(1),
    }),
    Mount.configMap(SCRIPTS_PATH, scripts.name, { volumeName: 'scripts', mode: 0o444, readOnly: true }),
    Mount.secret(AUTH_PATH, credentials.secretName, {
      volumeName: 'auth',
      mode: 0o440,
      readOnly: true,
      items: { [credentials.redisKey]: 'redis-password', [credentials.sentinelKey]: 'sentinel-password' },
    }),
    ...tlsMounts(tlsSecret),
  ];
}
