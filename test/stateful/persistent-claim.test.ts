import { Size } from 'cdk8s';
import { PersistentVolumeAccessMode, PersistentVolumeMode } from 'cdk8s-plus-27';
import { PersistentClaim, type PersistentClaimProps } from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { problemsOf } from '../support/synthesize';

test('every prop shows', () => {
  // GIVEN
  const all: Required<PersistentClaimProps> = {
    name: 'data',
    namespace: 'shop',
    labels: { tier: 'db' },
    annotations: { note: 'claim' },
    storage: Size.gibibytes(1),
    storageClassName: 'fast',
    accessModes: [PersistentVolumeAccessMode.READ_WRITE_MANY],
    volumeMode: PersistentVolumeMode.BLOCK,
    volumeLabels: { disk: 'ssd' },
    volumeName: 'pv',
  };

  // THEN
  expectEveryPropInManifests<PersistentClaimProps>(
    { all, others: { storage: Size.gibibytes(2) } },
    (chart, props) => new PersistentClaim(chart, 'claim', props),
  );
});

test('a patch of a field that has no prop arrives, and one removes what was written', () => {
  expectPatchesToArrive(
    (chart) => new PersistentClaim(chart, 'claim', { storage: Size.gibibytes(1), storageClassName: '' }),
    '/spec/storageClassName',
  );
});

test.each<[string, Partial<PersistentClaimProps>, string]>([
  [
    'no space',
    { storage: Size.gibibytes(0) },
    'spec.resources.requests.storage: must be a quantity above 0, got "0Gi"',
  ],
  ['no access', { accessModes: [] }, 'spec.accessModes: must have at least one access mode'],
])('refuses %s', (_, props, message) => {
  const storage = Size.gibibytes(1);
  expect(problemsOf((chart) => new PersistentClaim(chart, 'claim', { storage, ...props }))).toEqual([
    `[test/claim] ${message}`,
  ]);
});
