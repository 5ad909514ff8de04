import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { NetworkPeer } from '../../network/network-peer';
import { Env } from '../../pod/env';
import { Mount } from '../../pod/mount';
import { Resources } from '../../pod/resources';
import { type ScheduledJob } from '../../workloads/scheduled-job';
import { addBackupJob, BACKUPS_KEPT } from '../members/backup-job';
import { type BackupOptions } from '../members/backup-options';
import { type MemberNames } from '../members/member-names';
import { REDIS, REDIS_PORT } from './redis-constants';
import { type RedisSentinelSetProps } from './redis-sentinel-set-props';
import { tlsMounts } from './redis-tls';
import { LOG_DISK } from '../members/side-resources';

const BACKUP_RESOURCES = Resources.of({
  cpuRequest: Cpu.millis(50),
  cpuLimit: Cpu.millis(500),
  memoryRequest: Size.mebibytes(64),
  memoryLimit: Size.mebibytes(256),
  ...LOG_DISK,
});

/**
 * Asks the last member that answers for a snapshot (a replica more often than not), under a name that sorts by time;
 * half a snapshot never has that name. The password reaches redis-cli in its environment, not among its arguments.
 */
const SCRIPT = `set -eu
REDISCLI_AUTH=$(cat /auth/redis-password)
export REDISCLI_AUTH
file=/backup/$(date -u +%Y%m%dT%H%M%SZ).rdb
for host in $REDIS_HOSTS; do
  # shellcheck disable=SC2086  # REDIS_TLS is options or nothing
  if redis-cli -h "$host" $REDIS_TLS --rdb "$file.part"; then
    mv "$file.part" "$file"
    ls -1 /backup/*.rdb | sort -r | tail -n "+$((KEEP + 1))" | while read -r old; do rm -f "$old"; done
    exit 0
  fi
  rm -f "$file.part"
done
echo "no member gave a snapshot: $REDIS_HOSTS" >&2
exit 1
`;

/** The CronJob that stores snapshots. */
export function addBackup(
  scope: Construct,
  props: RedisSentinelSetProps,
  names: MemberNames,
  options: BackupOptions,
): ScheduledJob {
  const { credentials, tlsSecret } = props;
  const hosts = names.ordinals.map((ordinal) => names.dnsName(ordinal)).reverse();
  return addBackupJob(scope, props, names, REDIS, options, {
    activeDeadline: Duration.hours(1),
    command: ['sh', '-c', SCRIPT],
    env: Env.values({
      REDIS_HOSTS: hosts.join(' '),
      REDIS_TLS: tlsSecret === undefined ? '' : '--tls --cacert /tls/ca.crt --cert /tls/tls.crt --key /tls/tls.key',
      KEEP: `${options.keep ?? BACKUPS_KEPT}`,
    }),
    mounts: [
      Mount.secret('/auth', credentials.secretName, {
        volumeName: 'auth',
        mode: 0o440,
        readOnly: true,
        items: { [credentials.redisKey]: 'redis-password' },
      }),
      ...tlsMounts(tlsSecret),
    ],
    resources: BACKUP_RESOURCES,
    allowTo: [{ peers: [NetworkPeer.pods(names.podLabels)], ports: [{ port: REDIS_PORT }] }],
  });
}
