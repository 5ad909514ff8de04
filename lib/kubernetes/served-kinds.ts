// Source: the OpenAPI documents of Kubernetes 1.29, 1.34 and 1.37.

/** The kinds of every built-in API version that one of these servers can serve, alphas and betas included. */
const SERVED: Readonly<Record<string, string>> = {
  v1: 'Binding ConfigMap Endpoints Event LimitRange List Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
  'admissionregistration.k8s.io/v1':
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io/v1alpha1': 'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/v1beta1': 'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding',
  'apiextensions.k8s.io/v1': 'CustomResourceDefinition',
  'apiregistration.k8s.io/v1': 'APIService',
  'apps/v1': 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  'authentication.k8s.io/v1': 'SelfSubjectReview TokenReview',
  'authorization.k8s.io/v1':
    'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
  'autoscaling/v1': 'HorizontalPodAutoscaler',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
  'batch/v1': 'CronJob Job',
  'certificates.k8s.io/v1': 'CertificateSigningRequest ClusterTrustBundle PodCertificateRequest',
  'certificates.k8s.io/v1alpha1': 'PodCertificateRequest',
  'certificates.k8s.io/v1beta1': 'ClusterTrustBundle PodCertificateRequest',
  'coordination.k8s.io/v1': 'Lease',
  'coordination.k8s.io/v1alpha2': 'LeaseCandidate',
  'coordination.k8s.io/v1beta1': 'LeaseCandidate',
  'discovery.k8s.io/v1': 'EndpointSlice',
  'events.k8s.io/v1': 'Event',
  'flowcontrol.apiserver.k8s.io/v1': 'FlowSchema PriorityLevelConfiguration',
  'internal.apiserver.k8s.io/v1alpha1': 'StorageVersion',
  'lifecycle.k8s.io/v1alpha1': 'Eviction EvictionRequest',
  'networking.k8s.io/v1': 'IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR',
  'node.k8s.io/v1': 'RuntimeClass',
  'policy/v1': 'PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1': 'ClusterRole ClusterRoleBinding Role RoleBinding',
  'resource.k8s.io/v1': 'DeviceClass DeviceTaintRule ResourceClaim ResourceClaimTemplate ResourceSlice',
  'resource.k8s.io/v1alpha3': 'DeviceTaintRule ResourcePoolStatusRequest',
  'resource.k8s.io/v1beta1': 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice',
  'resource.k8s.io/v1beta2': 'DeviceClass DeviceTaintRule ResourceClaim ResourceClaimTemplate ResourceSlice',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'scheduling.k8s.io/v1alpha3': 'CompositePodGroup PodGroup Workload',
  'scheduling.k8s.io/v1beta1': 'PodGroup Workload',
  'storage.k8s.io/v1': 'CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass',
  'storagemigration.k8s.io/v1': 'StorageVersionMigration',
  'storagemigration.k8s.io/v1beta1': 'StorageVersionMigration',
};

const VERSIONS_OF_KIND = new Map<string, string[]>();
const GROUPS = new Set<string>(['extensions']);
for (const [apiVersion, kinds] of Object.entries(SERVED)) {
  GROUPS.add(groupOf(apiVersion));
  for (const kind of kinds.split(' ')) {
    VERSIONS_OF_KIND.set(kind, [...(VERSIONS_OF_KIND.get(kind) ?? []), apiVersion]);
  }
}

/** Whether a group is the API server's own, so that no CustomResourceDefinition can add a kind to it. */
export function isBuiltInGroup(group: string): boolean {
  return GROUPS.has(group);
}

/** Whether a server can serve the kind in this version. */
export function isServed(apiVersion: string, kind: string): boolean {
  return VERSIONS_OF_KIND.get(kind)?.includes(apiVersion) === true;
}

/** The versions in which servers serve a built-in kind, stable ones first. */
export function servedVersions(kind: string): readonly string[] {
  const versions = VERSIONS_OF_KIND.get(kind) ?? [];
  const isStable = (version: string): boolean => /v\d+$/.test(version);
  return [...versions.filter(isStable), ...versions.filter((version) => !isStable(version))];
}

/** The kinds of an API version. */
export function kindsOf(apiVersion: string): readonly string[] {
  return SERVED[apiVersion]?.split(' ') ?? [];
}

/** The API group of an apiVersion: '' for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
