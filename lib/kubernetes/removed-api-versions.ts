// Source: https://kubernetes.io/docs/reference/using-api/deprecation-guide/, removals up to 1.27.

interface Removal {
  readonly kinds: readonly string[];
  readonly since: string;
  readonly successor: string;
}

const WORKLOADS = ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'];
const RBAC = ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'];

const REMOVALS: ReadonlyMap<string, readonly Removal[]> = new Map(
  Object.entries({
    'extensions/v1beta1': [
      { kinds: WORKLOADS, since: '1.16', successor: 'apps/v1' },
      { kinds: ['NetworkPolicy'], since: '1.16', successor: 'networking.k8s.io/v1' },
      { kinds: ['Ingress'], since: '1.22', successor: 'networking.k8s.io/v1' },
    ],
    'apps/v1beta1': [{ kinds: WORKLOADS, since: '1.16', successor: 'apps/v1' }],
    'apps/v1beta2': [{ kinds: WORKLOADS, since: '1.16', successor: 'apps/v1' }],
    'batch/v1beta1': [{ kinds: ['CronJob'], since: '1.25', successor: 'batch/v1' }],
    'policy/v1beta1': [{ kinds: ['PodDisruptionBudget'], since: '1.25', successor: 'policy/v1' }],
    'discovery.k8s.io/v1beta1': [{ kinds: ['EndpointSlice'], since: '1.25', successor: 'discovery.k8s.io/v1' }],
    'autoscaling/v2beta1': [{ kinds: ['HorizontalPodAutoscaler'], since: '1.25', successor: 'autoscaling/v2' }],
    'autoscaling/v2beta2': [{ kinds: ['HorizontalPodAutoscaler'], since: '1.26', successor: 'autoscaling/v2' }],
    'networking.k8s.io/v1beta1': [
      { kinds: ['Ingress', 'IngressClass'], since: '1.22', successor: 'networking.k8s.io/v1' },
    ],
    'rbac.authorization.k8s.io/v1beta1': [{ kinds: RBAC, since: '1.22', successor: 'rbac.authorization.k8s.io/v1' }],
    'scheduling.k8s.io/v1beta1': [{ kinds: ['PriorityClass'], since: '1.22', successor: 'scheduling.k8s.io/v1' }],
    'storage.k8s.io/v1beta1': [
      {
        kinds: ['StorageClass', 'CSIDriver', 'CSINode', 'VolumeAttachment'],
        since: '1.22',
        successor: 'storage.k8s.io/v1',
      },
    ],
    'apiextensions.k8s.io/v1beta1': [
      { kinds: ['CustomResourceDefinition'], since: '1.22', successor: 'apiextensions.k8s.io/v1' },
    ],
  }),
);

/** The problem with an API version that is no longer served by Kubernetes 1.27 and later, if so. */
export function removedApiVersion(apiVersion: string, kind: string): string | undefined {
  const removal = REMOVALS.get(apiVersion)?.find(({ kinds }) => kinds.includes(kind));
  return (
    removal &&
    `must be a version that is still served: ${kind} moved to ${removal.successor} in ${removal.since}, got "${apiVersion}"`
  );
}
