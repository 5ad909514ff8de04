/** Labels or annotations. */
export type Labels = { [name: string]: string };

/** Rights of a container, or of all containers of a pod. */
export interface SecurityContext {
  runAsUser?: number;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  privileged?: boolean;
  allowPrivilegeEscalation?: boolean;
  readOnlyRootFilesystem?: boolean;
  procMount?: string;
  capabilities?: { add?: string[]; drop?: string[] };
  seccompProfile?: { type: string };
  appArmorProfile?: { type: string };
  seLinuxOptions?: { type?: string; user?: string; role?: string };
  windowsOptions?: { hostProcess?: boolean };
  sysctls?: Array<{ name: string; value: string }>;
}

/** What a probe or a lifecycle hook does. */
export interface Handler {
  httpGet?: { host?: string; path?: string; port: number | string };
  tcpSocket?: { host?: string; port: number | string };
  exec?: { command: string[] };
  periodSeconds?: number;
}

/** A container as far as the rules read it. */
export interface Container {
  name: string;
  image: string;
  imagePullPolicy?: string;
  env?: Array<{ name: string; value?: string; valueFrom?: { secretKeyRef?: { name: string; key: string } } }>;
  envFrom?: Array<{ secretRef?: { name: string }; configMapRef?: { name: string } }>;
  ports?: Array<{ containerPort: number; hostPort?: number; name?: string; protocol?: string }>;
  resources?: { requests?: Labels; limits?: Labels };
  securityContext?: SecurityContext;
  livenessProbe?: Handler;
  readinessProbe?: Handler;
  startupProbe?: Handler;
  lifecycle?: { preStop?: Handler; postStart?: Handler };
  volumeMounts?: Array<{ name: string; mountPath: string; readOnly?: boolean }>;
  volumeDevices?: Array<{ name: string; devicePath: string }>;
}

/** A volume: its name, and one member that says what it is. */
export interface Volume {
  name: string;
  [type: string]: unknown;
}

/** The spec of a pod as far as the rules read it. */
export interface PodSpec {
  containers: Container[];
  initContainers?: Container[];
  ephemeralContainers?: Container[];
  volumes?: Volume[];
  securityContext?: SecurityContext;
  hostNetwork?: boolean;
  hostPID?: boolean;
  hostIPC?: boolean;
  hostAliases?: unknown[];
  automountServiceAccountToken?: boolean;
  serviceAccountName?: string;
  serviceAccount?: string;
  priorityClassName?: string;
  restartPolicy?: string;
  topologySpreadConstraints?: Array<{ topologyKey: string; labelSelector?: LabelSelector }>;
  affinity?: {
    podAntiAffinity?: {
      requiredDuringSchedulingIgnoredDuringExecution?: AffinityTerm[];
      preferredDuringSchedulingIgnoredDuringExecution?: Array<{ podAffinityTerm: AffinityTerm }>;
    };
  };
}

/** Which pods a pod keeps away from, and over what. */
export interface AffinityTerm {
  topologyKey: string;
  labelSelector?: LabelSelector;
}

/** A selector by labels. */
export interface LabelSelector {
  matchLabels?: Labels;
  matchExpressions?: unknown[];
}

/** A pod template. */
export interface PodTemplate {
  metadata?: { labels?: Labels; annotations?: Labels };
  spec: PodSpec;
}

/** An object as far as the rules read it: what they ask of a kind is optional for all. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Labels; annotations?: Labels };
  spec?: {
    replicas?: number;
    serviceName?: string;
    type?: string;
    externalName?: string;
    clusterIP?: string;
    externalIPs?: string[];
    selector?: Labels | LabelSelector;
    podSelector?: LabelSelector;
    policyTypes?: string[];
    ingress?: unknown[];
    egress?: unknown[];
    minAvailable?: number | string;
    maxUnavailable?: number | string;
    strategy?: { type?: string };
    template?: PodTemplate;
    activeDeadlineSeconds?: number;
    startingDeadlineSeconds?: number;
    jobTemplate?: { spec: { template: PodTemplate; activeDeadlineSeconds?: number } };
  };
  data?: Labels;
  stringData?: Labels;
}

/** The pod template of a workload; undefined for what runs no pods. */
export function podTemplateOf(manifest: Manifest): PodTemplate | undefined {
  return manifest.spec?.jobTemplate?.spec.template ?? manifest.spec?.template;
}

/** Containers of a pod, those that run first included. */
export function allContainers(pod: PodSpec): Container[] {
  return [...(pod.initContainers ?? []), ...pod.containers, ...(pod.ephemeralContainers ?? [])];
}

/** How rules and exceptions name an object: kind, namespace, name. */
export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

/** Whether a selector takes pods with these labels. An empty one takes all. */
export function selects(selector: LabelSelector, labels: Labels = {}): boolean {
  if (selector.matchExpressions !== undefined) {
    throw new Error('selector: matchExpressions are not understood here, only matchLabels');
  }
  return Object.entries(selector.matchLabels ?? {}).every(([name, value]) => labels[name] === value);
}
