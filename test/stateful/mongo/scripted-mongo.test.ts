import { type Chart, Size } from 'cdk8s';
import { PodManagementPolicy } from 'cdk8s-plus-27';
import { ClaimRetention, type MongoScript, Probe, ScriptedMongo, type ScriptedMongoProps } from '../../../lib';
import { expectEveryPropInManifests } from '../../support/expect-construct';
import { problemsOf } from '../../support/synthesize';
import { WORKLOAD_CASES } from '../../support/workload-cases';

const SCRIPT: MongoScript = { files: { literals: { 'init.sh': 'true' } }, command: ['sh', '/config/init.sh'] };

function make(props: Partial<ScriptedMongoProps> = {}): (chart: Chart) => ScriptedMongo {
  return (chart) => new ScriptedMongo(chart, 'mongo', { image: 'mongo:7', ...props });
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<ScriptedMongoProps> = {
    ...WORKLOAD_CASES.all,
    members: 5,
    replicaSetName: 'rs1',
    portName: 'db',
    serviceName: 'peers',
    servicePortName: 'peers',
    storage: { name: 'data', storage: Size.gibibytes(1) },
    retainWhenDeleted: ClaimRetention.DELETE,
    retainWhenScaled: ClaimRetention.DELETE,
    script: SCRIPT,
    readiness: Probe.exec(['ready']),
    podManagement: PodManagementPolicy.PARALLEL,
  };

  // THEN
  expectEveryPropInManifests<ScriptedMongoProps>(
    {
      ...WORKLOAD_CASES,
      all,
      others: WORKLOAD_CASES.others,
      usually: { ...WORKLOAD_CASES.usually, requireResources: undefined },
      beside: {
        ...WORKLOAD_CASES.beside,
        // Given a command of its own, mongod is not told the name of the set.
        replicaSetName: { command: undefined },
        requireResources: { resources: undefined, script: undefined },
      },
    },
    (chart, props) => new ScriptedMongo(chart, 'mongo', props),
  );
});

test('every option of a script shows', () => {
  // GIVEN
  const all: Required<MongoScript> = { ...SCRIPT, configName: 'files', containerName: 'boot', path: '/boot' };

  // THEN
  expectEveryPropInManifests<MongoScript>(
    { all, others: { files: { literals: { 'init.sh': 'false' } }, command: ['bash'] } },
    (chart, script) => make({ script })(chart),
  );
});

test.each([
  [2, 'needs an odd number of members, got 2: 2 survive the loss of no more members than 1 do'],
  [0, 'needs a whole number of members, at least 1, got 0'],
  [1.5, 'needs a whole number of members, at least 1, got 1.5'],
])('refuses %d members', (members, message) => {
  expect(problemsOf(make({ members }))).toContain(`[test/mongo] a MongoDB replica set ${message}`);
});
