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
  path string, user *int
ConfigMapProjection: name string, items [KeyToPath], optional *bool
ConfigMapVolumeSource: name string, items [KeyToPath], defaultMode *int, optional *bool, defaultUser *int
DownwardAPIProjection: items [DownwardAPIVolumeFile]
DownwardAPIVolumeFile: path string, fieldRef *ObjectFieldSelector, resourceFieldRef *ResourceFieldSelector,
  mode *int, user *int
DownwardAPIVolumeSource: items [DownwardAPIVolumeFile], defaultMode *int, defaultUser *int
EmptyDirVolumeSource: medium string, sizeLimit *quantity, mode *int
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
KeyToPath: key string, path string, mode *int, user *int
LocalVolumeSource: path string, fsType *string
NFSVolumeSource: server string, path string, readOnly bool
PortworxVolumeSource: volumeID string, fsType string, readOnly bool
PodCertificateProjection: signerName string, keyType string, maxExpirationSeconds *int, credentialBundlePath string,
  keyPath string, certificateChainPath string, userAnnotations {string}, user *int
ProjectedVolumeSource: sources [VolumeProjection], defaultMode *int, defaultUser *int
QuobyteVolumeSource: registry string, volume string, readOnly bool, user string, group string, tenant string
RBDVolumeSource: monitors [string], image string, fsType string, pool string, user string, keyring string,
  secretRef *LocalObjectReference, readOnly bool
ScaleIOVolumeSource: gateway string, system string, secretRef *LocalObjectReference, sslEnabled bool,
  protectionDomain string, storagePool string, storageMode string, volumeName string, fsType string, readOnly bool
SecretProjection: name string, items [KeyToPath], optional *bool
SecretVolumeSource: secretName string, items [KeyToPath], defaultMode *int, optional *bool, defaultUser *int
ServiceAccountTokenProjection: audience string, expirationSeconds *int, path string, user *int
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
VolumeProjection: podCertificate *PodCertificateProjection, secret *SecretProjection, downwardAPI *DownwardAPIProjection, configMap *ConfigMapProjection,
  serviceAccountToken *ServiceAccountTokenProjection, clusterTrustBundle *ClusterTrustBundleProjection
VsphereVirtualDiskVolumeSource: volumePath string, fsType string, storagePolicyName string, storagePolicyID string
`;
