import { type Fields, type Json, type Manifest } from '../../../lib/testing/equivalence/manifest';

export interface DefaultCase {
  /** The type that the rule is on. */
  readonly type: string;
  /** The field from there, its steps divided by slashes. */
  readonly field: string;
  /** What the API server fills in. */
  readonly filled: Json;
  /** Another value that it leaves alone. */
  readonly other?: Json;
  /** What the object holds besides. */
  readonly given?: Fields;
}

type Row = [field: string, filled: Json, other?: Json, given?: Fields];

function on(type: string, ...rows: Row[]): DefaultCase[] {
  return rows.map(([field, filled, other, given]) => ({ type, field, filled, other, given }));
}

const metadata = { name: 'x' };

function object(apiVersion: string, kind: string, fields: object): Manifest {
  return { apiVersion, kind, metadata, ...fields };
}

const pod = (spec: Fields): Manifest => object('v1', 'Pod', { spec });
const container = (fields: Fields): Manifest => pod({ containers: [{ name: 'c', ...fields }] });
const volume = (fields: Fields): Manifest => pod({ volumes: [{ name: 'v', ...fields }] });
const persistentVolume = (spec: Fields): Manifest => object('v1', 'PersistentVolume', { spec });
const webhooks = (kind: string, fields: Fields): Manifest =>
  object('admissionregistration.k8s.io/v1', kind, { webhooks: [fields] });
const priorityLevel = (spec: Fields): Manifest =>
  object('flowcontrol.apiserver.k8s.io/v1', 'PriorityLevelConfiguration', { spec });

/** For each type a manifest that holds an object of it, and where. */
const HOSTS: Record<string, [path: string, wrap: (fields: Fields) => Manifest]> = {
  'core.Pod': ['', (fields) => object('v1', 'Pod', fields)],
  'core.PodSpec': ['spec', pod],
  'core.Container': ['spec/containers/0', container],
  'core.EphemeralContainer': ['spec/ephemeralContainers/0', (fields) => pod({ ephemeralContainers: [fields] })],
  'core.ContainerPort': ['spec/containers/0/ports/0', (fields) => container({ ports: [fields] })],
  'core.Probe': ['spec/containers/0/startupProbe', (fields) => container({ startupProbe: fields })],
  'core.HTTPGetAction': [
    'spec/containers/0/lifecycle/preStop/httpGet',
    (fields) => container({ lifecycle: { preStop: { httpGet: fields } } }),
  ],
  'core.GRPCAction': [
    'spec/containers/0/livenessProbe/grpc',
    (fields) => container({ livenessProbe: { grpc: fields } }),
  ],
  'core.ObjectFieldSelector': [
    'spec/containers/0/env/0/valueFrom/fieldRef',
    (fields) => container({ env: [{ name: 'A', valueFrom: { fieldRef: fields } }] }),
  ],
  'core.Volume': ['spec/volumes/0', volume],
  'core.ImageVolumeSource': ['spec/volumes/0/image', (fields) => volume({ image: fields })],
  'core.SecretVolumeSource': ['spec/volumes/0/secret', (fields) => volume({ secret: fields })],
  'core.ConfigMapVolumeSource': ['spec/volumes/0/configMap', (fields) => volume({ configMap: fields })],
  'core.DownwardAPIVolumeSource': ['spec/volumes/0/downwardAPI', (fields) => volume({ downwardAPI: fields })],
  'core.ProjectedVolumeSource': ['spec/volumes/0/projected', (fields) => volume({ projected: fields })],
  'core.ServiceAccountTokenProjection': [
    'spec/volumes/0/projected/sources/0/serviceAccountToken',
    (fields) => volume({ projected: { sources: [{ serviceAccountToken: fields }] } }),
  ],
  'core.HostPathVolumeSource': ['spec/volumes/0/hostPath', (fields) => volume({ hostPath: fields })],
  'core.ISCSIVolumeSource': ['spec/volumes/0/iscsi', (fields) => volume({ iscsi: fields })],
  'core.ISCSIPersistentVolumeSource': ['spec/iscsi', (fields) => persistentVolume({ iscsi: fields })],
  'core.RBDVolumeSource': ['spec/volumes/0/rbd', (fields) => volume({ rbd: fields })],
  'core.RBDPersistentVolumeSource': ['spec/rbd', (fields) => persistentVolume({ rbd: fields })],
  'core.AzureDiskVolumeSource': ['spec/volumes/0/azureDisk', (fields) => volume({ azureDisk: fields })],
  'core.ScaleIOVolumeSource': ['spec/volumes/0/scaleIO', (fields) => volume({ scaleIO: fields })],
  'core.ScaleIOPersistentVolumeSource': ['spec/scaleIO', (fields) => persistentVolume({ scaleIO: fields })],
  'core.PersistentVolumeSpec': ['spec', persistentVolume],
  'core.PersistentVolumeClaimSpec': [
    'spec/volumeClaimTemplates/0/spec',
    (spec) => object('apps/v1', 'StatefulSet', { spec: { volumeClaimTemplates: [{ metadata, spec }] } }),
  ],
  'core.PersistentVolumeClaim': ['', (fields) => object('v1', 'PersistentVolumeClaim', fields)],
  'core.NodeSpec': ['spec', (spec) => object('v1', 'Node', { spec })],
  'core.ServiceSpec': ['spec', (spec) => object('v1', 'Service', { spec })],
  'core.ServicePort': ['spec/ports/0', (fields) => object('v1', 'Service', { spec: { ports: [fields] } })],
  'core.EndpointPort': ['subsets/0/ports/0', (fields) => object('v1', 'Endpoints', { subsets: [{ ports: [fields] }] })],
  'core.Secret': ['', (fields) => object('v1', 'Secret', fields)],
  'core.Namespace': ['', (fields) => object('v1', 'Namespace', fields)],
  'core.ServiceAccount': ['', (fields) => object('v1', 'ServiceAccount', fields)],
  'core.ReplicationController': ['', (fields) => object('v1', 'ReplicationController', fields)],
  'core.ReplicationControllerSpec': ['spec', (spec) => object('v1', 'ReplicationController', { spec })],
  'core.LimitRangeItem': ['spec/limits/0', (fields) => object('v1', 'LimitRange', { spec: { limits: [fields] } })],
  'apps.DeploymentSpec': ['spec', (spec) => object('apps/v1', 'Deployment', { spec })],
  'apps.RollingUpdateDeployment': [
    'spec/strategy/rollingUpdate',
    (rollingUpdate) => object('apps/v1', 'Deployment', { spec: { strategy: { type: 'Recreate', rollingUpdate } } }),
  ],
  'apps.DaemonSetSpec': ['spec', (spec) => object('apps/v1', 'DaemonSet', { spec })],
  'apps.RollingUpdateDaemonSet': [
    'spec/updateStrategy/rollingUpdate',
    (rollingUpdate) =>
      object('apps/v1', 'DaemonSet', { spec: { updateStrategy: { type: 'OnDelete', rollingUpdate } } }),
  ],
  'apps.StatefulSetSpec': ['spec', (spec) => object('apps/v1', 'StatefulSet', { spec })],
  'apps.RollingUpdateStatefulSetStrategy': [
    'spec/updateStrategy/rollingUpdate',
    (rollingUpdate) =>
      object('apps/v1', 'StatefulSet', { spec: { updateStrategy: { type: 'OnDelete', rollingUpdate } } }),
  ],
  'apps.ReplicaSetSpec': ['spec', (spec) => object('apps/v1', 'ReplicaSet', { spec })],
  'batch.Job': ['', (fields) => object('batch/v1', 'Job', fields)],
  'batch.PodFailurePolicyOnPodConditionsPattern': [
    'spec/podFailurePolicy/rules/0/onPodConditions/0',
    (fields) => object('batch/v1', 'Job', { spec: { podFailurePolicy: { rules: [{ onPodConditions: [fields] }] } } }),
  ],
  'batch.CronJobSpec': ['spec', (spec) => object('batch/v1', 'CronJob', { spec })],
  'autoscaling.HorizontalPodAutoscalerSpec': [
    'spec',
    (spec) => object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec }),
  ],
  'autoscaling.HorizontalPodAutoscalerBehavior': [
    'spec/behavior',
    (behavior) => object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { behavior } }),
  ],
  'networking.NetworkPolicyPort': [
    'spec/ingress/0/ports/0',
    (fields) => object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { ingress: [{ ports: [fields] }] } }),
  ],
  'networking.NetworkPolicySpec': ['spec', (spec) => object('networking.k8s.io/v1', 'NetworkPolicy', { spec })],
  'networking.IngressClassSpec': ['spec', (spec) => object('networking.k8s.io/v1', 'IngressClass', { spec })],
  'rbac.ClusterRoleBinding': ['', (fields) => object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', fields)],
  'rbac.RoleBinding': ['', (fields) => object('rbac.authorization.k8s.io/v1', 'RoleBinding', fields)],
  'rbac.Subject': [
    'subjects/0',
    (fields) => object('rbac.authorization.k8s.io/v1', 'RoleBinding', { subjects: [fields] }),
  ],
  'storage.StorageClass': ['', (fields) => object('storage.k8s.io/v1', 'StorageClass', fields)],
  'storage.CSIDriverSpec': ['spec', (spec) => object('storage.k8s.io/v1', 'CSIDriver', { spec })],
  'discovery.EndpointPort': [
    'ports/0',
    (fields) => object('discovery.k8s.io/v1', 'EndpointSlice', { ports: [fields] }),
  ],
  'scheduling.PriorityClass': ['', (fields) => object('scheduling.k8s.io/v1', 'PriorityClass', fields)],
  'admissionregistration.ValidatingWebhook': [
    'webhooks/0',
    (fields) => webhooks('ValidatingWebhookConfiguration', fields),
  ],
  'admissionregistration.MutatingWebhook': ['webhooks/0', (fields) => webhooks('MutatingWebhookConfiguration', fields)],
  'admissionregistration.RuleWithOperations': [
    'webhooks/0/rules/0',
    (fields) => webhooks('MutatingWebhookConfiguration', { rules: [fields] }),
  ],
  'admissionregistration.NamedRuleWithOperations': [
    'spec/matchConstraints/resourceRules/0',
    (fields) =>
      object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', {
        spec: { matchConstraints: { resourceRules: [fields] } },
      }),
  ],
  'admissionregistration.ServiceReference': [
    'webhooks/0/clientConfig/service',
    (service) => webhooks('ValidatingWebhookConfiguration', { clientConfig: { service } }),
  ],
  'admissionregistration.ValidatingAdmissionPolicySpec': [
    'spec',
    (spec) => object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', { spec }),
  ],
  'admissionregistration.MatchResources': [
    'spec/matchConstraints',
    (matchConstraints) =>
      object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', { spec: { matchConstraints } }),
  ],
  'flowcontrol.FlowSchemaSpec': ['spec', (spec) => object('flowcontrol.apiserver.k8s.io/v1', 'FlowSchema', { spec })],
  'flowcontrol.ExemptPriorityLevelConfiguration': ['spec/exempt', (exempt) => priorityLevel({ exempt })],
  'flowcontrol.LimitedPriorityLevelConfiguration': ['spec/limited', (limited) => priorityLevel({ limited })],
  'flowcontrol.QueuingConfiguration': [
    'spec/limited/limitResponse/queuing',
    (queuing) => priorityLevel({ limited: { limitResponse: { queuing } } }),
  ],
};

/** A manifest with an object of a type, and the path there. */
export function host(type: string, fields: Fields): { manifest: Manifest; path: string } {
  const [path, wrap] = HOSTS[type] as [string, (given: Fields) => Manifest];
  return { manifest: wrap(structuredClone(fields)), path };
}

const RBAC = 'rbac.authorization.k8s.io';
const ROLLING = { type: 'RollingUpdate' };
const LABELS = { template: { metadata: { labels: { a: 'b' } } } };
const LIMITED = { resources: { limits: { cpu: '1', memory: '2Gi' } } };
const HOST_PORTS = { spec: { hostNetwork: true, containers: [{ ports: [{ containerPort: 80 }] }] } };

export const CASES: readonly DefaultCase[] = [
  ...on(
    'core.Pod',
    ['spec/enableServiceLinks', true, false],
    [
      'spec/containers/0/resources/requests',
      { cpu: '1', memory: '2Gi' },
      undefined,
      { spec: { containers: [LIMITED] } },
    ],
    ['spec/initContainers/0/resources/requests/cpu', '1', '500m', { spec: { initContainers: [LIMITED] } }],
    ['spec/containers/0/ports/0/hostPort', 80, 81, HOST_PORTS],
    [
      'spec/resources/requests',
      { cpu: '1500m', memory: '1Gi' },
      undefined,
      {
        spec: {
          resources: { limits: { cpu: '4', memory: '1Gi' } },
          containers: [{ resources: { requests: { cpu: '1' } } }, { resources: { requests: { cpu: '500m' } } }],
          initContainers: [{ resources: { requests: { cpu: '1200m' } } }],
        },
      },
    ],
  ),
  ...on(
    'core.PodSpec',
    ['dnsPolicy', 'ClusterFirst', 'None'],
    ['restartPolicy', 'Always', 'Never'],
    ['securityContext', {}, { runAsNonRoot: true }],
    ['terminationGracePeriodSeconds', 30, 0],
    ['schedulerName', 'default-scheduler', 'mine'],
    ['serviceAccountName', 'old', 'new', { serviceAccount: 'old' }],
    ['serviceAccount', 'new', undefined, { serviceAccount: 'old', serviceAccountName: 'new' }],
  ),
  ...['core.Container', 'core.EphemeralContainer'].flatMap((type) =>
    on(
      type,
      ['imagePullPolicy', 'Always', 'Never', { image: 'nginx' }],
      ['imagePullPolicy', 'Always', 'IfNotPresent', { image: 'host:5000/nginx:latest' }],
      ['imagePullPolicy', 'IfNotPresent', 'Always', { image: 'nginx:1.25' }],
      ['imagePullPolicy', 'IfNotPresent', 'Always', { image: `nginx@sha256:${'a'.repeat(64)}` }],
      ['imagePullPolicy', 'IfNotPresent', 'Always', { image: 'Not A Reference' }],
      ['terminationMessagePath', '/dev/termination-log', '/tmp/log'],
      ['terminationMessagePolicy', 'File', 'FallbackToLogsOnError'],
    ),
  ),
  ...on('core.ContainerPort', ['protocol', 'TCP', 'UDP']),
  ...on(
    'core.Probe',
    ['timeoutSeconds', 1, 5],
    ['periodSeconds', 10, 3],
    ['successThreshold', 1, 2],
    ['failureThreshold', 3, 30],
  ),
  ...on('core.HTTPGetAction', ['path', '/', '/healthz'], ['scheme', 'HTTP', 'HTTPS']),
  ...on('core.GRPCAction', ['service', '', 'health']),
  ...on('core.ObjectFieldSelector', ['apiVersion', 'v1', 'v2']),
  ...on('core.Volume', ['emptyDir', {}, { medium: 'Memory' }]),
  ...on(
    'core.ImageVolumeSource',
    ['pullPolicy', 'Always', 'Never', { reference: 'a' }],
    ['pullPolicy', 'IfNotPresent', 'Always', { reference: 'a:1' }],
  ),
  ...['Secret', 'ConfigMap', 'DownwardAPI', 'Projected'].flatMap((source) =>
    on(`core.${source}VolumeSource`, ['defaultMode', 0o644, 0o400]),
  ),
  ...on('core.ServiceAccountTokenProjection', ['expirationSeconds', 3600, 600]),
  ...on('core.HostPathVolumeSource', ['type', '', 'Directory']),
  ...['core.ISCSIVolumeSource', 'core.ISCSIPersistentVolumeSource'].flatMap((type) =>
    on(type, ['iscsiInterface', 'default', 'eth0']),
  ),
  ...['core.RBDVolumeSource', 'core.RBDPersistentVolumeSource'].flatMap((type) =>
    on(type, ['pool', 'rbd', 'mine'], ['user', 'admin', 'me'], ['keyring', '/etc/ceph/keyring', '/k']),
  ),
  ...on(
    'core.AzureDiskVolumeSource',
    ['cachingMode', 'ReadWrite', 'None'],
    ['fsType', 'ext4', 'xfs'],
    ['readOnly', false, true],
    ['kind', 'Shared', 'Managed'],
  ),
  ...['core.ScaleIOVolumeSource', 'core.ScaleIOPersistentVolumeSource'].flatMap((type) =>
    on(type, ['storageMode', 'ThinProvisioned', 'ThickProvisioned'], ['fsType', 'xfs', 'ext4']),
  ),
  ...on(
    'core.PersistentVolumeSpec',
    ['persistentVolumeReclaimPolicy', 'Retain', 'Delete'],
    ['volumeMode', 'Filesystem', 'Block'],
  ),
  ...on('core.PersistentVolumeClaimSpec', ['volumeMode', 'Filesystem', 'Block']),
  ...on(
    'core.PersistentVolumeClaim',
    [
      'spec/dataSourceRef',
      { kind: 'PersistentVolumeClaim', name: 'a' },
      undefined,
      { spec: { dataSource: { kind: 'PersistentVolumeClaim', name: 'a' } } },
    ],
    [
      'spec/dataSource',
      { apiGroup: 'example.com', kind: 'Backup', name: 'a' },
      undefined,
      { spec: { dataSourceRef: { apiGroup: 'example.com', kind: 'Backup', name: 'a' } } },
    ],
  ),
  ...on(
    'core.NodeSpec',
    ['podCIDRs', ['10.0.0.0/24'], undefined, { podCIDR: '10.0.0.0/24' }],
    ['podCIDR', '10.0.0.0/24', undefined, { podCIDRs: ['10.0.0.0/24'] }],
  ),
  ...on(
    'core.ServiceSpec',
    ['sessionAffinity', 'None', 'ClientIP'],
    [
      'sessionAffinityConfig',
      { clientIP: { timeoutSeconds: 10800 } },
      { clientIP: { timeoutSeconds: 5 } },
      { sessionAffinity: 'ClientIP' },
    ],
    ['type', 'ClusterIP', 'NodePort'],
    ['externalTrafficPolicy', 'Cluster', 'Local', { type: 'NodePort' }],
    ['externalTrafficPolicy', 'Cluster', 'Local', { type: 'LoadBalancer' }],
    ['externalTrafficPolicy', 'Cluster', 'Local', { externalIPs: ['1.2.3.4'] }],
    ['internalTrafficPolicy', 'Cluster', 'Local'],
    ['allocateLoadBalancerNodePorts', true, false, { type: 'LoadBalancer' }],
    ['ipFamilyPolicy', 'SingleStack', 'PreferDualStack'],
    ['ipFamilyPolicy', 'RequireDualStack', 'SingleStack', { clusterIP: 'None' }],
    ['ipFamilies', ['IPv4'], ['IPv6']],
  ),
  ...on('core.ServicePort', ['protocol', 'TCP', 'UDP'], ['targetPort', 80, 'http', { port: 80 }]),
  ...on('core.EndpointPort', ['protocol', 'TCP', 'UDP']),
  ...on(
    'core.Secret',
    ['type', 'Opaque', 'kubernetes.io/tls'],
    ['data', { a: 'MQ==', b: 'Mg==' }, undefined, { data: { a: 'eA==', b: 'Mg==' }, stringData: { a: '1' } }],
  ),
  ...on('core.Namespace', ['metadata/labels', { 'kubernetes.io/metadata.name': 'x' }]),
  ...on('core.ServiceAccount', ['secrets', [{ name: 'a' }], undefined, { secrets: [{ name: 'a', kind: 'Secret' }] }]),
  ...on(
    'core.ReplicationController',
    ['spec/selector', { a: 'b' }, { c: 'd' }, { spec: LABELS }],
    ['metadata/labels', { a: 'b' }, { c: 'd' }, { metadata: { name: 'x' }, spec: LABELS }],
  ),
  ...on('core.ReplicationControllerSpec', ['replicas', 1, 0]),
  ...on(
    'core.LimitRangeItem',
    ['default', { cpu: '2' }, { cpu: '1' }, { type: 'Container', max: { cpu: '2' } }],
    ['defaultRequest', { cpu: '1' }, { cpu: '500m' }, { type: 'Container', max: { cpu: '2' }, default: { cpu: '1' } }],
    [
      'defaultRequest',
      { cpu: '1', memory: '1Gi' },
      undefined,
      { type: 'Container', default: { cpu: '1' }, min: { memory: '1Gi' } },
    ],
  ),
  ...on(
    'apps.DeploymentSpec',
    ['replicas', 1, 0],
    ['strategy/type', 'RollingUpdate', 'Recreate'],
    ['strategy/rollingUpdate/maxUnavailable', '25%', 0, { strategy: ROLLING }],
    ['strategy/rollingUpdate/maxSurge', '25%', 0],
    ['revisionHistoryLimit', 10, 0],
    ['progressDeadlineSeconds', 600, 60],
  ),
  ...on('apps.RollingUpdateDeployment', ['maxUnavailable', 0, 1], ['maxSurge', 0, 1]),
  ...on(
    'apps.DaemonSetSpec',
    ['updateStrategy/type', 'RollingUpdate', 'OnDelete'],
    ['updateStrategy/rollingUpdate/maxUnavailable', 1, '10%', { updateStrategy: ROLLING }],
    ['updateStrategy/rollingUpdate/maxSurge', 0, 1],
    ['revisionHistoryLimit', 10, 0],
  ),
  ...on('apps.RollingUpdateDaemonSet', ['maxUnavailable', 0, 1], ['maxSurge', 0, 1]),
  ...on(
    'apps.StatefulSetSpec',
    ['podManagementPolicy', 'OrderedReady', 'Parallel'],
    [
      'updateStrategy',
      { type: 'RollingUpdate', rollingUpdate: { partition: 0, maxUnavailable: 1 } },
      { type: 'OnDelete' },
    ],
    ['persistentVolumeClaimRetentionPolicy/whenDeleted', 'Retain', 'Delete'],
    ['persistentVolumeClaimRetentionPolicy/whenScaled', 'Retain', 'Delete'],
    ['replicas', 1, 0],
    ['revisionHistoryLimit', 10, 0],
    ['volumeClaimTemplates/0/kind', 'PersistentVolumeClaim', undefined, { volumeClaimTemplates: [{}] }],
    ['volumeClaimTemplates/0/apiVersion', 'v1', undefined, { volumeClaimTemplates: [{ apiVersion: 'v2' }] }],
  ),
  ...on('apps.RollingUpdateStatefulSetStrategy', ['partition', 0, 2]),
  ...on('apps.ReplicaSetSpec', ['replicas', 1, 0]),
  ...on(
    'batch.Job',
    ['spec/completions', 1, 5],
    ['spec/parallelism', 1, 5],
    ['spec/parallelism', 1, 0, { spec: { completions: 3 } }],
    ['spec/backoffLimit', 6, 0],
    ['spec/backoffLimit', 2147483647, 0, { spec: { backoffLimitPerIndex: 1 } }],
    ['metadata/labels', { a: 'b' }, { c: 'd' }, { metadata: { name: 'x' }, spec: LABELS }],
    ['spec/completionMode', 'NonIndexed', 'Indexed'],
    ['spec/suspend', false, true],
    ['spec/podReplacementPolicy', 'TerminatingOrFailed', 'Failed'],
    ['spec/podReplacementPolicy', 'Failed', 'TerminatingOrFailed', { spec: { podFailurePolicy: { rules: [] } } }],
    ['spec/manualSelector', false, true],
  ),
  ...on('batch.PodFailurePolicyOnPodConditionsPattern', ['status', 'True', 'False']),
  ...on(
    'batch.CronJobSpec',
    ['concurrencyPolicy', 'Allow', 'Forbid'],
    ['suspend', false, true],
    ['successfulJobsHistoryLimit', 3, 0],
    ['failedJobsHistoryLimit', 1, 0],
  ),
  ...on(
    'autoscaling.HorizontalPodAutoscalerSpec',
    ['minReplicas', 1, 2],
    [
      'metrics',
      [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
      [{ type: 'Pods' }],
    ],
  ),
  ...on(
    'autoscaling.HorizontalPodAutoscalerBehavior',
    ['scaleUp/stabilizationWindowSeconds', 0, 60],
    ['scaleUp/selectPolicy', 'Max', 'Min'],
    [
      'scaleUp/policies',
      [
        { type: 'Pods', value: 4, periodSeconds: 15 },
        { type: 'Percent', value: 100, periodSeconds: 15 },
      ],
      [{ type: 'Pods', value: 1, periodSeconds: 60 }],
    ],
    ['scaleDown/selectPolicy', 'Max', 'Disabled'],
    ['scaleDown/policies', [{ type: 'Percent', value: 100, periodSeconds: 15 }], [{ type: 'Pods', value: 1 }]],
  ),
  ...on('networking.NetworkPolicyPort', ['protocol', 'TCP', 'UDP']),
  ...on(
    'networking.NetworkPolicySpec',
    ['policyTypes', ['Ingress'], ['Egress']],
    ['policyTypes', ['Ingress', 'Egress'], ['Egress'], { egress: [{}] }],
  ),
  ...on('networking.IngressClassSpec', ['parameters/scope', 'Cluster', 'Namespace', { parameters: { kind: 'K' } }]),
  ...on('rbac.ClusterRoleBinding', ['roleRef/apiGroup', RBAC, 'other']),
  ...on('rbac.RoleBinding', ['roleRef/apiGroup', RBAC, 'other']),
  ...on('rbac.Subject', ['apiGroup', RBAC, 'x', { kind: 'User' }], ['apiGroup', RBAC, 'x', { kind: 'Group' }]),
  ...on(
    'storage.StorageClass',
    ['reclaimPolicy', 'Delete', 'Retain'],
    ['volumeBindingMode', 'Immediate', 'WaitForFirstConsumer'],
  ),
  ...on(
    'storage.CSIDriverSpec',
    ['attachRequired', true, false],
    ['podInfoOnMount', false, true],
    ['storageCapacity', false, true],
    ['fsGroupPolicy', 'ReadWriteOnceWithFSType', 'None'],
    ['volumeLifecycleModes', ['Persistent'], ['Ephemeral']],
    ['requiresRepublish', false, true],
    ['seLinuxMount', false, true],
  ),
  ...on('discovery.EndpointPort', ['name', '', 'http'], ['protocol', 'TCP', 'UDP']),
  ...on('scheduling.PriorityClass', ['preemptionPolicy', 'PreemptLowerPriority', 'Never']),
  ...['Validating', 'Mutating'].flatMap((kind) =>
    on(
      `admissionregistration.${kind}Webhook`,
      ['failurePolicy', 'Fail', 'Ignore'],
      ['matchPolicy', 'Equivalent', 'Exact'],
      ['namespaceSelector', {}, { matchLabels: { a: 'b' } }],
      ['objectSelector', {}, { matchLabels: { a: 'b' } }],
      ['timeoutSeconds', 10, 5],
    ),
  ),
  ...on('admissionregistration.MutatingWebhook', ['reinvocationPolicy', 'Never', 'IfNeeded']),
  ...on('admissionregistration.RuleWithOperations', ['scope', '*', 'Cluster']),
  ...on('admissionregistration.NamedRuleWithOperations', ['scope', '*', 'Namespaced']),
  ...on('admissionregistration.ServiceReference', ['port', 443, 8443]),
  ...on('admissionregistration.ValidatingAdmissionPolicySpec', ['failurePolicy', 'Fail', 'Ignore']),
  ...on(
    'admissionregistration.MatchResources',
    ['matchPolicy', 'Equivalent', 'Exact'],
    ['namespaceSelector', {}, { matchLabels: { a: 'b' } }],
    ['objectSelector', {}, { matchLabels: { a: 'b' } }],
  ),
  ...on('flowcontrol.FlowSchemaSpec', ['matchingPrecedence', 1000, 500]),
  ...on('flowcontrol.ExemptPriorityLevelConfiguration', ['nominalConcurrencyShares', 0, 5], ['lendablePercent', 0, 5]),
  ...on(
    'flowcontrol.LimitedPriorityLevelConfiguration',
    ['nominalConcurrencyShares', 30, 5],
    ['lendablePercent', 0, 5],
  ),
  ...on('flowcontrol.QueuingConfiguration', ['handSize', 8, 5], ['queues', 64, 5], ['queueLengthLimit', 50, 5]),
];

/** Rules that must not fire. */
export const NOT_FILLED: readonly { type: string; field: string; given: Fields }[] = [
  {
    type: 'core.Pod',
    field: 'spec/containers/0/resources/requests',
    given: { spec: { containers: [{ resources: {} }] } },
  },
  {
    type: 'core.Pod',
    field: 'spec/containers/0/ports/0/hostPort',
    given: { spec: { containers: [{ ports: [{ containerPort: 80 }] }] } },
  },
  { type: 'core.Pod', field: 'spec/resources', given: { spec: { containers: [LIMITED] } } },
  {
    type: 'core.Pod',
    field: 'spec/resources/requests/ephemeral-storage',
    given: { spec: { resources: { limits: { cpu: '1', 'ephemeral-storage': '1Gi' } } } },
  },
  { type: 'core.PodSpec', field: 'serviceAccountName', given: {} },
  { type: 'core.Container', field: 'securityContext', given: {} },
  { type: 'core.Container', field: 'livenessProbe', given: {} },
  { type: 'core.Probe', field: 'httpGet', given: { exec: { command: ['a'] } } },
  { type: 'core.Probe', field: 'initialDelaySeconds', given: {} },
  { type: 'core.Volume', field: 'emptyDir', given: { hostPath: { path: '/' } } },
  { type: 'core.PersistentVolumeClaim', field: 'spec/storageClassName', given: {} },
  {
    type: 'core.PersistentVolumeClaim',
    field: 'spec/dataSource',
    given: { spec: { dataSource: { apiGroup: 'example.com', kind: 'Backup', name: 'a' } } },
  },
  {
    type: 'core.PersistentVolumeClaim',
    field: 'spec/dataSource',
    given: { spec: { dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'a', namespace: 'other' } } },
  },
  { type: 'core.ServiceSpec', field: 'externalTrafficPolicy', given: {} },
  { type: 'core.ServiceSpec', field: 'internalTrafficPolicy', given: { type: 'ExternalName' } },
  { type: 'core.ServiceSpec', field: 'ipFamilyPolicy', given: { type: 'ExternalName' } },
  { type: 'core.ServiceSpec', field: 'allocateLoadBalancerNodePorts', given: { type: 'NodePort' } },
  { type: 'core.ServiceSpec', field: 'sessionAffinityConfig', given: {} },
  {
    type: 'core.ServiceSpec',
    field: 'sessionAffinityConfig',
    given: { sessionAffinity: 'None', sessionAffinityConfig: { clientIP: { timeoutSeconds: 5 } } },
  },
  { type: 'core.ServicePort', field: 'nodePort', given: { port: 80 } },
  { type: 'core.ServicePort', field: 'appProtocol', given: { port: 80 } },
  { type: 'core.Secret', field: 'stringData', given: { stringData: { a: 'b' } } },
  { type: 'core.Namespace', field: 'metadata/labels', given: { metadata: { generateName: 'x-' } } },
  { type: 'core.LimitRangeItem', field: 'default', given: { type: 'Pod', max: { cpu: '2' } } },
  { type: 'core.ReplicationController', field: 'spec/selector', given: { spec: { template: { metadata: {} } } } },
  { type: 'apps.DeploymentSpec', field: 'strategy/rollingUpdate', given: { strategy: { type: 'Recreate' } } },
  { type: 'apps.DeploymentSpec', field: 'minReadySeconds', given: {} },
  { type: 'apps.DeploymentSpec', field: 'selector', given: LABELS },
  {
    type: 'apps.DaemonSetSpec',
    field: 'updateStrategy/rollingUpdate',
    given: { updateStrategy: { type: 'OnDelete' } },
  },
  { type: 'apps.StatefulSetSpec', field: 'updateStrategy/rollingUpdate', given: { updateStrategy: ROLLING } },
  { type: 'batch.Job', field: 'spec/completions', given: { spec: { parallelism: 3 } } },
  { type: 'batch.Job', field: 'spec/ttlSecondsAfterFinished', given: {} },
  { type: 'batch.Job', field: 'metadata/labels', given: { spec: {} } },
  { type: 'batch.CronJobSpec', field: 'startingDeadlineSeconds', given: {} },
  { type: 'autoscaling.HorizontalPodAutoscalerSpec', field: 'behavior', given: {} },
  {
    type: 'autoscaling.HorizontalPodAutoscalerBehavior',
    field: 'scaleDown/stabilizationWindowSeconds',
    given: {},
  },
  { type: 'networking.IngressClassSpec', field: 'parameters', given: { controller: 'a/b' } },
  { type: 'rbac.Subject', field: 'apiGroup', given: { kind: 'ServiceAccount' } },
  { type: 'storage.StorageClass', field: 'allowVolumeExpansion', given: {} },
  { type: 'storage.CSIDriverSpec', field: 'tokenRequests', given: {} },
  { type: 'scheduling.PriorityClass', field: 'globalDefault', given: {} },
];
