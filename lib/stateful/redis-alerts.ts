import { Duration } from 'cdk8s';
import { type RedisNames } from './redis-plan';

/** The label of the Service by which Prometheus finds the set. */
export const METRICS_LABEL = 'redis-metrics';

/** The same label on the metrics, as the Prometheus operator writes it. */
const METRICS_TARGET_LABEL = 'redis_metrics';

/** What the alerts of a set are made of. */
export interface RedisAlertOptions {
  /**
   * Namespace of the set, where it is known. Without it, sets of one name in several namespaces are told apart all the
   * same, but that one has no pod at all shows only when none of them has any.
   */
  readonly namespace?: string;
  /** Sentinels that must agree on a failover; more than half when left out. */
  readonly quorum?: number;
  /** How far a replica may be behind; 10 s when left out. */
  readonly maxReplicaLag?: Duration;
}

/**
 * The alerts of a set. Each takes the series of this set alone, counts by namespace, and has the namespace among its
 * labels. `count` makes nothing of no series, and nothing is not less than a number: zeros come from elsewhere.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/
 */
export function redisAlerts({ name, members }: RedisNames, options: RedisAlertOptions): object[] {
  const { namespace } = options;
  const quorum = options.quorum ?? Math.floor(members / 2) + 1;
  const lag = (options.maxReplicaLag ?? Duration.seconds(10)).toSeconds();
  const own = [`${METRICS_TARGET_LABEL}="${name}"`, ...(namespace === undefined ? [] : [`namespace="${namespace}"`])];
  const of = (metric: string, ...labels: string[]) => `${metric}{${[...own, ...labels].join(',')}}`;
  const count = (series: string) => `count by (namespace, ${METRICS_TARGET_LABEL}) (${series})`;

  const masters = count(of('redis_instance_info', 'role="master"'));
  // Prometheus knows `up` of pods that do not answer; of none at all it knows only that they are absent.
  const none = `0 * ${count(of('up'))} or 0 * absent(${of('up')})`;
  // A link is cut after 10 s of silence, and its lag is gone: those that follow are what can be counted.
  const following = count(`${of('redis_connected_slave_lag_seconds', 'slave_state="online"')} <= ${lag}`);
  return [
    alert('RedisMasters', `(${masters} or ${none}) != 1`, '1m', 'critical', `Redis ${name} has {{ $value }} masters`),
    alert(
      'RedisQuorumLost',
      `(${count(`${of('redis_up')} == 1`)} or ${none}) < ${quorum}`,
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

function alert(name: string, expr: string, wait: string, severity: string, summary: string): object {
  return { alert: name, expr, for: wait, labels: { severity }, annotations: { summary } };
}
