import { type Chart, Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-27';
import { DaemonSetUpdateStrategy, NodeDaemon, type NodeDaemonProps, Probe } from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { SOUND } from '../support/sound-props';
import { problemsOf, synthesize } from '../support/synthesize';
import { WORKLOAD_CASES } from '../support/workload-cases';

function make(props: Partial<NodeDaemonProps> = {}): (chart: Chart) => NodeDaemon {
  return (chart) => new NodeDaemon(chart, 'agent', { ...SOUND, ...props });
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<NodeDaemonProps> = {
    ...WORKLOAD_CASES.all,
    readiness: Probe.exec(['true']),
    updateStrategy: DaemonSetUpdateStrategy.onDelete(),
    minReady: Duration.seconds(5),
    revisionHistoryLimit: 2,
  };

  // THEN
  expectEveryPropInManifests<NodeDaemonProps>(
    { ...WORKLOAD_CASES, all },
    (chart, props) => new NodeDaemon(chart, 'agent', props),
  );
});

test.each<[string, DaemonSetUpdateStrategy, unknown]>([
  ['by hand', DaemonSetUpdateStrategy.onDelete(), { type: 'OnDelete' }],
  [
    'some at a time',
    DaemonSetUpdateStrategy.unavailable(PercentOrAbsolute.percent(10)),
    { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
  ],
  [
    'the new pod first',
    DaemonSetUpdateStrategy.surge(PercentOrAbsolute.absolute(1)),
    { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  ],
])('replaces pods %s', (_, updateStrategy, expected) => {
  expect(synthesize(make({ updateStrategy }))[0]).toHaveProperty('spec.updateStrategy', expected);
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(make(), '/spec/template/spec/securityContext');
});

test.each<[string, Partial<NodeDaemonProps>, string]>([
  [
    'an update in which nothing can roll',
    { updateStrategy: DaemonSetUpdateStrategy.unavailable(PercentOrAbsolute.absolute(0)) },
    'spec.updateStrategy.rollingUpdate: must not have both maxSurge and maxUnavailable at 0: nothing could roll',
  ],
  ['a part of a second', { minReady: Duration.millis(1) }, 'minReady must be a whole number of seconds, got 0.001 s'],
])('refuses %s', (_, props, message) => {
  expect(problemsOf(make(props))).toEqual([`[test/agent] ${message}`]);
});
