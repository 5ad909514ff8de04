/** Fields of the core types, in the notation that `notation.ts` explains. */
export const CORE_VOLUME = `
AWSElasticBlockStoreVolumeSource: volumeID string, fsType string, partition int, readOnly bool
AzureDiskVolumeSource: diskName string, diskURI string, cachingMode *string, fsType *string, readOnly *bool,
  kind *string
AzureFileVolumeSource: secretName string, shareName string, readOnly bool
CSIVolumeSource: driver string, readOnly *bool, fsType *string, volumeAttributes {string},
  nodePublishSecretRef *LocalObjectReference
CephFSVolumeSource: monitors [string], path string, user string, secretFile string, secretRef *LocalObjectReference,
  readOnly bool
CinderVolumeSource: volumeID string, fsType string, readOnly bool, secretRef *LocalObjectReference
ClusterTrustBundleProjection: name *string, signerName *string, labelSelector *meta.LabelSelector, optional *bool,
  path string
ConfigMapProjection: name string, items [KeyToPath], optional *bool
ConfigMapVolumeSource: name string, items [KeyToPath], defaultMode *int, optional *bool
DownwardAPIProjection: items [DownwardAPIVolumeFile]
DownwardAPIVolumeFile: path string, fieldRef *ObjectFieldSelector, resourceFieldRef *ResourceFieldSelector,
  mode *int
DownwardAPIVolumeSource: items [DownwardAPIVolumeFile], defaultMode *int
EmptyDirVolumeSource: medium string, sizeLimit *quantity
EphemeralVolumeSource: volumeClaimTemplate *PersistentVolumeClaimTemplate
FCVolumeSource: targetWWNs [string], lun *int, fsType string, readOnly bool, wwids [string]
FlexVolumeSource: driver string, fsType string, secretRef *LocalObjectReference, readOnly bool, options {string}
FlockerVolumeSource: datasetName string, datasetUUID string
GitRepoVolumeSource: repository string, revision string, directory string
GlusterfsVolumeSource: endpoints string, path string, readOnly bool
HostPathVolumeSource: path string, type *string
ISCSIVolumeSource: targetPortal string, iqn string, lun int, iscsiInterface string, fsType string, readOnly bool,
  portals [string], chapAuthDiscovery bool, chapAuthSession bool, secretRef *LocalObjectReference,
  initiatorName *string
ImageVolumeSource: reference string, pullPolicy string
KeyToPath: key string, path string, mode *int
LocalVolumeSource: path string, fsType *string
NFSVolumeSource: server string, path string, readOnly bool
PortworxVolumeSource: volumeID string, fsType string, readOnly bool
ProjectedVolumeSource: sources [VolumeProjection], defaultMode *int
QuobyteVolumeSource: registry string, volume string, readOnly bool, user string, group string, tenant string
RBDVolumeSource: monitors [string], image string, fsType string, pool string, user string, keyring string,
  secretRef *LocalObjectReference, readOnly bool
ScaleIOVolumeSource: gateway string, system string, secretRef *LocalObjectReference, sslEnabled bool,
  protectionDomain string, storagePool string, storageMode string, volumeName string, fsType string, readOnly bool
SecretProjection: name string, items [KeyToPath], optional *bool
SecretVolumeSource: secretName string, items [KeyToPath], defaultMode *int, optional *bool
ServiceAccountTokenProjection: audience string, expirationSeconds *int, path string
StorageOSVolumeSource: volumeName string, volumeNamespace string, fsType string, readOnly bool,
  secretRef *LocalObjectReference
Volume: name string, hostPath *HostPathVolumeSource, emptyDir *EmptyDirVolumeSource,
  gcePersistentDisk *GCEPersistentDiskVolumeSource, awsElasticBlockStore *AWSElasticBlockStoreVolumeSource,
  gitRepo *GitRepoVolumeSource, secret *SecretVolumeSource, nfs *NFSVolumeSource, iscsi *ISCSIVolumeSource,
  glusterfs *GlusterfsVolumeSource, persistentVolumeClaim *PersistentVolumeClaimVolumeSource, rbd *RBDVolumeSource,
  flexVolume *FlexVolumeSource, cinder *CinderVolumeSource, cephfs *CephFSVolumeSource,
  flocker *FlockerVolumeSource, downwardAPI *DownwardAPIVolumeSource, fc *FCVolumeSource,
  azureFile *AzureFileVolumeSource, configMap *ConfigMapVolumeSource, vsphereVolume *VsphereVirtualDiskVolumeSource,
  quobyte *QuobyteVolumeSource, azureDisk *AzureDiskVolumeSource,
  photonPersistentDisk *PhotonPersistentDiskVolumeSource, projected *ProjectedVolumeSource,
  portworxVolume *PortworxVolumeSource, scaleIO *ScaleIOVolumeSource, storageos *StorageOSVolumeSource,
  csi *CSIVolumeSource, ephemeral *EphemeralVolumeSource, image *ImageVolumeSource
VolumeProjection: secret *SecretProjection, downwardAPI *DownwardAPIProjection, configMap *ConfigMapProjection,
  serviceAccountToken *ServiceAccountTokenProjection, clusterTrustBundle *ClusterTrustBundleProjection
VsphereVirtualDiskVolumeSource: volumePath string, fsType string, storagePolicyName string, storagePolicyID string
`;
