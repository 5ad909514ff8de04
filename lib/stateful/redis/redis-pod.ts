import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { Cpu, EmptyDirMedium } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { ConfigFiles } from '../../config/config-files';
import { ClusterService } from '../../network/cluster-service';
import { type ContainerProps } from '../../pod/container';
import { Env } from '../../pod/env';
import { LifecycleAction } from '../../pod/lifecycle-action';
import { Mount } from '../../pod/mount';
import { Probe } from '../../pod/probe';
import { RedisEngine } from './redis-engine';
import { RedisAnnounce } from './redis-options';
import { REDIS_PORT, SENTINEL_PORT } from './redis-constants';
import { type MemberNames } from '../members/member-names';
import { type RedisSentinelSetProps } from './redis-sentinel-set-props';
import { TLS_PATH, tlsMounts } from './redis-tls';
import { LOG_DISK, sideResources } from '../members/side-resources';
import { type StatefulWorkloadProps } from '../stateful-workload';

/** The scripts; scripts/redis/README.md is their contract. */
const SCRIPTS = [
  'backup.sh',
  'common.sh',
  'failover.sh',
  'redis-liveness.sh',
  'redis-prestop.sh',
  'redis-readiness.sh',
  'redis-start.sh',
  'redis-startup.sh',
  'restore.sh',
  'scale-down.sh',
  'sentinel-liveness.sh',
  'sentinel-readiness.sh',
  'sentinel-start.sh',
].map((file) => join(__dirname, '../scripts/redis', file));

const REDIS_CONF = join(__dirname, '../scripts/redis/redis.conf');

/** Where the scripts are mounted. */
export const SCRIPTS_PATH = '/scripts';
const AUTH_PATH = '/auth';
const ACCEPTED_PATH = '/auth-accepted';

const DEFAULT_STORAGE = { name: 'data', storage: Size.gibibytes(8) };

const SENTINEL_RESOURCES = {
  cpuRequest: Cpu.millis(20),
  cpuLimit: Cpu.millis(100),
  memoryRequest: Size.mebibytes(64),
  memoryLimit: Size.mebibytes(64),
  ...LOG_DISK,
};

/** Half an hour: the start waits until the Sentinels name a master. */
const STARTUP = { period: Duration.seconds(2), timeout: Duration.seconds(5), failureThreshold: 900 };
const LIVENESS = { period: Duration.seconds(10), timeout: Duration.seconds(5), failureThreshold: 3 };

/** The containers of a member: Redis, which starts only as what a quorum of Sentinels names, and its Sentinel. */
export function redisPod(
  scope: Construct,
  props: RedisSentinelSetProps,
  names: MemberNames,
  masterName: string,
): Partial<StatefulWorkloadProps> {
  const env = environment(props, names, masterName);
  const mounts = sharedMounts(scope, props, names);
  return {
    command: props.command ?? script('redis-start.sh'),
    env: [...env, ...(props.env ?? [])],
    mounts: [...mounts, ...(props.mounts ?? [])],
    extraContainers: [sentinelContainer(props, env, mounts), ...(props.extraContainers ?? [])],
    startup: props.startup ?? Probe.exec(script('redis-startup.sh'), STARTUP),
    liveness: props.liveness ?? Probe.exec(script('redis-liveness.sh'), LIVENESS),
    readiness:
      props.readiness ??
      Probe.exec(script('redis-readiness.sh'), {
        period: Duration.seconds(2),
        timeout: Duration.seconds(5),
        failureThreshold: 2,
      }),
    // Addresses of the pods' Services come from these variables, so that failover needs no DNS.
    enableServiceLinks: props.enableServiceLinks ?? (announcesServices(props) || undefined),
    preStop: props.preStop ?? LifecycleAction.exec(script('redis-prestop.sh')),
  };
}

/** Whether members are known by the address of a Service. */
export function announcesServices({ announce }: RedisSentinelSetProps): boolean {
  return (announce ?? RedisAnnounce.SERVICE) === RedisAnnounce.SERVICE;
}

function script(file: string): string[] {
  return ['sh', `${SCRIPTS_PATH}/${file}`];
}

function sentinelContainer(props: RedisSentinelSetProps, env: Env[], mounts: Mount[]): ContainerProps {
  return {
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
}

/** Adds a Service for each pod, whose address stays when the pod's changes. */
export function addPodServices(scope: Construct, props: RedisSentinelSetProps, names: MemberNames): void {
  for (const ordinal of names.ordinals) {
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

function environment(props: RedisSentinelSetProps, names: MemberNames, masterName: string): Env[] {
  const milliseconds = (time?: Duration) => time && `${time.toMilliseconds()}`;
  const values: { readonly [name: string]: string | undefined } = {
    // A Service named `redis` or `sentinel` would set these.
    REDIS_PORT: `${REDIS_PORT}`,
    SENTINEL_PORT: `${SENTINEL_PORT}`,
    REDIS_SET: names.name,
    REDIS_SERVICE: names.serviceName,
    REDIS_MEMBERS: `${names.members}`,
    REDIS_QUORUM: props.quorum === undefined ? undefined : `${props.quorum}`,
    REDIS_MASTER_NAME: masterName,
    REDIS_ANNOUNCE: props.announce ?? RedisAnnounce.SERVICE,
    REDIS_PASSWORD_FILE: `${AUTH_PATH}/redis-password`,
    SENTINEL_PASSWORD_FILE: `${AUTH_PATH}/sentinel-password`,
    REDIS_ACCEPTED_FILE: `${ACCEPTED_PATH}/redis`,
    SENTINEL_ACCEPTED_FILE: `${ACCEPTED_PATH}/sentinel`,
    REDIS_CONFIG_FILE: `${SCRIPTS_PATH}/redis.conf`,
    REDIS_DATA_DIR: props.dataPath,
    REDIS_TLS_DIR: props.tlsSecret === undefined ? undefined : TLS_PATH,
    REDIS_DOWN_AFTER_MS: milliseconds(props.downAfter),
    REDIS_FAILOVER_TIMEOUT_MS: milliseconds(props.failoverTimeout),
    REDIS_MIN_REPLICAS: props.minReplicasToWrite?.toString(),
    REDIS_MAX_LAG_SECONDS: props.maxLag && `${props.maxLag.toSeconds()}`,
    REDIS_APPENDFSYNC: props.appendFsync,
    REDIS_MAXMEMORY_PERCENT: props.maxMemoryPercent?.toString(),
    CLUSTER_DOMAIN: props.clusterDomain,
  };
  const container = props.containerName ?? 'redis';
  return [
    ...(props.engine ?? RedisEngine.REDIS)._env,
    Env.field('POD_NAME', 'metadata.name'),
    Env.field('REDIS_NAMESPACE', 'metadata.namespace'),
    ...Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [Env.value(name, value)])),
    ...(props.resources?.memoryLimit === undefined
      ? []
      : [Env.resource('REDIS_MEMORY_LIMIT_BYTES', 'limits.memory', { container })]),
  ];
}

/** Name of the ConfigMap with the scripts. */
export function scriptsName(props: RedisSentinelSetProps, names: MemberNames): string {
  return props.configName ?? `${names.name}-scripts`;
}

/** The scripts, where the commands expect them. */
export function scriptsMount(name: string): Mount {
  return Mount.configMap(SCRIPTS_PATH, name, { volumeName: 'scripts', mode: 0o444, readOnly: true });
}

function sharedMounts(scope: Construct, props: RedisSentinelSetProps, names: MemberNames): Mount[] {
  const { credentials, tlsSecret, redisConf } = props;
  const scripts = new ConfigFiles(scope, 'Scripts', {
    name: scriptsName(props, names),
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
    scriptsMount(scripts.name),
    Mount.secret(AUTH_PATH, credentials.secretName, {
      volumeName: 'auth',
      mode: 0o440,
      readOnly: true,
      items: { [credentials.redisKey]: 'redis-password', [credentials.sentinelKey]: 'sentinel-password' },
    }),
    Mount.secret(ACCEPTED_PATH, credentials.secretName, {
      volumeName: 'auth-accepted',
      mode: 0o440,
      readOnly: true,
      optional: true,
      items: { [credentials.redisAcceptedKey]: 'redis', [credentials.sentinelAcceptedKey]: 'sentinel' },
    }),
    ...tlsMounts(tlsSecret),
  ];
}
