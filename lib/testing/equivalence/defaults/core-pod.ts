import { isFields } from '../manifest';
import { defaultPullPolicy } from './image-tag';
import { defaultPodResources } from './pod-resources';
import { at, type DefaultTable, items } from './rule';

const core = (name: string) => `k8s.io/kubernetes/pkg/apis/core/v1/defaults.go ${name}`;
const API = 'k8s.io/api/core/v1/types.go +default';

/** Pods and pod templates. Rules on `core.Pod` do not reach templates: there, the server leaves the field absent. */
export const CORE_POD_DEFAULTS: DefaultTable = [
  {
    on: 'core.Pod',
    sets: 'spec.containers[].resources.requests, spec.initContainers[].resources.requests',
    source: core('SetDefaults_Pod'),
    apply: (pod, set) => {
      for (const list of ['containers', 'initContainers']) {
        for (const [index, container] of items(at(pod, `spec.${list}`)).entries()) {
          const limits = at(container, 'resources.limits');
          if (!isFields(limits)) continue;
          const requests = at(container, 'resources.requests');
          for (const [name, limit] of Object.entries(limits)) {
            if (!isFields(requests) || requests[name] === undefined) {
              set(['spec', list, index, 'resources', 'requests', name], limit);
            }
          }
        }
      }
    },
  },
  {
    on: 'core.Pod',
    sets: 'spec.resources.limits, spec.resources.requests',
    source: core('defaultHugePagePodLimits, defaultPodRequests'),
    apply: defaultPodResources,
  },
  { on: 'core.Pod', set: 'spec.enableServiceLinks', to: true, source: core('SetDefaults_Pod') },
  {
    on: 'core.Pod',
    sets: 'spec.containers[].ports[].hostPort, spec.initContainers[].ports[].hostPort',
    source: core('defaultHostNetworkPorts'),
    apply: (pod, set) => {
      if (at(pod, 'spec.hostNetwork') !== true) return;
      for (const list of ['containers', 'initContainers']) {
        for (const [index, container] of items(at(pod, `spec.${list}`)).entries()) {
          for (const [port, { hostPort, containerPort }] of items(container.ports).entries()) {
            if (hostPort === undefined) set(['spec', list, index, 'ports', port, 'hostPort'], containerPort);
          }
        }
      }
    },
  },
  { on: 'core.PodSpec', set: 'dnsPolicy', to: 'ClusterFirst', source: core('SetDefaults_PodSpec') },
  { on: 'core.PodSpec', set: 'restartPolicy', to: 'Always', source: core('SetDefaults_PodSpec') },
  { on: 'core.PodSpec', set: 'securityContext', to: () => ({}), source: core('SetDefaults_PodSpec') },
  { on: 'core.PodSpec', set: 'terminationGracePeriodSeconds', to: 30, source: core('SetDefaults_PodSpec') },
  { on: 'core.PodSpec', set: 'schedulerName', to: 'default-scheduler', source: core('SetDefaults_PodSpec') },
  {
    on: 'core.PodSpec',
    set: 'serviceAccountName',
    to: (spec) => spec.serviceAccount,
    source: 'k8s.io/kubernetes/pkg/apis/core/v1/conversion.go Convert_v1_PodSpec_To_core_PodSpec',
  },
  {
    on: 'core.PodSpec',
    sets: 'serviceAccount',
    source: 'k8s.io/kubernetes/pkg/apis/core/v1/conversion.go Convert_core_PodSpec_To_v1_PodSpec',
    apply: (spec, set) => {
      if (spec.serviceAccount !== spec.serviceAccountName) set(['serviceAccount'], spec.serviceAccountName);
    },
  },
  ...['core.Container', 'core.EphemeralContainer'].flatMap((on): DefaultTable => [
    {
      on,
      set: 'imagePullPolicy',
      to: ({ image }) => defaultPullPolicy(image),
      source: core('SetDefaults_Container'),
    },
    { on, set: 'terminationMessagePath', to: '/dev/termination-log', source: core('SetDefaults_Container') },
    { on, set: 'terminationMessagePolicy', to: 'File', source: core('SetDefaults_Container') },
  ]),
  { on: 'core.ContainerPort', set: 'protocol', to: 'TCP', source: API },
  { on: 'core.Probe', set: 'timeoutSeconds', to: 1, source: core('SetDefaults_Probe') },
  { on: 'core.Probe', set: 'periodSeconds', to: 10, source: core('SetDefaults_Probe') },
  { on: 'core.Probe', set: 'successThreshold', to: 1, source: core('SetDefaults_Probe') },
  { on: 'core.Probe', set: 'failureThreshold', to: 3, source: core('SetDefaults_Probe') },
  { on: 'core.HTTPGetAction', set: 'path', to: '/', source: core('SetDefaults_HTTPGetAction') },
  { on: 'core.HTTPGetAction', set: 'scheme', to: 'HTTP', source: core('SetDefaults_HTTPGetAction') },
  { on: 'core.GRPCAction', set: 'service', to: '', source: API },
  { on: 'core.ObjectFieldSelector', set: 'apiVersion', to: 'v1', source: core('SetDefaults_ObjectFieldSelector') },
];
