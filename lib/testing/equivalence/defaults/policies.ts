import { type Fields, isFields, type Json } from '../manifest';
import { type DefaultRule, type DefaultTable } from './rule';

const from = (group: string) => (name: string) => `k8s.io/kubernetes/pkg/apis/${group}/defaults.go ${name}`;
const autoscaling = from('autoscaling/v2');
const networking = from('networking/v1');
const rbac = from('rbac/v1');
const storage = from('storage/v1');
const discovery = from('discovery/v1');
const scheduling = from('scheduling/v1');

const RBAC_GROUP = 'rbac.authorization.k8s.io';

const has =
  (field: string) =>
  (object: Fields): boolean =>
    isFields(object[field]);

/** autoscaling, networking, rbac, storage, discovery and scheduling. The policy group has no defaults. */
export const POLICY_DEFAULTS: DefaultTable = [
  {
    on: 'autoscaling.HorizontalPodAutoscalerSpec',
    set: 'minReplicas',
    to: 1,
    source: autoscaling('SetDefaults_HorizontalPodAutoscaler'),
  },
  {
    on: 'autoscaling.HorizontalPodAutoscalerSpec',
    set: 'metrics',
    to: () => [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
    ],
    source: autoscaling('SetDefaults_HorizontalPodAutoscaler'),
  },
  scalingRule('scaleUp', 'stabilizationWindowSeconds', 0),
  scalingRule('scaleUp', 'selectPolicy', 'Max'),
  scalingRule('scaleUp', 'policies', [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ]),
  scalingRule('scaleDown', 'selectPolicy', 'Max'),
  scalingRule('scaleDown', 'policies', [{ type: 'Percent', value: 100, periodSeconds: 15 }]),

  {
    on: 'networking.NetworkPolicyPort',
    set: 'protocol',
    to: 'TCP',
    source: networking('SetDefaults_NetworkPolicyPort'),
  },
  {
    on: 'networking.NetworkPolicySpec',
    set: 'policyTypes',
    to: ({ egress }) => (egress === undefined ? ['Ingress'] : ['Ingress', 'Egress']),
    source: networking('SetDefaults_NetworkPolicy'),
  },
  {
    on: 'networking.IngressClassSpec',
    set: 'parameters.scope',
    to: 'Cluster',
    when: has('parameters'),
    source: networking('SetDefaults_IngressClass'),
  },

  {
    on: 'rbac.ClusterRoleBinding',
    set: 'roleRef.apiGroup',
    to: RBAC_GROUP,
    source: rbac('SetDefaults_ClusterRoleBinding'),
  },
  { on: 'rbac.RoleBinding', set: 'roleRef.apiGroup', to: RBAC_GROUP, source: rbac('SetDefaults_RoleBinding') },
  {
    on: 'rbac.Subject',
    set: 'apiGroup',
    to: RBAC_GROUP,
    when: ({ kind }) => kind === 'User' || kind === 'Group',
    source: rbac('SetDefaults_Subject'),
  },

  { on: 'storage.StorageClass', set: 'reclaimPolicy', to: 'Delete', source: storage('SetDefaults_StorageClass') },
  {
    on: 'storage.StorageClass',
    set: 'volumeBindingMode',
    to: 'Immediate',
    source: storage('SetDefaults_StorageClass'),
  },
  { on: 'storage.CSIDriverSpec', set: 'attachRequired', to: true, source: storage('SetDefaults_CSIDriver') },
  { on: 'storage.CSIDriverSpec', set: 'podInfoOnMount', to: false, source: storage('SetDefaults_CSIDriver') },
  { on: 'storage.CSIDriverSpec', set: 'storageCapacity', to: false, source: storage('SetDefaults_CSIDriver') },
  {
    on: 'storage.CSIDriverSpec',
    set: 'fsGroupPolicy',
    to: 'ReadWriteOnceWithFSType',
    source: storage('SetDefaults_CSIDriver'),
  },
  {
    on: 'storage.CSIDriverSpec',
    set: 'volumeLifecycleModes',
    to: () => ['Persistent'],
    source: storage('SetDefaults_CSIDriver'),
  },
  { on: 'storage.CSIDriverSpec', set: 'requiresRepublish', to: false, source: storage('SetDefaults_CSIDriver') },
  { on: 'storage.CSIDriverSpec', set: 'seLinuxMount', to: false, source: storage('SetDefaults_CSIDriver') },

  { on: 'discovery.EndpointPort', set: 'name', to: '', source: discovery('SetDefaults_EndpointPort') },
  { on: 'discovery.EndpointPort', set: 'protocol', to: 'TCP', source: discovery('SetDefaults_EndpointPort') },

  {
    on: 'scheduling.PriorityClass',
    set: 'preemptionPolicy',
    to: 'PreemptLowerPriority',
    source: scheduling('SetDefaults_PriorityClass'),
  },
];

/** Filled in once there is a behavior at all. */
function scalingRule(rules: string, field: string, value: Json): DefaultRule {
  return {
    on: 'autoscaling.HorizontalPodAutoscalerBehavior',
    set: `${rules}.${field}`,
    to: () => structuredClone(value),
    source: autoscaling('SetDefaults_HorizontalPodAutoscalerBehavior'),
  };
}
