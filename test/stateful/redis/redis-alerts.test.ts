import { type ChartProps, Duration } from 'cdk8s';
import { Posture, RedisCredentials, RedisSentinelSet } from '../../../lib';
import { type RedisExporterOptions, type RedisSentinelSetProps } from '../../../lib';
import { makeChart } from '../../support/make-chart';
import { SOUND } from '../../support/sound-props';
import { type Manifest, only } from '../../support/synthesize';

interface Options {
  readonly chart?: ChartProps;
  readonly exporter?: Partial<RedisExporterOptions>;
  readonly set?: Partial<RedisSentinelSetProps>;
}

/** The expressions of a set's alerts, by their names. */
function expressions(options: Options = {}): { readonly [alert: string]: string } {
  const chart = makeChart(Posture.MINIMAL, options.chart);
  new RedisSentinelSet(chart, 'redis', {
    ...SOUND,
    members: 5,
    credentials: RedisCredentials.secret('auth'),
    exporter: { image: 'exporter:1', ...options.exporter },
    ...options.set,
  });
  const { groups } = only('PrometheusRule', chart.toJson() as Manifest[]).spec as {
    groups: Array<{ rules: Array<{ alert: string; expr: string }> }>;
  };
  return Object.fromEntries(groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr])));
}

const BY = 'by (namespace, redis_metrics)';

test('each alert counts by namespace, and zero where there is nothing to count', () => {
  const none = `0 * count ${BY} (up{redis_metrics="web"}) or 0 * absent(up{redis_metrics="web"})`;
  const masters = `count ${BY} (redis_instance_info{redis_metrics="web",role="master"})`;
  const lag = 'redis_connected_slave_lag_seconds{redis_metrics="web",slave_state="online"}';
  expect(expressions()).toEqual({
    RedisMasters: `(${masters} or ${none}) != 1`,
    RedisQuorumLost: `(count ${BY} (redis_up{redis_metrics="web"} == 1) or ${none}) < 3`,
    RedisReplicaLag: `(count ${BY} (${lag} <= 10) or 0 * ${masters}) < 4`,
  });
});

test.each<[string, Options]>([
  ['the set', { set: { namespace: 'shop' } }],
  ['its chart', { chart: { namespace: 'shop' } }],
  ['the set, whatever its chart has', { set: { namespace: 'shop' }, chart: { namespace: 'other' } }],
])('each series is of the namespace that %s has', (_, options) => {
  // WHEN
  const selectors = Object.values(expressions(options)).flatMap((expr) => expr.match(/\{[^}]*\}/g) ?? []);

  // THEN
  expect(selectors).toHaveLength(8);
  expect(selectors.filter((selector) => !selector.startsWith('{redis_metrics="web",namespace="shop"'))).toEqual([]);
});

test('the numbers are those of the set', () => {
  // WHEN
  const found = expressions({
    set: { members: 7, quorum: 6 },
    exporter: { maxReplicaLag: Duration.seconds(3) },
  });

  // THEN
  expect(found.RedisQuorumLost).toMatch(/ < 6$/);
  expect(found.RedisReplicaLag).toMatch(/ <= 3\).* < 6$/);
});

test('a set of one has no replica that could be behind', () => {
  expect(Object.keys(expressions({ set: { members: 1, minReplicasToWrite: 0 } }))).toEqual([
    'RedisMasters',
    'RedisQuorumLost',
  ]);
});
