import { Size } from 'cdk8s';
import { PersistentVolumeMode } from 'cdk8s-plus-27';
import { BarePod, StatefulWorkload, VolumeDevice } from '../../lib';
import { messageOf } from '../support/message-of';
import { SOUND } from '../support/sound-props';
import { only, synthesize } from '../support/synthesize';

test('a claim is a volume of the pod and a device of the container', () => {
  const manifests = synthesize(
    (chart) => new BarePod(chart, 'web', { ...SOUND, devices: [VolumeDevice.claim('/dev/disk', 'disk')] }),
  );

  expect(only('Pod', manifests).spec).toMatchObject({
    volumes: [{ name: 'disk', persistentVolumeClaim: { claimName: 'disk' } }],
    containers: [{ volumeDevices: [{ name: 'disk', devicePath: '/dev/disk' }] }],
  });
});

test('the volume has the name that is given', () => {
  const device = VolumeDevice.claim('/dev/disk', 'disk', { volumeName: 'raw' });

  expect(device._toKube()).toEqual({ name: 'raw', devicePath: '/dev/disk' });
});

test('a claim template of a StatefulSet is a block device', () => {
  // GIVEN
  const device = VolumeDevice.claimTemplate('/dev/disk', { name: 'raw', storage: Size.gibibytes(1) });

  // WHEN
  const manifests = synthesize(
    (chart) => new StatefulWorkload(chart, 'web', { ...SOUND, serviceName: 'web', devices: [device] }),
  );

  // THEN
  expect(only('StatefulSet', manifests).spec).toMatchObject({
    volumeClaimTemplates: [{ metadata: { name: 'raw' }, spec: { volumeMode: 'Block' } }],
    template: { spec: { containers: [{ volumeDevices: [{ name: 'raw', devicePath: '/dev/disk' }] }] } },
  });
});

test('a claim template with a file system is refused', () => {
  const template = { name: 'raw', storage: Size.gibibytes(1), volumeMode: PersistentVolumeMode.FILE_SYSTEM };

  expect(messageOf(() => VolumeDevice.claimTemplate('/dev/disk', template))).toBe(
    'the claim template "raw" of a device must have volumeMode Block, got Filesystem',
  );
});
