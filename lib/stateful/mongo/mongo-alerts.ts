import { Duration } from 'cdk8s';
import { type MongoExporterOptions } from './mongo-exporter';
import { type MemberNames } from '../members/member-names';
import { alert, type PromqlSelectors } from '../members/promql-selectors';

/** Thresholds of the alerts. */
export type MongoAlertOptions = Pick<MongoExporterOptions, 'maxReplicaLag' | 'minOplogWindow'>;

/** States of a member: https://www.mongodb.com/docs/manual/reference/replica-states/ */
const PRIMARY = 1;
const SECONDARY = 2;
const ARBITER = 7;

/** The alerts of a set. */
export function mongoAlerts(
  { name, members }: MemberNames,
  selectors: PromqlSelectors,
  options: MongoAlertOptions,
): object[] {
  const lag = (options.maxReplicaLag ?? Duration.seconds(30)).toSeconds();
  const window = (options.minOplogWindow ?? Duration.hours(24)).toSeconds();
  const primaries = selectors.count(`${selectors.of('mongodb_mongod_replset_my_state')} == ${PRIMARY}`);
  const answering = selectors.count(`${selectors.of('mongodb_up')} == 1`);
  // Each member reports the state of all members. A member that any of them cannot reach raises the alert.
  const states = selectors.max(selectors.of('mongodb_rs_members_state'), 'member_idx');
  const lags = selectors.max(selectors.of('mongodb_mongod_replset_member_replication_lag'), 'name');
  const newest = selectors.of('mongodb_mongod_replset_oplog_head_timestamp');
  const oldest = selectors.of('mongodb_mongod_replset_oplog_tail_timestamp');
  return [
    alert(
      'MongoPrimaries',
      `(${primaries} or ${selectors.none}) != 1`,
      '1m',
      'critical',
      `MongoDB ${name} has {{ $value }} primaries`,
    ),
    alert(
      'MongoExporterDown',
      `(${answering} or ${selectors.none}) < ${members}`,
      '5m',
      'warning',
      `{{ $value }} of ${members} exporters of MongoDB ${name} reach their member: of the others nothing is known`,
    ),
    alert(
      'MongoMemberUnhealthy',
      `${states} > ${SECONDARY} != ${ARBITER}`,
      '5m',
      'warning',
      `member {{ $labels.member_idx }} of MongoDB ${name} is neither primary nor secondary, but in state {{ $value }}`,
    ),
    alert(
      'MongoReplicaLag',
      `${lags} > ${lag}`,
      '2m',
      'warning',
      `member {{ $labels.name }} of MongoDB ${name} is {{ $value }} s behind the primary`,
    ),
    alert(
      'MongoOplogWindow',
      // The oplog of a new set is short too, so the alert looks only at an oplog that has begun to discard entries.
      `${newest} - ${oldest} < ${window} and changes(${oldest}[3h]) > 0`,
      '15m',
      'warning',
      `the oplog of {{ $labels.pod }} of MongoDB ${name} reaches {{ $value }} s back: a member that is away for longer must copy all data`,
    ),
  ];
}
