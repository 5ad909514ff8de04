import { type Fields, isFields, type Json } from '../manifest';
import { at, type DefaultTable, items } from './rule';

const core = (name: string) => `k8s.io/kubernetes/pkg/apis/core/v1/defaults.go ${name}`;
const API = 'k8s.io/api/core/v1/types.go +default';
/** Three hours. */
const AFFINITY_SECONDS = 10800;

/** Of a reference to an object, all but its name. */
const REFERENCE = ['apiVersion', 'kind', 'namespace', 'uid', 'resourceVersion', 'fieldPath'];

const isType =
  (...types: string[]) =>
  (spec: Fields): boolean =>
    types.includes(spec.type as string);

const reachedFromOutside = (spec: Fields): boolean =>
  isType('LoadBalancer', 'NodePort')(spec) ||
  (spec.type === 'ClusterIP' && Array.isArray(spec.externalIPs) && spec.externalIPs.length > 0);

const isHeadlessWithoutSelector = (spec: Fields): boolean => spec.clusterIP === 'None' && spec.selector === undefined;

/** Services, configuration, quotas, namespaces. */
export const CORE_DEFAULTS: DefaultTable = [
  { on: 'core.ServiceSpec', set: 'sessionAffinity', to: 'None', source: core('SetDefaults_Service') },
  {
    on: 'core.ServiceSpec',
    sets: 'sessionAffinityConfig',
    source: core('SetDefaults_Service'),
    apply: (spec, set) => {
      if (spec.sessionAffinity === 'None' && spec.sessionAffinityConfig !== undefined)
        set(['sessionAffinityConfig'], undefined);
      if (
        spec.sessionAffinity === 'ClientIP' &&
        at(spec, 'sessionAffinityConfig.clientIP.timeoutSeconds') === undefined
      ) {
        set(['sessionAffinityConfig'], { clientIP: { timeoutSeconds: AFFINITY_SECONDS } });
      }
    },
  },
  { on: 'core.ServiceSpec', set: 'type', to: 'ClusterIP', source: core('SetDefaults_Service') },
  { on: 'core.ServicePort', set: 'protocol', to: 'TCP', source: core('SetDefaults_Service') },
  {
    on: 'core.ServicePort',
    sets: 'targetPort',
    source: core('SetDefaults_Service'),
    apply: (port, set) => {
      if (port.targetPort === undefined || port.targetPort === 0 || port.targetPort === '')
        set(['targetPort'], port.port);
    },
  },
  {
    on: 'core.ServiceSpec',
    set: 'externalTrafficPolicy',
    to: 'Cluster',
    when: reachedFromOutside,
    source: core('SetDefaults_Service'),
  },
  {
    on: 'core.ServiceSpec',
    set: 'internalTrafficPolicy',
    to: 'Cluster',
    when: isType('NodePort', 'LoadBalancer', 'ClusterIP'),
    source: core('SetDefaults_Service'),
  },
  {
    on: 'core.ServiceSpec',
    set: 'allocateLoadBalancerNodePorts',
    to: true,
    when: isType('LoadBalancer'),
    source: core('SetDefaults_Service'),
  },
  {
    on: 'core.ServiceSpec',
    set: 'ipFamilyPolicy',
    to: (spec) => (isHeadlessWithoutSelector(spec) ? 'RequireDualStack' : 'SingleStack'),
    when: isType('NodePort', 'LoadBalancer', 'ClusterIP'),
    source:
      'k8s.io/kubernetes/pkg/registry/core/service/storage/alloc.go initIPFamilyFields, in a cluster of IPv4 alone',
  },
  {
    on: 'core.ServiceSpec',
    set: 'ipFamilies',
    to: (spec) =>
      isHeadlessWithoutSelector(spec) ? ['IPv4', 'IPv6'] : spec.ipFamilyPolicy === 'SingleStack' ? ['IPv4'] : undefined,
    when: isType('NodePort', 'LoadBalancer', 'ClusterIP'),
    source:
      'k8s.io/kubernetes/pkg/registry/core/service/storage/alloc.go initIPFamilyFields, in a cluster of IPv4 alone',
  },
  { on: 'core.EndpointPort', set: 'protocol', to: 'TCP', source: core('SetDefaults_Endpoints') },
  { on: 'core.Secret', set: 'type', to: 'Opaque', source: core('SetDefaults_Secret') },
  {
    on: 'core.Secret',
    sets: 'data',
    source: 'k8s.io/kubernetes/pkg/apis/core/v1/conversion.go Convert_v1_Secret_To_core_Secret',
    apply: (secret, set) => {
      if (!isFields(secret.stringData)) return;
      for (const [key, text] of Object.entries(secret.stringData)) {
        set(['data', key], Buffer.from(text as string, 'utf8').toString('base64'));
      }
      set(['stringData'], undefined);
    },
  },
  {
    on: 'core.Namespace',
    sets: 'metadata.labels[kubernetes.io/metadata.name]',
    source: core('SetDefaults_Namespace'),
    apply: (namespace, set) => {
      const name = at(namespace, 'metadata.name');
      if (typeof name !== 'string' || name === '') return;
      const labels = at(namespace, 'metadata.labels');
      if (isFields(labels) && labels['kubernetes.io/metadata.name'] === name) return;
      set(['metadata', 'labels', 'kubernetes.io/metadata.name'], name);
    },
  },
  {
    on: 'core.ServiceAccount',
    sets: 'secrets',
    source: 'k8s.io/kubernetes/pkg/registry/core/serviceaccount/strategy.go cleanSecretReferences',
    // Of a reference the server keeps the name alone.
    apply: ({ secrets }, set) => {
      for (const [index, secret] of items(secrets).entries()) {
        for (const field of REFERENCE) if (secret[field] !== undefined) set(['secrets', index, field], undefined);
      }
    },
  },
  {
    on: 'core.ReplicationController',
    set: 'spec.selector',
    to: (controller) => copy(at(controller, 'spec.template.metadata.labels')),
    source: core('SetDefaults_ReplicationController'),
  },
  {
    on: 'core.ReplicationController',
    set: 'metadata.labels',
    to: (controller) => copy(at(controller, 'spec.template.metadata.labels')),
    source: core('SetDefaults_ReplicationController'),
  },
  { on: 'core.ReplicationControllerSpec', set: 'replicas', to: 1, source: API },
  {
    on: 'core.LimitRangeItem',
    sets: 'default, defaultRequest',
    source: core('SetDefaults_LimitRangeItem'),
    apply: (item, set) => {
      if (item.type !== 'Container') return;
      fill(item, 'default', 'max', set);
      fill(item, 'defaultRequest', 'default', set);
      fill(item, 'defaultRequest', 'min', set);
    },
  },
];

function fill(item: Fields, into: string, from: string, set: (steps: string[], value: Json | undefined) => void): void {
  const source = item[from];
  if (!isFields(source)) return;
  for (const [name, value] of Object.entries(source)) {
    const target = item[into];
    if (!isFields(target) || target[name] === undefined) set([into, name], value);
  }
}

function copy(value: Json | undefined): Json | undefined {
  return isFields(value) && Object.keys(value).length > 0 ? { ...value } : undefined;
}
