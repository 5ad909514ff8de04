import { type ChartProps, Duration } from 'cdk8s';
import { type MongoExporterOptions, Posture, StatefulMongo, type StatefulMongoProps } from '../../../lib';
import { makeChart } from '../../support/make-chart';
import { SOUND } from '../../support/sound-props';
import { type Manifest, only } from '../../support/synthesize';

interface Options {
  readonly chart?: ChartProps;
  readonly exporter?: Partial<MongoExporterOptions>;
  readonly set?: Partial<StatefulMongoProps>;
}

/** The expressions of a set's alerts, by their names. */
function expressions(options: Options = {}): { readonly [alert: string]: string } {
  const chart = makeChart(Posture.MINIMAL, options.chart);
  new StatefulMongo(chart, 'mongo', {
    ...SOUND,
    exporter: { image: 'exporter:1', ...options.exporter },
    ...options.set,
  });
  const { groups } = only('PrometheusRule', chart.toJson() as Manifest[]).spec as {
    groups: Array<{ rules: Array<{ alert: string; expr: string }> }>;
  };
  return Object.fromEntries(groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr])));
}

const OWN = '{mongo_metrics="web"}';
const BY = 'by (namespace, mongo_metrics)';

test('each alert takes the series of its set, and counts zero where there is nothing to count', () => {
  const none = `0 * count ${BY} (up${OWN}) or 0 * absent(up${OWN})`;
  const oplog = 'mongodb_mongod_replset_oplog';
  expect(expressions()).toEqual({
    MongoPrimaries: `(count ${BY} (mongodb_mongod_replset_my_state${OWN} == 1) or ${none}) != 1`,
    MongoExporterDown: `(count ${BY} (mongodb_up${OWN} == 1) or ${none}) < 3`,
    MongoMemberUnhealthy: `max by (namespace, mongo_metrics, member_idx) (mongodb_rs_members_state${OWN}) > 2 != 7`,
    MongoReplicaLag: `max by (namespace, mongo_metrics, name) (mongodb_mongod_replset_member_replication_lag${OWN}) > 30`,
    MongoOplogWindow:
      `${oplog}_head_timestamp${OWN} - ${oplog}_tail_timestamp${OWN} < 86400` +
      ` and changes(${oplog}_tail_timestamp${OWN}[3h]) > 0`,
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
  expect(selectors).toHaveLength(11);
  expect(selectors.filter((selector) => selector !== '{mongo_metrics="web",namespace="shop"}')).toEqual([]);
});

test('the numbers are those of the set', () => {
  // WHEN
  const found = expressions({
    set: { members: 7 },
    exporter: { maxReplicaLag: Duration.minutes(1), minOplogWindow: Duration.hours(2) },
  });

  // THEN
  expect(found.MongoExporterDown).toMatch(/ < 7$/);
  expect(found.MongoReplicaLag).toMatch(/ > 60$/);
  expect(found.MongoOplogWindow).toContain(' < 7200 and ');
});
