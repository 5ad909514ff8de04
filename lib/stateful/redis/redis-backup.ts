import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { NetworkPeer } from '../../network/network-peer';
import { Env } from '../../pod/env';
import { Mount } from '../../pod/mount';
import { Resources } from '../../pod/resources';
import { type ScheduledJob } from '../../workloads/scheduled-job';
import { addBackupJob, addRestoreJob, BACKUPS_KEPT } from '../members/backup-job';
import { type BackupOptions } from '../members/backup-options';
import { type MemberNames } from '../members/member-names';
import { REDIS, REDIS_PORT } from './redis-constants';
import { type RedisSentinelSetProps } from './redis-sentinel-set-props';
import { RedisEngine } from './redis-engine';
import { SCRIPTS_PATH, scriptsMount, scriptsName } from './redis-pod';
import { type RedisSentinelClient } from './redis-sentinel-client';
import { TLS_PATH, tlsMounts } from './redis-tls';
import { toMembers } from '../members/member-set';
import { LOG_DISK } from '../members/side-resources';

const BACKUP_RESOURCES = Resources.of({
  cpuRequest: Cpu.millis(50),
  cpuLimit: Cpu.millis(500),
  memoryRequest: Size.mebibytes(64),
  memoryLimit: Size.mebibytes(256),
  ...LOG_DISK,
});

/** The CronJob that stores snapshots. The last member is asked first: the first is the master of a new set. */
export function addBackup(
  scope: Construct,
  props: RedisSentinelSetProps,
  names: MemberNames,
  options: BackupOptions,
): ScheduledJob {
  const hosts = names.ordinals.map((ordinal) => names.dnsName(ordinal)).reverse();
  return addBackupJob(scope, props, names, REDIS, options, {
    activeDeadline: Duration.hours(1),
    command: ['sh', `${SCRIPTS_PATH}/backup.sh`],
    env: [
      ...(props.engine ?? RedisEngine.REDIS)._env,
      ...Env.values({
        REDIS_HOSTS: hosts.join(' '),
        REDIS_PASSWORD_FILE: '/auth/redis-password',
        REDIS_TLS: tlsOptions(props),
        KEEP: `${options.keep ?? BACKUPS_KEPT}`,
      }),
    ],
    mounts: [
      scriptsMount(scriptsName(props, names)),
      authMount(props, { [props.credentials.redisKey]: 'redis-password' }),
      ...tlsMounts(props.tlsSecret),
    ],
    resources: BACKUP_RESOURCES,
    allowTo: [{ peers: [NetworkPeer.pods(names.podLabels)], ports: [{ port: REDIS_PORT }] }],
  });
}

/** The suspended CronJob from which a restore is started: it loads a snapshot, so it may use as much as a member. */
export function addRestore(
  scope: Construct,
  props: RedisSentinelSetProps,
  names: MemberNames,
  options: BackupOptions,
  client: RedisSentinelClient,
): ScheduledJob {
  const { redisKey, sentinelKey } = props.credentials;
  return addRestoreJob(scope, props, names, REDIS, options, {
    activeDeadline: Duration.hours(6),
    command: ['sh', `${SCRIPTS_PATH}/restore.sh`],
    env: [
      ...(props.engine ?? RedisEngine.REDIS)._env,
      ...Env.values({
        REDIS_SENTINELS: client.sentinels.join(','),
        REDIS_MASTER_NAME: client.masterName,
        REDIS_WAIT_REPLICAS: `${client.waitReplicas}`,
        REDIS_PASSWORD_FILE: '/auth/redis-password',
        SENTINEL_PASSWORD_FILE: '/auth/sentinel-password',
        REDIS_TLS: tlsOptions(props),
        REDIS_TLS_DIR: props.tlsSecret === undefined ? '' : TLS_PATH,
      }),
    ],
    mounts: [
      scriptsMount(scriptsName(props, names)),
      authMount(props, { [redisKey]: 'redis-password', [sentinelKey]: 'sentinel-password' }),
      ...tlsMounts(props.tlsSecret),
    ],
    resources: props.resources ?? BACKUP_RESOURCES,
    allowTo: [toMembers(REDIS, names)],
  });
}

function tlsOptions({ tlsSecret }: RedisSentinelSetProps): string {
  return tlsSecret === undefined ? '' : '--tls --cacert /tls/ca.crt --cert /tls/tls.crt --key /tls/tls.key';
}

function authMount({ credentials }: RedisSentinelSetProps, items: { readonly [key: string]: string }): Mount {
  return Mount.secret('/auth', credentials.secretName, { volumeName: 'auth', mode: 0o440, readOnly: true, items });
}
