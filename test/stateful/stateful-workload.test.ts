import { type Chart, Duration, Size } from 'cdk8s';
import { PodManagementPolicy } from 'cdk8s-plus-27';
import {
  ClaimRetention,
  HeadlessService,
  Mount,
  Probe,
  StatefulSetUpdateStrategy,
  StatefulWorkload,
  type StatefulWorkloadProps,
} from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { SOUND } from '../support/sound-props';
import { problemsOf, synthesize } from '../support/synthesize';
import { REPLICATED_CASES } from '../support/workload-cases';

const podLabels = { app: 'db' };

function make(props: Partial<StatefulWorkloadProps> = {}): (chart: Chart) => StatefulWorkload {
  return (chart) => {
    new HeadlessService(chart, 'service', { name: 'db', selector: podLabels });
    return new StatefulWorkload(chart, 'db', { ...SOUND, name: 'db', podLabels, serviceName: 'db', ...props });
  };
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<StatefulWorkloadProps> = {
    ...REPLICATED_CASES.all,
    serviceName: 'db',
    readiness: Probe.exec(['true']),
    firstOrdinal: 1,
    podManagement: PodManagementPolicy.PARALLEL,
    updateStrategy: StatefulSetUpdateStrategy.onDelete(),
    minReady: Duration.seconds(5),
    revisionHistoryLimit: 2,
    retainWhenDeleted: ClaimRetention.DELETE,
    retainWhenScaled: ClaimRetention.DELETE,
  };

  // THEN
  expectEveryPropInManifests<StatefulWorkloadProps>(
    { ...REPLICATED_CASES, all, others: { ...REPLICATED_CASES.others, serviceName: 'other' } },
    (chart, props) => new StatefulWorkload(chart, 'db', props),
  );
});

test('makes a claim for each pod, mounted by the template’s name', () => {
  // GIVEN
  const data = Mount.claimTemplate('/data', { name: 'data', storage: Size.gibibytes(1) });

  // THEN
  expect(synthesize(make({ mounts: [data] }))[1]?.spec).toMatchObject({
    serviceName: 'db',
    template: { spec: { containers: [{ volumeMounts: [{ name: 'data', mountPath: '/data' }] }] } },
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage: '1Gi' } } } }],
  });
});

test.each<[string, StatefulSetUpdateStrategy, unknown]>([
  ['by hand', StatefulSetUpdateStrategy.onDelete(), { type: 'OnDelete' }],
  ['one by one', StatefulSetUpdateStrategy.rollingUpdate(), { type: 'RollingUpdate' }],
  [
    'the last ones',
    StatefulSetUpdateStrategy.rollingUpdate(2),
    { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
  ],
])('replaces pods %s', (_, updateStrategy, expected) => {
  expect(synthesize(make({ updateStrategy }))[1]).toHaveProperty('spec.updateStrategy', expected);
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(make(), '/spec/template/spec/topologySpreadConstraints');
});

test.each<[string, Partial<StatefulWorkloadProps>, string]>([
  ['a part of a second', { minReady: Duration.millis(1) }, 'minReady must be a whole number of seconds, got 0.001 s'],
  [
    'a name without room for what the controller appends',
    { name: 'a'.repeat(53) },
    'metadata.name: must be a lowercase RFC 1123 label of at most 52 characters',
  ],
])('refuses %s', (_, props, message) => {
  expect(problemsOf(make({ containerName: 'db', ...props })).join()).toContain(`[test/db] ${message}`);
});
