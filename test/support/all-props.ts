import { Duration, Size } from 'cdk8s';
import { Cpu, DnsPolicy, ImagePullPolicy } from 'cdk8s-plus-27';
import {
  type ContainerOptions,
  Env,
  LifecycleAction,
  Mount,
  NetworkPeer,
  type PodOptions,
  Probe,
  Resources,
  SecurityProfile,
  TerminationMessagePolicy,
  type WorkloadProps,
} from '../../lib';

/** Every prop of a container; nothing that any kind of workload refuses. */
export const ALL_CONTAINER_OPTIONS: Required<ContainerOptions> = {
  image: 'web:1',
  imagePullPolicy: ImagePullPolicy.ALWAYS,
  command: ['/web'],
  args: ['--verbose'],
  workingDir: '/srv',
  stdin: true,
  stdinOnce: true,
  tty: true,
  terminationMessagePath: '/tmp/message',
  terminationMessagePolicy: TerminationMessagePolicy.FALLBACK_TO_LOGS_ON_ERROR,
  ports: [{ number: 8080, name: 'http' }],
  env: [Env.value('A', '1'), Env.fromConfigMap('settings')],
  mounts: [Mount.emptyDir('/tmp')],
  resources: Resources.of({
    cpuRequest: Cpu.millis(100),
    cpuLimit: Cpu.units(1),
    memoryRequest: Size.mebibytes(64),
    memoryLimit: Size.mebibytes(128),
  }),
  liveness: Probe.httpGet('/live', { port: 8080 }),
  startup: Probe.httpGet('/start', { port: 8080 }),
  postStart: LifecycleAction.exec(['warm-up']),
  preStop: LifecycleAction.exec(['drain']),
};

/** Every prop of a pod. */
export const ALL_POD_OPTIONS: Required<PodOptions> = {
  initContainers: [{ name: 'init', image: 'init:1', resources: ALL_CONTAINER_OPTIONS.resources }],
  extraContainers: [{ name: 'sidecar', image: 'sidecar:1', resources: ALL_CONTAINER_OPTIONS.resources }],
  podLabels: { app: 'web' },
  podAnnotations: { note: 'pod' },
  podTemplateName: 'template',
  security: SecurityProfile.RESTRICTED,
  terminationGracePeriod: Duration.minutes(1),
  serviceAccountName: 'web',
  automountServiceAccountToken: true,
  nodeSelector: { disk: 'ssd' },
  tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }],
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'web' } } },
      ],
    },
  },
  topologySpread: [{ maxSkew: 2, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' }],
  priorityClassName: 'high',
  runtimeClassName: 'gvisor',
  schedulerName: 'other',
  imagePullSecrets: ['registry'],
  hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
  dnsPolicy: DnsPolicy.DEFAULT,
  dnsConfig: { nameservers: ['10.0.0.10'], searches: ['example.com'], options: { ndots: '2', rotate: '' } },
  readinessGates: ['example.com/in-service'],
  hostPID: true,
  hostIPC: true,
  hostUsers: false,
  hostNetwork: true,
  shareProcessNamespace: true,
  sysctls: { 'kernel.shm_rmid_forced': '1' },
  enableServiceLinks: false,
};

/** Every prop of a workload, with a config hash that nothing in the chart gives a value to. */
export const ALL_WORKLOAD_PROPS: Required<WorkloadProps> = {
  ...ALL_CONTAINER_OPTIONS,
  ...ALL_POD_OPTIONS,
  selector: { matchLabels: { select: 'web' }, matchExpressions: [{ key: 'select', operator: 'Exists' }] },
  connections: [
    {
      env: [Env.value('B', '2')],
      mounts: [Mount.emptyDir('/b')],
      podLabels: { client: 'b' },
      allowTo: [],
      connectedBy: () => undefined,
    },
  ],
  serviceAccount: { name: 'robot' },
  name: 'web',
  namespace: 'shop',
  labels: { tier: 'front' },
  annotations: { owner: 'object' },
  containerName: 'main',
  containerSecurity: SecurityProfile.custom({ user: 1000 }),
  requireResources: true,
  requirePinnedImages: true,
  checkReferences: true,
  configHash: true,
  networkPolicy: true,
  allowFrom: [NetworkPeer.namespace('front')],
  portAccess: [{ port: 8080, allowFrom: [NetworkPeer.namespace('monitoring')] }],
  allowTo: [{ peers: [NetworkPeer.cidr('10.0.0.0/8')], ports: [{ port: 5432 }] }],
};
