import { Size } from 'cdk8s';
import {
  EmptyDirMedium,
  HostPathVolumeType,
  ImagePullPolicy,
  MountPropagation,
  PersistentVolumeAccessMode,
  PersistentVolumeMode,
} from 'cdk8s-plus-27';
import {
  type CsiMountOptions,
  type EmptyDirMountOptions,
  type EphemeralClaimProps,
  type FilesMountOptions,
  type HostPathMountOptions,
  type ImageMountOptions,
  Mount,
  type MountOptions,
  type ProjectedMountOptions,
} from '../../lib';
import { ProjectedSource } from '../../lib/pod/projection';
import { expectEveryPropToShow } from '../support/every-prop';
import { messageOf } from '../support/message-of';
import { type Json, podJson } from '../support/pod-json';

/** The volumes of a pod whose main container has these mounts, and the mounts. */
function mounted(...mounts: Mount[]): { readonly volumes: unknown; readonly volumeMounts: unknown } {
  const { spec } = podJson({ mounts }) as { spec: { volumes: unknown; containers: Json[] } };
  return { volumes: spec.volumes, volumeMounts: spec.containers[0]?.volumeMounts };
}

test.each<[string, Mount, unknown]>([
  [
    'a ConfigMap',
    Mount.configMap('/m', 'web.config', { items: { 'a.conf': 'b.conf' }, mode: 0o400, optional: true }),
    {
      name: 'web-config',
      configMap: {
        name: 'web.config',
        items: [{ key: 'a.conf', path: 'b.conf' }],
        defaultMode: 0o400,
        optional: true,
      },
    },
  ],
  [
    'a Secret',
    Mount.secret('/m', 'db', { items: { k: 'k' }, mode: 0, optional: false }),
    {
      name: 'db',
      secret: { secretName: 'db', items: [{ key: 'k', path: 'k' }], defaultMode: 0, optional: false },
    },
  ],
  ['a claim', Mount.claim('/m', 'data'), { name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  ['an empty directory', Mount.emptyDir('/m'), { name: 'm', emptyDir: {} }],
  [
    'memory',
    Mount.emptyDir('/m', { medium: EmptyDirMedium.MEMORY, sizeLimit: Size.mebibytes(8) }),
    { name: 'm', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } },
  ],
  ['the default medium', Mount.emptyDir('/m', { medium: EmptyDirMedium.DEFAULT }), { name: 'm', emptyDir: {} }],
  [
    'a path of the node',
    Mount.hostPath('/m', '/', { type: HostPathVolumeType.DIRECTORY }),
    { name: 'root', hostPath: { path: '/', type: 'Directory' } },
  ],
  [
    'an NFS export',
    Mount.nfs('/m', 'nfs.local', '/exports', { readOnly: true }),
    { name: 'exports', nfs: { server: 'nfs.local', path: '/exports', readOnly: true } },
  ],
  [
    'several sources',
    Mount.projected('/m', [ProjectedSource.configMap('a'), ProjectedSource.secret('b')], { mode: 0o440 }),
    {
      name: 'm',
      projected: { sources: [{ configMap: { name: 'a' } }, { secret: { name: 'b' } }], defaultMode: 0o440 },
    },
  ],
  [
    'what a CSI driver makes',
    Mount.csi('/m', 'secrets-store.csi.k8s.io', { readOnly: true, attributes: { provider: 'vault' }, secretName: 'a' }),
    {
      name: 'm',
      csi: {
        driver: 'secrets-store.csi.k8s.io',
        readOnly: true,
        volumeAttributes: { provider: 'vault' },
        nodePublishSecretRef: { name: 'a' },
      },
    },
  ],
  [
    'a claim that lives as long as the pod',
    Mount.ephemeral('/m', { storage: Size.gibibytes(1), labels: { a: 'b' } }),
    {
      name: 'm',
      ephemeral: {
        volumeClaimTemplate: {
          metadata: { labels: { a: 'b' } },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      },
    },
  ],
  [
    'the files of an image',
    Mount.image('/m', 'models:1', { pullPolicy: ImagePullPolicy.ALWAYS }),
    { name: 'm', image: { reference: 'models:1', pullPolicy: 'Always' } },
  ],
  [
    'what the pod says of itself',
    Mount.downwardApi('/m', [{ path: 'labels', fieldPath: 'metadata.labels' }], { mode: 0o444 }),
    {
      name: 'm',
      downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }], defaultMode: 0o444 },
    },
  ],
])('mounts %s by one declaration', (_, mount, volume) => {
  expect(mounted(mount)).toMatchObject({ volumes: [volume], volumeMounts: [{ mountPath: '/m' }] });
  expect(mounted(mount).volumes).toEqual([volume]);
});

test('every option shows', () => {
  // GIVEN
  const all: Required<MountOptions> = {
    volumeName: 'named',
    readOnly: true,
    subPath: 'a',
    subPathExpr: '$(A)',
    recursiveReadOnly: 'Enabled',
    propagation: MountPropagation.HOST_TO_CONTAINER,
  };
  const files: Required<FilesMountOptions> = { ...all, items: { k: 'f' }, mode: 0o400, optional: true };
  const projected: Required<ProjectedMountOptions> = { ...all, mode: 0o400 };
  const emptyDir: Required<EmptyDirMountOptions> = {
    ...all,
    medium: EmptyDirMedium.MEMORY,
    sizeLimit: Size.mebibytes(1),
  };
  const hostPath: Required<HostPathMountOptions> = { ...all, type: HostPathVolumeType.FILE };
  const csi: Required<CsiMountOptions> = { ...all, fsType: 'ext4', attributes: { a: 'b' }, secretName: 's' };
  const image: Required<ImageMountOptions> = { ...all, pullPolicy: ImagePullPolicy.ALWAYS };
  const claim: Required<EphemeralClaimProps> = {
    storage: Size.gibibytes(1),
    storageClassName: 'fast',
    accessModes: [PersistentVolumeAccessMode.READ_WRITE_MANY],
    volumeMode: PersistentVolumeMode.BLOCK,
    volumeLabels: { a: 'b' },
    volumeName: 'v',
    labels: { c: 'd' },
    annotations: { e: 'f' },
  };

  // THEN
  expectEveryPropToShow({ all, others: {} }, (options) => mounted(Mount.claim('/m', 'c', options)));
  expectEveryPropToShow({ all, others: {} }, (options) => mounted(Mount.nfs('/m', 's', '/e', options)));
  expectEveryPropToShow({ all: files, others: {} }, (options) => mounted(Mount.configMap('/m', 'c', options)));
  expectEveryPropToShow({ all: files, others: {} }, (options) => mounted(Mount.secret('/m', 'c', options)));
  expectEveryPropToShow({ all: projected, others: {} }, (options) => mounted(Mount.projected('/m', [], options)));
  expectEveryPropToShow({ all: projected, others: {} }, (options) => mounted(Mount.downwardApi('/m', [], options)));
  expectEveryPropToShow({ all: emptyDir, others: {} }, (options) => mounted(Mount.emptyDir('/m', options)));
  expectEveryPropToShow({ all: csi, others: {} }, (options) => mounted(Mount.csi('/m', 'd', options)));
  expectEveryPropToShow({ all: image, others: {} }, (options) => mounted(Mount.image('/m', 'i:1', options)));
  expectEveryPropToShow({ all, others: {} }, (options) => mounted(Mount.ephemeral('/m', claim, options)));
  expectEveryPropToShow({ all: claim, others: { storage: Size.gibibytes(2) } }, (props) =>
    mounted(Mount.ephemeral('/m', props)),
  );
  expectEveryPropToShow({ all: hostPath, others: {} }, (options) => mounted(Mount.hostPath('/m', '/h', options)));
});

test('a volume is mounted again at another path, or by name', () => {
  // GIVEN
  const config = Mount.configMap('/etc/web', 'web');

  // THEN
  expect(mounted(config, config.at('/etc/other', { readOnly: true }), Mount.volume('/third', 'web'))).toEqual({
    volumes: [{ name: 'web', configMap: { name: 'web' } }],
    volumeMounts: [
      { name: 'web', mountPath: '/etc/web' },
      { name: 'web', mountPath: '/etc/other', readOnly: true },
      { name: 'web', mountPath: '/third' },
    ],
  });
});

test('a volume is named after the end of a long path, in a label', () => {
  expect(Mount.emptyDir(`/${'long/'.repeat(20)}Cache_Dir/`).volumeName).toMatch(/^ng-(long-)+cache-dir$/);
});

test('nothing is written for no items', () => {
  expect(mounted(Mount.configMap('/m', 'c', { items: {} })).volumes).toEqual([{ name: 'c', configMap: { name: 'c' } }]);
});

test.each<[string, () => unknown, string]>([
  [
    'two different volumes of one name',
    () => mounted(Mount.configMap('/a', 'web'), Mount.secret('/b', 'web')),
    'volume "web" is declared twice: {"name":"web","configMap":{"name":"web"}} and {"name":"web","secret":{"secretName":"web"}}; give one of the mounts another volumeName',
  ],
  [
    'two empty directories of one name, which would be one directory',
    () => mounted(Mount.emptyDir('/tmp'), Mount.emptyDir('/other', { volumeName: 'tmp' })),
    'volume "tmp" is declared twice, by two empty directories: give one of the mounts another volumeName, or use one mount in both places',
  ],
  [
    'a claim template and a volume of one name',
    () => mounted(Mount.claimTemplate('/a', { name: 'data', storage: Size.gibibytes(1) }), Mount.claim('/b', 'data')),
    'volume "data" is declared twice: as a claim template and as {"name":"data","persistentVolumeClaim":{"claimName":"data"}}; give one of the mounts another name',
  ],
  [
    'two different claim templates of one name',
    () =>
      mounted(
        Mount.claimTemplate('/a', { name: 'data', storage: Size.gibibytes(1) }),
        Mount.claimTemplate('/b', { name: 'data', storage: Size.gibibytes(2) }),
      ),
    'volume "data" is declared twice: {"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}} and {"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"2Gi"}}}}; give one of the mounts another volumeName',
  ],
  [
    'another name for the volume of a claim template',
    () => Mount.claimTemplate('/a', { name: 'data', storage: Size.gibibytes(1) }, { volumeName: 'other' }),
    'the volume of a claim template has the template\'s name "data", got volumeName "other"',
  ],
  [
    'two names for one volume',
    () => Mount.volume('/a', 'one', { volumeName: 'two' }),
    'the volume is named twice: "one" and "two"',
  ],
])('refuses %s', (_, action, message) => {
  expect(messageOf(action)).toBe(message);
});
