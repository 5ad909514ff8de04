import { Duration } from 'cdk8s';
import { type RedisExporterOptions } from './redis-exporter-options';
import { type MemberNames } from '../members/member-names';
import { alert, type PromqlSelectors } from '../members/promql-selectors';

/** Thresholds of the alerts. */
export interface RedisAlertOptions extends Pick<RedisExporterOptions, 'maxReplicaLag'> {
  /** Sentinels that must agree on a failover; more than half when left out. */
  readonly quorum?: number;
}

/** The alerts of a set. */
export function redisAlerts(
  { name, members }: MemberNames,
  selectors: PromqlSelectors,
  options: RedisAlertOptions,
): object[] {
  const quorum = options.quorum ?? Math.floor(members / 2) + 1;
  const lag = (options.maxReplicaLag ?? Duration.seconds(10)).toSeconds();
  const masters = selectors.count(selectors.of('redis_instance_info', 'role="master"'));
  const answering = selectors.count(`${selectors.of('redis_up')} == 1`);
  // Redis ends a link after 10 s of silence, and the lag of that replica is gone. So the alert counts connected replicas.
  const following = selectors.count(
    `${selectors.of('redis_connected_slave_lag_seconds', 'slave_state="online"')} <= ${lag}`,
  );
  return [
    alert(
      'RedisMasters',
      `(${masters} or ${selectors.none}) != 1`,
      '1m',
      'critical',
      `Redis ${name} has {{ $value }} masters`,
    ),
    alert(
      'RedisQuorumLost',
      `(${answering} or ${selectors.none}) < ${quorum}`,
      '1m',
      'critical',
      `{{ $value }} of ${members} members of Redis ${name} answer: no failover is possible with fewer than ${quorum}`,
    ),
    ...(members === 1
      ? []
      : [
          alert(
            'RedisReplicaLag',
            // Without a master no replica follows, which the first alert says.
            `(${following} or 0 * ${masters}) < ${members - 1}`,
            '2m',
            'warning',
            `{{ $value }} of ${members - 1} replicas of Redis ${name} follow at most ${lag} s behind`,
          ),
        ]),
  ];
}
