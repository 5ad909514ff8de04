import { type Container, type Labels, type Manifest, podTemplateOf, type PodSpec } from './manifest';
import { type CheckName } from './rules';

type Spec = NonNullable<Manifest['spec']>;

/** Breaks one thing of the example. */
export type Break = (objects: Manifest[]) => unknown;

function ofKind(kind: string, edit: (object: Manifest, spec: Spec) => unknown): Break {
  return (objects) => {
    const object = objects.find((candidate) => candidate.kind === kind)!;
    object.spec ??= {};
    return edit(object, object.spec);
  };
}

function pod(edit: (pod: PodSpec) => unknown): Break {
  return ofKind('Deployment', (object) => edit(podTemplateOf(object)!.spec));
}

function container(edit: (container: Container) => unknown): Break {
  return pod(({ containers }) => edit(containers[0]!));
}

function resources(list: 'requests' | 'limits', resource: string): Break {
  return container((it) => delete it.resources![list]![resource]);
}

function hostPath(path: string): Break {
  return pod(({ volumes }) => volumes!.push({ name: 'host', hostPath: { path } }));
}

function remove(kind: string, name: string): Break {
  return (objects) =>
    objects.splice(
      objects.findIndex((object) => object.kind === kind && object.metadata.name === name),
      1,
    );
}

const CONFIG_SECRETS: readonly Labels[] = [
  { 'shop.conf': 'timeout=5\npassword=hunter2\n' },
  { 'shop.json': '{\n  "apiKey": "hunter2",\n  "timeout": 5\n}' },
  { 'redis.conf': 'requirepass hunter2' },
  { PASSWORD: 'hunter2' },
  { 'tls.key': '-----BEGIN PRIVATE KEY-----' },
];

/** For each check, changes of the example that it must catch, each on its own. */
export const COUNTEREXAMPLES: { readonly [check in CheckName]: readonly Break[] } = {
  tag: ['shop', 'shop:latest', 'registry.example.com:5000/shop', `shop@sha256:${'0'.repeat(64)}`].map((image) =>
    container((it) => (it.image = image)),
  ),
  digest: [container((it) => (it.image = 'shop:1.2.3'))],
  pullAlways: [container((it) => delete it.imagePullPolicy), container((it) => (it.imagePullPolicy = 'IfNotPresent'))],
  cpuRequest: [resources('requests', 'cpu')],
  cpuLimit: [resources('limits', 'cpu'), container((it) => delete it.resources)],
  memoryRequest: [resources('requests', 'memory')],
  memoryLimit: [
    resources('limits', 'memory'),
    // A container that runs first counts too.
    pod((spec) => (spec.initContainers = [{ ...spec.containers[0]!, name: 'init', resources: {} }])),
  ],
  cpuBoth: [resources('requests', 'cpu'), resources('limits', 'cpu')],
  memoryBoth: [resources('requests', 'memory'), resources('limits', 'memory')],
  ephemeralStorage: [resources('requests', 'ephemeral-storage'), resources('limits', 'ephemeral-storage')],
  livenessProbe: [container((it) => delete it.livenessProbe)],
  readinessProbe: [container((it) => delete it.readinessProbe)],
  livenessPort: [container((it) => (it.livenessProbe = { tcpSocket: { port: 9 } }))],
  readinessPort: [container((it) => (it.readinessProbe = { httpGet: { port: 'admin' } }))],
  startupPort: [container((it) => delete it.ports)],
  probesDiffer: [container((it) => (it.livenessProbe = { ...it.readinessProbe!, periodSeconds: 60 }))],
  nonRoot: [
    pod((spec) => delete spec.securityContext!.runAsNonRoot),
    container((it) => (it.securityContext!.runAsNonRoot = false)),
    container((it) => (it.securityContext!.runAsUser = 0)),
  ],
  highUser: [
    pod((spec) => (spec.securityContext!.runAsUser = 1000)),
    pod((spec) => delete spec.securityContext!.runAsUser),
  ],
  highUserAndGroup: [
    pod((spec) => (spec.securityContext!.runAsGroup = 1000)),
    container((it) => (it.securityContext!.runAsUser = 999)),
  ],
  readOnlyRoot: [container((it) => delete it.securityContext!.readOnlyRootFilesystem)],
  unprivileged: [container((it) => (it.securityContext!.privileged = true))],
  noEscalation: [container((it) => delete it.securityContext!.allowPrivilegeEscalation)],
  securityContext: [container((it) => delete it.securityContext)],
  seccomp: [
    pod((spec) => delete spec.securityContext!.seccompProfile),
    container((it) => (it.securityContext!.seccompProfile = { type: 'Unconfined' })),
  ],
  hardened: [
    pod((spec) => {
      delete spec.securityContext;
      delete spec.containers[0]!.securityContext;
    }),
  ],
  maskedProc: [container((it) => (it.securityContext!.procMount = 'Unmasked'))],
  dropsNetRaw: [container((it) => (it.securityContext!.capabilities = { drop: ['CHOWN'] }))],
  dropsAll: [container((it) => (it.securityContext!.capabilities = { drop: ['NET_RAW'] }))],
  addsNone: [container((it) => (it.securityContext!.capabilities!.add = ['CHOWN']))],
  addsNothingDangerous: [container((it) => (it.securityContext!.capabilities!.add = ['SYS_ADMIN']))],
  noHostPort: [container((it) => (it.ports![0]!.hostPort = 80))],
  portsValid: [
    container((it) => (it.ports![0]!.name = 'a-name-much-too-long')),
    container((it) => (it.ports![0]!.containerPort = 0)),
  ],
  noSshPort: [container((it) => it.ports!.push({ containerPort: 22 }))],
  noPrivilegedPort: [container((it) => it.ports!.push({ containerPort: 80 }))],
  envOnce: [container((it) => it.env!.push({ name: 'MODE', value: 'test' }))],
  secretsNotInEnv: [
    container((it) => it.env!.push({ name: 'P', valueFrom: { secretKeyRef: { name: 'auth', key: 'password' } } })),
    container((it) => (it.envFrom = [{ secretRef: { name: 'auth' } }])),
  ],
  noLiteralSecretInEnv: ['PASSWORD', 'database__connection__password', 'API_KEY', 'CLIENT_SECRET', 'TOKEN'].map(
    (name) => container((it) => it.env!.push({ name, value: 'hunter2' })),
  ),
  noHostNetwork: [pod((spec) => (spec.hostNetwork = true))],
  noHostPid: [pod((spec) => (spec.hostPID = true))],
  noHostIpc: [pod((spec) => (spec.hostIPC = true))],
  noDockerSocket: [hostPath('/var/run/docker.sock')],
  noSensitiveHostMount: [hostPath('/etc')],
  noHostMount: [hostPath('/srv')],
  noUnsafeSysctl: [pod((spec) => (spec.securityContext!.sysctls = [{ name: 'net.core.somaxconn', value: '1024' }]))],
  podSecurityContext: [pod((spec) => delete spec.securityContext)],
  noToken: [
    pod((spec) => delete spec.automountServiceAccountToken),
    pod((spec) => (spec.automountServiceAccountToken = true)),
  ],
  ownServiceAccount: [
    pod((spec) => delete spec.serviceAccountName),
    pod((spec) => (spec.serviceAccountName = 'default')),
  ],
  knownServiceAccount: [remove('ServiceAccount', 'shop')],
  noDeprecatedServiceAccount: [pod((spec) => (spec.serviceAccount = 'shop'))],
  priorityClass: [pod((spec) => delete spec.priorityClassName)],
  limitedEmptyDirs: [pod(({ volumes }) => volumes!.push({ name: 'tmp', emptyDir: {} }))],
  roomForEmptyDirs: [
    pod(({ volumes }) => volumes!.push({ name: 'cache', emptyDir: { sizeLimit: '920Mi' } })),
    container((it) => (it.resources!.limits!['ephemeral-storage'] = '100Mi')),
    container((it) => delete it.resources!.limits!['ephemeral-storage']),
  ],
  antiAffinity: [
    pod((spec) => delete spec.affinity),
    pod(
      (spec) =>
        (spec.affinity!.podAntiAffinity!.requiredDuringSchedulingIgnoredDuringExecution![0]!.labelSelector = {
          matchLabels: { app: 'other' },
        }),
    ),
  ],
  deploymentAntiAffinity: [pod((spec) => delete spec.affinity)],
  statefulSetAntiAffinity: [ofKind('StatefulSet', (object) => delete podTemplateOf(object)!.spec.affinity)],
  spread: [pod((spec) => delete spec.topologySpreadConstraints)],
  spreadSelectsOwn: [
    pod((spec) => (spec.topologySpreadConstraints![0]!.labelSelector = { matchLabels: { app: 'other' } })),
  ],
  twoReplicas: [
    ofKind('Deployment', (_, spec) => (spec.replicas = 1)),
    ofKind('Deployment', (_, spec) => delete spec.replicas),
  ],
  rollingUpdate: [ofKind('Deployment', (_, spec) => (spec.strategy = { type: 'Recreate' }))],
  selectorMatches: [ofKind('Deployment', (_, spec) => (spec.selector = { matchLabels: { app: 'other' } }))],
  headlessService: [
    remove('Service', 'shop-db'),
    ofKind('StatefulSet', (_, spec) => (spec.serviceName = 'shop')),
    ofKind('StatefulSet', (_, spec) => delete spec.serviceName),
  ],
  deploymentBudget: [remove('PodDisruptionBudget', 'shop')],
  statefulSetBudget: [remove('PodDisruptionBudget', 'shop-db')],
  budget: [remove('PodDisruptionBudget', 'shop'), remove('PodDisruptionBudget', 'shop-db')],
  budgetAllowsEviction: [
    ofKind('PodDisruptionBudget', (_, spec) => (spec.maxUnavailable = 0)),
    ofKind('PodDisruptionBudget', (_, spec) => (spec.minAvailable = '100%')),
  ],
  budgetHasPolicy: [ofKind('PodDisruptionBudget', (_, spec) => delete spec.maxUnavailable)],
  networkPolicy: [
    remove('NetworkPolicy', 'shop'),
    ofKind('NetworkPolicy', (object) => (object.metadata.namespace = 'elsewhere')),
  ],
  networkPolicyBothWays: [ofKind('NetworkPolicy', (_, spec) => (spec.policyTypes = ['Ingress']))],
  policyFindsPods: [ofKind('NetworkPolicy', (_, spec) => (spec.podSelector = { matchLabels: { app: 'other' } }))],
  serviceFindsPods: [
    ofKind('Service', (_, spec) => (spec.selector = { app: 'other' })),
    ofKind('Service', (object) => (object.metadata.namespace = 'elsewhere')),
  ],
  noNodePort: [ofKind('Service', (_, spec) => (spec.type = 'NodePort'))],
  notExposed: ['NodePort', 'LoadBalancer'].map((type) => ofKind('Service', (_, spec) => (spec.type = type))),
  cronDeadline: [ofKind('CronJob', (_, spec) => delete spec.startingDeadlineSeconds)],
  cronRestartPolicy: [ofKind('CronJob', (object) => (podTemplateOf(object)!.spec.restartPolicy = 'Always'))],
  ownNamespace: [
    ofKind('Service', (object) => delete object.metadata.namespace),
    ofKind('Service', (object) => (object.metadata.namespace = 'default')),
  ],
  noBetaExtensions: [ofKind('Deployment', (object) => (object.apiVersion = 'extensions/v1beta1'))],
  stableVersion: [ofKind('PodDisruptionBudget', (object) => (object.apiVersion = 'policy/v1beta1'))],
  noSecretInConfigMap: CONFIG_SECRETS.map((data) => ofKind('ConfigMap', (object) => (object.data = { ...data }))),
  noLiteralSecret: [
    (objects) =>
      objects.push({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 's', namespace: 'shop' },
        data: { p: 'eA==' },
      }),
  ],
};
