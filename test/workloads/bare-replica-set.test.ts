import { type Chart } from 'cdk8s';
import { BareReplicaSet, type BareReplicaSetProps, Probe } from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { SOUND } from '../support/sound-props';
import { synthesize } from '../support/synthesize';
import { REPLICATED_CASES } from '../support/workload-cases';

function make(props: Partial<BareReplicaSetProps> = {}): (chart: Chart) => BareReplicaSet {
  return (chart) => new BareReplicaSet(chart, 'web', { ...SOUND, ...props });
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<BareReplicaSetProps> = { ...REPLICATED_CASES.all, readiness: Probe.exec(['true']) };

  // THEN
  expectEveryPropInManifests<BareReplicaSetProps>(
    { ...REPLICATED_CASES, all },
    (chart, props) => new BareReplicaSet(chart, 'web', props),
  );
});

test('writes what was said and nothing else', () => {
  expect(synthesize(make({ resources: undefined, selector: { matchLabels: { app: 'web' } }, replicas: 3 }))).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'web' },
      spec: {
        replicas: 3,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web', image: 'web:1' }] },
        },
      },
    },
  ]);
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(make(), '/spec/template/spec/topologySpreadConstraints');
});
