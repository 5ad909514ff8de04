import { App, Chart, Size } from 'cdk8s';
import { PersistentVolumeAccessMode, PersistentVolumeReclaimPolicy } from 'cdk8s-plus-27';
import { NfsVolume, type NfsVolumeProps } from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { problemsOf } from '../support/synthesize';

const SOUND = { server: 'nfs.local', path: '/exports', storage: Size.gibibytes(1) };

test('every prop shows', () => {
  // GIVEN
  const all: Required<NfsVolumeProps> = {
    ...SOUND,
    name: 'data',
    labels: { disk: 'nfs' },
    accessModes: [PersistentVolumeAccessMode.READ_WRITE_MANY],
    storageClassName: 'nfs',
    reclaimPolicy: PersistentVolumeReclaimPolicy.DELETE,
  };

  // THEN
  expectEveryPropInManifests<NfsVolumeProps>(
    { all, others: { server: 'other', path: '/other', storage: Size.gibibytes(2) } },
    (chart, props) => new NfsVolume(chart, 'volume', props),
  );
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(
    (chart) => new NfsVolume(chart, 'volume', { ...SOUND, storageClassName: 'nfs' }),
    '/spec/storageClassName',
  );
});

test('refuses a path that is none, and no space, in one message', () => {
  expect(
    problemsOf((chart) => new NfsVolume(chart, 'volume', { ...SOUND, accessModes: [], storage: Size.gibibytes(0) })),
  ).toEqual([
    '[test/volume] spec.accessModes: must have at least one access mode',
    '[test/volume] spec.capacity.storage: must be a quantity above 0, got "0Gi"',
  ]);
});

test('has no namespace, also in a chart that has one', () => {
  // GIVEN
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });

  // WHEN
  new NfsVolume(chart, 'volume', { ...SOUND, name: 'data' });

  // THEN
  expect((chart.toJson() as { metadata: object }[])[0]?.metadata).toEqual({ name: 'data' });
});
