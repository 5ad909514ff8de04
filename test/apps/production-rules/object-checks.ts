import { nanos } from '../../../lib/rules/quantity';
import { type Check, isReplicated, objects, pods, runsOn } from './check';
import { type Labels, type LabelSelector, type Manifest, podTemplateOf, type PodSpec, selects } from './manifest';

const HOSTNAME = 'kubernetes.io/hostname';
const POD_NAME = 'statefulset.kubernetes.io/pod-name';
const SENSITIVE_PATHS = ['/', '/boot', '/dev', '/etc', '/lib', '/proc', '/sys', '/usr'];
// As kube-linter has them: all of the network's, though the Pod Security Standard holds some of these for safe.
const UNSAFE_SYSCTLS = ['kernel.msg', 'kernel.sem', 'kernel.shm', 'fs.mqueue.', 'net.'];
const CONFIG_SECRETS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /^[ \t]*["']?[\w.-]*(password|passwd|secret|token|api_?key)["']?[ \t]*[:=][ \t]*["']?[^\s$("'{[/]+["']?,?[ \t]*$/im,
  /^[ \t]*(requirepass|masterauth)[ \t]+["']?[^\s$"'%]+/im,
];

/** The kubelet keeps five files of 10Mi of a container's log. */
const LOG = '50Mi';

interface EmptyDir {
  readonly medium?: string;
  readonly sizeLimit?: string;
}

/** What an emptyDir may take of the local disk; without a size it breaks another rule. */
function diskOf(emptyDir?: EmptyDir): string | undefined {
  return emptyDir?.medium === 'Memory' ? undefined : emptyDir?.sizeLimit;
}

function sum(quantities: ReadonlyArray<string | undefined>): bigint {
  return quantities.reduce((total, quantity) => total + (nanos(quantity) ?? 0n), 0n);
}

/** Whether some object of a kind in the same namespace answers. */
function some(all: readonly Manifest[], kind: string, near: Manifest, answers: (object: Manifest) => boolean): boolean {
  return all.some(
    (object) => object.kind === kind && object.metadata.namespace === near.metadata.namespace && answers(object),
  );
}

/** The labels that the pods of a workload have: those of a StatefulSet get one more each, from the controller. */
function podLabelsOf(object: Manifest): Labels[] {
  const template = podTemplateOf(object);
  const labels = template?.metadata?.labels ?? {};
  if (object.kind !== 'StatefulSet') {
    return template === undefined ? [] : [labels];
  }
  return Array.from({ length: object.spec?.replicas ?? 1 }, (_, ordinal) => ({
    ...labels,
    [POD_NAME]: `${object.metadata.name}-${ordinal}`,
  }));
}

function findsPods(all: readonly Manifest[], near: Manifest, selector: LabelSelector): boolean {
  return all.some(
    (object) =>
      object.metadata.namespace === near.metadata.namespace &&
      podLabelsOf(object).some((labels) => selects(selector, labels)),
  );
}

/** Whether a Service sends requests to a workload. One without a selector sends them nowhere by itself. */
function serves({ spec }: Manifest, workload: Manifest): boolean {
  const matchLabels = spec?.selector as Labels | undefined;
  return matchLabels !== undefined && podLabelsOf(workload).some((labels) => selects({ matchLabels }, labels));
}

function hasBudget(object: Manifest, all: readonly Manifest[]): boolean {
  return some(all, 'PodDisruptionBudget', object, ({ spec }) =>
    selects(spec?.selector ?? {}, podTemplateOf(object)?.metadata?.labels),
  );
}

function isolated(owner: Manifest, all: readonly Manifest[], direction: string): boolean {
  return some(
    all,
    'NetworkPolicy',
    owner,
    ({ spec }) =>
      (spec?.policyTypes ?? []).includes(direction) &&
      selects(spec?.podSelector ?? {}, podTemplateOf(owner)?.metadata?.labels),
  );
}

function keepsApart(spec: PodSpec, labels: Labels | undefined): boolean {
  const antiAffinity = spec.affinity?.podAntiAffinity;
  return [
    ...(antiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(antiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((term) => term.podAffinityTerm),
  ].some(
    ({ topologyKey, labelSelector }) =>
      topologyKey === HOSTNAME && labelSelector !== undefined && selects(labelSelector, labels),
  );
}

function hostPathsOf({ volumes = [] }: PodSpec): string[] {
  return volumes.flatMap(({ hostPath }) => (hostPath === undefined ? [] : [(hostPath as { path: string }).path]));
}

function withoutBudget(kind: string): Check {
  return objects((object, all) => object.kind === kind && isReplicated(object) && !hasBudget(object, all));
}

function withoutAntiAffinity(...kinds: string[]): Check {
  return pods(
    ({ metadata, spec }, owner) =>
      kinds.includes(owner.kind) && isReplicated(owner) && !keepsApart(spec, metadata?.labels),
  );
}

/** What is asked of a pod as a whole, of other objects, and of how they belong together. */
export const OBJECT_CHECKS = {
  noHostNetwork: pods(({ spec }) => spec.hostNetwork === true),
  noHostPid: pods(({ spec }) => spec.hostPID === true),
  noHostIpc: pods(({ spec }) => spec.hostIPC === true),
  noDockerSocket: pods(({ spec }) => hostPathsOf(spec).some((path) => path.endsWith('docker.sock'))),
  noSensitiveHostMount: pods(({ spec }) => hostPathsOf(spec).some((path) => SENSITIVE_PATHS.includes(path))),
  noHostMount: pods(({ spec }) => hostPathsOf(spec).length > 0),
  noUnsafeSysctl: pods(({ spec }) =>
    (spec.securityContext?.sysctls ?? []).some(({ name }) => UNSAFE_SYSCTLS.some((prefix) => name.startsWith(prefix))),
  ),
  podSecurityContext: pods(({ spec }) => spec.securityContext === undefined),
  noToken: pods(({ spec }) => spec.automountServiceAccountToken !== false),
  ownServiceAccount: pods(({ spec }) => ['', 'default'].includes(spec.serviceAccountName ?? '')),
  knownServiceAccount: pods(
    ({ spec }, owner, all) =>
      spec.serviceAccountName !== undefined &&
      spec.serviceAccountName !== 'default' &&
      !some(all, 'ServiceAccount', owner, ({ metadata }) => metadata.name === spec.serviceAccountName),
  ),
  noDeprecatedServiceAccount: pods(({ spec }) => spec.serviceAccount !== undefined),
  priorityClass: pods(({ spec }) => spec.priorityClassName === undefined),
  limitedEmptyDirs: pods(({ spec }) =>
    (spec.volumes ?? []).some(
      ({ emptyDir }) => emptyDir !== undefined && !Object.hasOwn(emptyDir as object, 'sizeLimit'),
    ),
  ),
  roomForEmptyDirs: pods(({ spec: { containers, volumes = [] } }) => {
    const limits = containers.map(({ resources }) => resources?.limits?.['ephemeral-storage']);
    const sizes = volumes.map(({ emptyDir }) => diskOf(emptyDir as EmptyDir | undefined));
    return sum(limits) < sum([...sizes, ...containers.map(() => LOG)]);
  }),

  antiAffinity: withoutAntiAffinity('Deployment', 'StatefulSet'),
  deploymentAntiAffinity: withoutAntiAffinity('Deployment'),
  statefulSetAntiAffinity: withoutAntiAffinity('StatefulSet'),
  spread: pods(({ spec }, owner) => isReplicated(owner) && (spec.topologySpreadConstraints ?? []).length === 0),
  spreadSelectsOwn: pods(({ metadata, spec }) =>
    (spec.topologySpreadConstraints ?? []).some(
      ({ labelSelector }) => labelSelector === undefined || !selects(labelSelector, metadata?.labels),
    ),
  ),

  twoReplicas: objects(({ kind, spec }) => kind === 'Deployment' && (spec?.replicas ?? 1) < 2),
  rollingUpdate: objects(
    (object, all) =>
      object.kind === 'Deployment' &&
      (object.spec?.strategy?.type ?? 'RollingUpdate') !== 'RollingUpdate' &&
      some(all, 'Service', object, (service) => serves(service, object)),
  ),
  selectorMatches: objects(
    (object) => runsOn(object) && !selects(object.spec?.selector ?? {}, podTemplateOf(object)?.metadata?.labels),
  ),
  headlessService: objects(
    (object, all) =>
      object.kind === 'StatefulSet' &&
      !some(
        all,
        'Service',
        object,
        (service) =>
          service.metadata.name === object.spec?.serviceName &&
          service.spec?.clusterIP === 'None' &&
          serves(service, object),
      ),
  ),
  deploymentBudget: withoutBudget('Deployment'),
  statefulSetBudget: withoutBudget('StatefulSet'),
  budget: objects((object, all) => isReplicated(object) && !hasBudget(object, all)),
  budgetAllowsEviction: objects(
    ({ kind, spec }) =>
      kind === 'PodDisruptionBudget' &&
      ([0, '0', '0%'].includes(spec?.maxUnavailable ?? 1) || spec?.minAvailable === '100%'),
  ),
  budgetHasPolicy: objects(
    ({ kind, spec }) =>
      kind === 'PodDisruptionBudget' && spec?.maxUnavailable === undefined && spec?.minAvailable === undefined,
  ),

  networkPolicy: pods((_, owner, all) => !isolated(owner, all, 'Ingress')),
  networkPolicyBothWays: pods((_, owner, all) => !isolated(owner, all, 'Ingress') || !isolated(owner, all, 'Egress')),
  policyFindsPods: objects(
    (object, all) => object.kind === 'NetworkPolicy' && !findsPods(all, object, object.spec?.podSelector ?? {}),
  ),
  serviceFindsPods: objects(
    (object, all) =>
      object.kind === 'Service' &&
      object.spec?.selector !== undefined &&
      !findsPods(all, object, { matchLabels: object.spec.selector as Labels }),
  ),
  noNodePort: objects(({ kind, spec }) => kind === 'Service' && spec?.type === 'NodePort'),
  notExposed: objects(
    ({ kind, spec }) => kind === 'Service' && ['NodePort', 'LoadBalancer'].includes(spec?.type ?? ''),
  ),

  cronDeadline: objects(({ kind, spec }) => kind === 'CronJob' && spec?.startingDeadlineSeconds === undefined),
  cronRestartPolicy: pods(
    ({ spec }, { kind }) => kind === 'CronJob' && !['Never', 'OnFailure'].includes(spec.restartPolicy ?? ''),
  ),

  ownNamespace: objects(
    ({ kind, metadata }) => kind !== 'PersistentVolume' && [undefined, 'default'].includes(metadata.namespace),
  ),
  noBetaExtensions: objects(({ apiVersion }) => apiVersion.startsWith('extensions/v1beta')),
  stableVersion: objects(({ apiVersion }) => /v\d+(alpha|beta)\d+$/.test(apiVersion)),
  noSecretInConfigMap: objects(
    ({ kind, data = {} }) =>
      kind === 'ConfigMap' &&
      Object.entries(data).some(([key, value]) =>
        CONFIG_SECRETS.some((secret) => secret.test(value) || secret.test(`${key}=${value}`)),
      ),
  ),
  noLiteralSecret: objects(
    ({ kind, data, stringData }) => kind === 'Secret' && Object.keys({ ...data, ...stringData }).length > 0,
  ),
} satisfies { readonly [name: string]: Check };
