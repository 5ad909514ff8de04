import { type Chart, Size } from 'cdk8s';
import { PodManagementPolicy } from 'cdk8s-plus-27';
import {
  ClaimRetention,
  MongoBootstrap,
  type MongoScriptOptions,
  Probe,
  StatefulMongo,
  type StatefulMongoProps,
} from '../../lib';
import { expectEveryPropInManifests } from '../support/expect-construct';
import { messageOf } from '../support/message-of';
import { problemsOf, synthesize } from '../support/synthesize';
import { WORKLOAD_CASES } from '../support/workload-cases';

const SCRIPT = MongoBootstrap.script({ literals: { 'init.sh': 'true' } }, ['sh', '/config/init.sh']);

function make(props: Partial<StatefulMongoProps> = {}): (chart: Chart) => StatefulMongo {
  return (chart) => new StatefulMongo(chart, 'mongo', { image: 'mongo:7', bootstrap: MongoBootstrap.NONE, ...props });
}

type Membership = Pick<
  StatefulMongoProps,
  'requireCredentials' | 'spread' | 'disruptionBudget' | 'disruptionBudgetOptions'
>;

/** Props of the documented form; the rest belong to the reconciler. */
type DocumentedProps = Omit<
  StatefulMongoProps,
  'credentials' | 'clusterDomain' | 'exporter' | 'backup' | keyof Membership
>;

test('every prop of the documented form shows', () => {
  // GIVEN
  const all: Required<DocumentedProps> = {
    ...WORKLOAD_CASES.all,
    members: 5,
    replicaSetName: 'rs1',
    portName: 'db',
    serviceName: 'peers',
    servicePortName: 'peers',
    storage: { name: 'data', storage: Size.gibibytes(1) },
    retainWhenDeleted: ClaimRetention.DELETE,
    retainWhenScaled: ClaimRetention.DELETE,
    bootstrap: SCRIPT,
    readiness: Probe.exec(['ready']),
    podManagement: PodManagementPolicy.PARALLEL,
  };

  // THEN
  expectEveryPropInManifests<DocumentedProps>(
    {
      ...WORKLOAD_CASES,
      all,
      others: { ...WORKLOAD_CASES.others, bootstrap: MongoBootstrap.NONE },
      usually: { ...WORKLOAD_CASES.usually, requireResources: undefined },
      beside: {
        ...WORKLOAD_CASES.beside,
        // Given a command of its own, mongod is not told the name of the set.
        replicaSetName: { command: undefined },
        requireResources: { resources: undefined, bootstrap: MongoBootstrap.NONE },
      },
    },
    (chart, props) => new StatefulMongo(chart, 'mongo', props),
  );
});

test('every option of a script shows', () => {
  // GIVEN
  const all: Required<MongoScriptOptions> = { configName: 'files', containerName: 'boot', path: '/boot' };

  // THEN
  expectEveryPropInManifests<MongoScriptOptions>({ all, others: {} }, (chart, options) =>
    make({ bootstrap: MongoBootstrap.script({ literals: { 'init.sh': 'true' } }, ['sh'], options) })(chart),
  );
});

test('names its members', () => {
  synthesize((chart) => {
    const mongo = make({ name: 'db', serviceName: 'peers' })(chart);
    expect(mongo.hosts).toEqual(['db-0.peers:27017', 'db-1.peers:27017', 'db-2.peers:27017']);
    expect(mongo.connectionString('shop')).toBe(`mongodb://${mongo.hosts.join(',')}/shop?replicaSet=rs0`);
    expect(mongo.dnsName(2)).toBe('db-2.peers');
    expect(messageOf(() => mongo.dnsName(3))).toBe('"db" has the members 0 to 2, got 3');
  });
});

test.each([
  [2, 'needs an odd number of members, got 2: 2 survive the loss of no more members than 1 do'],
  [0, 'needs a whole number of members, at least 1, got 0'],
  [1.5, 'needs a whole number of members, at least 1, got 1.5'],
])('refuses %d members', (members, message) => {
  expect(problemsOf(make({ members }))).toContain(`[test/mongo] a MongoDB replica set ${message}`);
});
