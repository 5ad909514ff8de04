// Source: APILifecycleRemoved of the types in k8s.io/api, removals up to Kubernetes 1.37.

interface Removal {
  readonly kinds: readonly string[];
  readonly since: string;
  readonly successor: string;
}

const WORKLOADS = ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'];
const WEBHOOKS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
const POLICIES = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'];
const REVIEWS = [
  'LocalSubjectAccessReview',
  'SelfSubjectAccessReview',
  'SelfSubjectRulesReview',
  'SubjectAccessReview',
];
const FLOW = ['FlowSchema', 'PriorityLevelConfiguration'];
const FLOW_V1 = 'flowcontrol.apiserver.k8s.io/v1';
const DEVICES = ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'];
const RBAC = ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'];

const REMOVALS: ReadonlyMap<string, readonly Removal[]> = new Map(
  Object.entries({
    'extensions/v1beta1': [
      { kinds: WORKLOADS, since: '1.16', successor: 'apps/v1' },
      { kinds: ['NetworkPolicy'], since: '1.16', successor: 'networking.k8s.io/v1' },
      { kinds: ['Ingress'], since: '1.22', successor: 'networking.k8s.io/v1' },
    ],
    'apps/v1beta1': [{ kinds: [...WORKLOADS, 'ControllerRevision'], since: '1.16', successor: 'apps/v1' }],
    'apps/v1beta2': [{ kinds: [...WORKLOADS, 'ControllerRevision'], since: '1.16', successor: 'apps/v1' }],
    'batch/v1beta1': [{ kinds: ['CronJob'], since: '1.25', successor: 'batch/v1' }],
    'policy/v1beta1': [{ kinds: ['PodDisruptionBudget'], since: '1.25', successor: 'policy/v1' }],
    'discovery.k8s.io/v1beta1': [{ kinds: ['EndpointSlice'], since: '1.25', successor: 'discovery.k8s.io/v1' }],
    'autoscaling/v2beta1': [{ kinds: ['HorizontalPodAutoscaler'], since: '1.25', successor: 'autoscaling/v2' }],
    'autoscaling/v2beta2': [{ kinds: ['HorizontalPodAutoscaler'], since: '1.26', successor: 'autoscaling/v2' }],
    'networking.k8s.io/v1beta1': [
      { kinds: ['Ingress', 'IngressClass'], since: '1.22', successor: 'networking.k8s.io/v1' },
      { kinds: ['IPAddress', 'ServiceCIDR'], since: '1.37', successor: 'networking.k8s.io/v1' },
    ],
    'rbac.authorization.k8s.io/v1beta1': [{ kinds: RBAC, since: '1.22', successor: 'rbac.authorization.k8s.io/v1' }],
    'scheduling.k8s.io/v1beta1': [{ kinds: ['PriorityClass'], since: '1.22', successor: 'scheduling.k8s.io/v1' }],
    'storage.k8s.io/v1beta1': [
      {
        kinds: ['StorageClass', 'CSIDriver', 'CSINode', 'VolumeAttachment'],
        since: '1.22',
        successor: 'storage.k8s.io/v1',
      },
      { kinds: ['CSIStorageCapacity'], since: '1.27', successor: 'storage.k8s.io/v1' },
      { kinds: ['VolumeAttributesClass'], since: '1.37', successor: 'storage.k8s.io/v1' },
    ],
    'storage.k8s.io/v1alpha1': [
      { kinds: ['CSIStorageCapacity', 'VolumeAttachment'], since: '1.24', successor: 'storage.k8s.io/v1' },
      { kinds: ['VolumeAttributesClass'], since: '1.35', successor: 'storage.k8s.io/v1' },
    ],
    'apiextensions.k8s.io/v1beta1': [
      { kinds: ['CustomResourceDefinition'], since: '1.22', successor: 'apiextensions.k8s.io/v1' },
    ],
    'apiregistration.k8s.io/v1beta1': [
      { kinds: ['APIService'], since: '1.22', successor: 'apiregistration.k8s.io/v1' },
    ],
    'admissionregistration.k8s.io/v1beta1': [
      { kinds: WEBHOOKS, since: '1.22', successor: 'admissionregistration.k8s.io/v1' },
      { kinds: POLICIES, since: '1.34', successor: 'admissionregistration.k8s.io/v1' },
    ],
    'admissionregistration.k8s.io/v1alpha1': [
      { kinds: POLICIES, since: '1.32', successor: 'admissionregistration.k8s.io/v1' },
    ],
    'authentication.k8s.io/v1alpha1': [
      { kinds: ['SelfSubjectReview'], since: '1.32', successor: 'authentication.k8s.io/v1' },
    ],
    'authentication.k8s.io/v1beta1': [
      { kinds: ['TokenReview'], since: '1.22', successor: 'authentication.k8s.io/v1' },
      { kinds: ['SelfSubjectReview'], since: '1.33', successor: 'authentication.k8s.io/v1' },
    ],
    'authorization.k8s.io/v1beta1': [{ kinds: REVIEWS, since: '1.22', successor: 'authorization.k8s.io/v1' }],
    'certificates.k8s.io/v1beta1': [
      { kinds: ['CertificateSigningRequest'], since: '1.22', successor: 'certificates.k8s.io/v1' },
    ],
    'certificates.k8s.io/v1alpha1': [
      { kinds: ['ClusterTrustBundle'], since: '1.37', successor: 'certificates.k8s.io/v1beta1' },
    ],
    'coordination.k8s.io/v1beta1': [{ kinds: ['Lease'], since: '1.22', successor: 'coordination.k8s.io/v1' }],
    'events.k8s.io/v1beta1': [{ kinds: ['Event'], since: '1.25', successor: 'events.k8s.io/v1' }],
    'flowcontrol.apiserver.k8s.io/v1beta1': [{ kinds: FLOW, since: '1.26', successor: FLOW_V1 }],
    'flowcontrol.apiserver.k8s.io/v1beta2': [{ kinds: FLOW, since: '1.29', successor: FLOW_V1 }],
    'flowcontrol.apiserver.k8s.io/v1beta3': [{ kinds: FLOW, since: '1.32', successor: FLOW_V1 }],
    'networking.k8s.io/v1alpha1': [
      { kinds: ['IPAddress', 'ServiceCIDR'], since: '1.33', successor: 'networking.k8s.io/v1' },
    ],
    'node.k8s.io/v1beta1': [{ kinds: ['RuntimeClass'], since: '1.25', successor: 'node.k8s.io/v1' }],
    'resource.k8s.io/v1alpha3': [{ kinds: DEVICES, since: '1.37', successor: 'resource.k8s.io/v1' }],
    'storagemigration.k8s.io/v1alpha1': [
      { kinds: ['StorageVersionMigration'], since: '1.36', successor: 'storagemigration.k8s.io/v1beta1' },
    ],
  }),
);

/** The problem with an API version that is that Kubernetes 1.37 no longer serves, if so. */
export function removedApiVersion(apiVersion: string, kind: string): string | undefined {
  const removal = REMOVALS.get(apiVersion)?.find(({ kinds }) => kinds.includes(kind));
  return (
    removal &&
    `must be a version that is still served: ${kind} moved to ${removal.successor} in ${removal.since}, got "${apiVersion}"`
  );
}
