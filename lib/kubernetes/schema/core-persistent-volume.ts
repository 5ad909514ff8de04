/** Fields of the core types, in the notation that `notation.ts` explains. */
export const CORE_PERSISTENT_VOLUME = `
AzureFilePersistentVolumeSource: secretName string, shareName string, readOnly bool, secretNamespace *string
CSIPersistentVolumeSource: driver string, volumeHandle string, readOnly bool, fsType string,
  volumeAttributes {string}, controllerPublishSecretRef *SecretReference, nodeStageSecretRef *SecretReference,
  nodePublishSecretRef *SecretReference, controllerExpandSecretRef *SecretReference,
  nodeExpandSecretRef *SecretReference
CephFSPersistentVolumeSource: monitors [string], path string, user string, secretFile string,
  secretRef *SecretReference, readOnly bool
CinderPersistentVolumeSource: volumeID string, fsType string, readOnly bool, secretRef *SecretReference
FlexPersistentVolumeSource: driver string, fsType string, secretRef *SecretReference, readOnly bool,
  options {string}
GCEPersistentDiskVolumeSource: pdName string, fsType string, partition int, readOnly bool
GlusterfsPersistentVolumeSource: endpoints string, path string, readOnly bool, endpointsNamespace *string
ISCSIPersistentVolumeSource: targetPortal string, iqn string, lun int, iscsiInterface string, fsType string,
  readOnly bool, portals [string], chapAuthDiscovery bool, chapAuthSession bool, secretRef *SecretReference,
  initiatorName *string
PersistentVolume: metadata meta.ObjectMeta, spec PersistentVolumeSpec, status any
PersistentVolumeClaim: metadata meta.ObjectMeta, spec PersistentVolumeClaimSpec, status any
PersistentVolumeClaimSpec: accessModes [string]/, selector *meta.LabelSelector,
  resources VolumeResourceRequirements, volumeName string, storageClassName *string, volumeMode *string,
  dataSource *TypedLocalObjectReference, dataSourceRef *TypedObjectReference, volumeAttributesClassName *string
PersistentVolumeClaimTemplate: metadata meta.ObjectMeta, spec PersistentVolumeClaimSpec
PersistentVolumeClaimVolumeSource: claimName string, readOnly bool
PersistentVolumeSpec: capacity {quantity}, gcePersistentDisk *GCEPersistentDiskVolumeSource,
  awsElasticBlockStore *AWSElasticBlockStoreVolumeSource, hostPath *HostPathVolumeSource,
  glusterfs *GlusterfsPersistentVolumeSource, nfs *NFSVolumeSource, rbd *RBDPersistentVolumeSource,
  iscsi *ISCSIPersistentVolumeSource, cinder *CinderPersistentVolumeSource, cephfs *CephFSPersistentVolumeSource,
  fc *FCVolumeSource, flocker *FlockerVolumeSource, flexVolume *FlexPersistentVolumeSource,
  azureFile *AzureFilePersistentVolumeSource, vsphereVolume *VsphereVirtualDiskVolumeSource,
  quobyte *QuobyteVolumeSource, azureDisk *AzureDiskVolumeSource,
  photonPersistentDisk *PhotonPersistentDiskVolumeSource, portworxVolume *PortworxVolumeSource,
  scaleIO *ScaleIOPersistentVolumeSource, local *LocalVolumeSource, storageos *StorageOSPersistentVolumeSource,
  csi *CSIPersistentVolumeSource, accessModes [string]/, claimRef *ObjectReference,
  persistentVolumeReclaimPolicy string, storageClassName string, mountOptions [string], volumeMode *string,
  nodeAffinity *VolumeNodeAffinity, volumeAttributesClassName *string
PhotonPersistentDiskVolumeSource: pdID string, fsType string
RBDPersistentVolumeSource: monitors [string], image string, fsType string, pool string, user string, keyring string,
  secretRef *SecretReference, readOnly bool
ScaleIOPersistentVolumeSource: gateway string, system string, secretRef *SecretReference, sslEnabled bool,
  protectionDomain string, storagePool string, storageMode string, volumeName string, fsType string, readOnly bool
SecretReference: name string, namespace string
StorageOSPersistentVolumeSource: volumeName string, volumeNamespace string, fsType string, readOnly bool,
  secretRef *ObjectReference
TypedLocalObjectReference: apiGroup *string, kind string, name string
TypedObjectReference: apiGroup *string, kind string, name string, namespace *string
VolumeNodeAffinity: required *NodeSelector
VolumeResourceRequirements: limits {quantity}, requests {quantity}
`;
