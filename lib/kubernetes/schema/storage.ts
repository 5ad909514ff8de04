/** Fields of the storage types, in the notation that `notation.ts` explains. */
export const STORAGE = `
CSIDriver: metadata meta.ObjectMeta, spec CSIDriverSpec
CSIDriverSpec: attachRequired *bool, podInfoOnMount *bool, volumeLifecycleModes [string]/, storageCapacity *bool,
  fsGroupPolicy *string, tokenRequests [TokenRequest], requiresRepublish *bool, seLinuxMount *bool,
  nodeAllocatableUpdatePeriodSeconds *int, serviceAccountTokenInSecrets *bool, preventPodSchedulingIfMissing *bool
CSIStorageCapacity: metadata meta.ObjectMeta, nodeTopology *meta.LabelSelector, storageClassName string,
  capacity *quantity, maximumVolumeSize *quantity
StorageClass: metadata meta.ObjectMeta, provisioner string, parameters {string}, reclaimPolicy *string,
  mountOptions [string], allowVolumeExpansion *bool, volumeBindingMode *string,
  allowedTopologies [core.TopologySelectorTerm]
TokenRequest: audience string, expirationSeconds *int
VolumeAttachment: metadata meta.ObjectMeta, spec VolumeAttachmentSpec, status any
VolumeAttachmentSource: persistentVolumeName *string, inlineVolumeSpec *core.PersistentVolumeSpec
VolumeAttachmentSpec: attacher string, source VolumeAttachmentSource, nodeName string
`;
