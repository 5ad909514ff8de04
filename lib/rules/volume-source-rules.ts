import { type Field } from './field';
import { absolutePath, oneOf, text } from './names';

// Source: validateVolumeSource and ValidatePersistentVolumeSpec in pkg/apis/core/validation/validation.go.

/** Fields that a source of a volume must have. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  awsElasticBlockStore: ['volumeID'],
  azureDisk: ['diskName', 'diskURI'],
  azureFile: ['secretName', 'shareName'],
  cinder: ['volumeID'],
  csi: ['driver'],
  flexVolume: ['driver'],
  gcePersistentDisk: ['pdName'],
  glusterfs: ['endpoints', 'path'],
  hostPath: ['path'],
  iscsi: ['targetPortal', 'iqn'],
  local: ['path'],
  nfs: ['server', 'path'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  quobyte: ['registry', 'volume'],
  rbd: ['image'],
  scaleIO: ['gateway', 'system', 'volumeName'],
  vsphereVolume: ['volumePath'],
};

/** What the sources of a Pod's volume and of a PersistentVolume have in common. */
export function checkVolumeSource(kind: string, source: Field, isPersistent: boolean): void {
  for (const field of REQUIRED[kind] ?? []) source.at(field).required(text);
  switch (kind) {
    case 'hostPath':
      source
        .at('type')
        .check(oneOf('DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'));
      break;
    case 'nfs':
      source.at('path').check(absolutePath);
      break;
    case 'azureDisk':
      source.at('kind').check(oneOf('Dedicated', 'Managed', 'Shared'));
      source.at('cachingMode').check(oneOf('None', 'ReadOnly', 'ReadWrite'));
      break;
    case 'cephfs':
    case 'rbd':
      if (source.at('monitors').items().length === 0) source.at('monitors').report('must have at least one monitor');
      break;
    case 'csi':
      if (isPersistent) source.at('volumeHandle').required(text);
      break;
  }
}
