import { type Duration } from 'cdk8s';
import { type DnsPolicy, type HostAlias, type RestartPolicy } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';
import type * as meta from '../kubernetes/api/meta';
import { undefinedIfEmpty } from './undefined-if-empty';
import { type ClaimTemplate } from './claim';
import { containerSpec, type ContainerProps } from './container';
import { type Mount } from './mount';
import { optionalSeconds } from './seconds';
import { type Affinity, type Toleration, type TopologySpreadConstraint } from './scheduling';
import { SecurityProfile } from './security-profile';

/** How a pod's resolver is configured. */
export interface DnsConfig {
  /**
   * Addresses of name servers.
   *
   * @default - those of `dnsPolicy`
   */
  readonly nameservers?: string[];

  /**
   * Search domains for short names.
   *
   * @default - those of `dnsPolicy`
   */
  readonly searches?: string[];

  /**
   * Options by name, such as `ndots`; the empty string for one without a value.
   *
   * @default - those of `dnsPolicy`
   */
  readonly options?: { readonly [name: string]: string };
}

/** What a pod is, apart from its containers' own descriptions. */
export interface PodOptions {
  /**
   * Containers that run to the end, in order, before the others start.
   *
   * @default - none
   */
  readonly initContainers?: ContainerProps[];

  /**
   * Containers that run beside the main one.
   *
   * @default - none
   */
  readonly extraContainers?: ContainerProps[];

  /**
   * Further labels of the pods. They select nothing, so that adding one never changes a selector.
   *
   * @default - none beside those that select the pods
   */
  readonly podLabels?: { readonly [key: string]: string };

  /**
   * Annotations of the pods.
   *
   * @default - none
   */
  readonly podAnnotations?: { readonly [key: string]: string };

  /**
   * Name in the pod template's metadata. Controllers ignore it; some charts write it.
   *
   * @default - none
   */
  readonly podTemplateName?: string;

  /**
   * Security context of the pod and its containers.
   *
   * @default - the posture's
   */
  readonly security?: SecurityProfile;

  /**
   * Time from SIGTERM to SIGKILL, in whole seconds.
   *
   * @default - 30 s, chosen by the API server
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * Name of the service account.
   *
   * @default - the namespace's default account
   */
  readonly serviceAccountName?: string;

  /**
   * Mount a token for the API server.
   *
   * @default - the posture's: false in PRODUCTION, not written in MINIMAL
   */
  readonly automountServiceAccountToken?: boolean;

  /**
   * Labels that a node must have.
   *
   * @default - any node
   */
  readonly nodeSelector?: { readonly [key: string]: string };

  /**
   * Taints that the pods tolerate.
   *
   * @default - none
   */
  readonly tolerations?: Toleration[];

  /**
   * Which nodes and neighbours the pods want or avoid.
   *
   * @default - none
   */
  readonly affinity?: Affinity;

  /**
   * How pods are spread over nodes, zones and the like.
   *
   * @default - the posture's: over hosts and zones in PRODUCTION, none in MINIMAL
   */
  readonly topologySpread?: TopologySpreadConstraint[];

  /**
   * Name of the priority class.
   *
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;

  /**
   * Name of the runtime class.
   *
   * @default - the cluster's default
   */
  readonly runtimeClassName?: string;

  /**
   * Name of the scheduler.
   *
   * @default - the cluster's default
   */
  readonly schedulerName?: string;

  /**
   * Names of the Secrets with registry credentials.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * Further lines of /etc/hosts.
   *
   * @default - none
   */
  readonly hostAliases?: HostAlias[];

  /**
   * How names are resolved.
   *
   * @default - ClusterFirst, chosen by the API server
   */
  readonly dnsPolicy?: DnsPolicy;

  /**
   * Name servers, search domains and options of the resolver, beside those of `dnsPolicy`.
   *
   * @default - none
   */
  readonly dnsConfig?: DnsConfig;

  /**
   * Conditions that must be true, beside the probes, for the pod to be ready; set by a controller outside of the pod.
   *
   * @default - none
   */
  readonly readinessGates?: string[];

  /**
   * Use the node's processes.
   *
   * @default - false
   */
  readonly hostPID?: boolean;

  /**
   * Use the node's inter-process communication.
   *
   * @default - false
   */
  readonly hostIPC?: boolean;

  /**
   * Use the node's user ids; `false` gives the pod a user namespace of its own.
   *
   * @default - true, chosen by the API server
   */
  readonly hostUsers?: boolean;

  /**
   * Use the node's network.
   *
   * @default - false
   */
  readonly hostNetwork?: boolean;

  /**
   * See the processes of the other containers.
   *
   * @default - false
   */
  readonly shareProcessNamespace?: boolean;

  /**
   * Kernel settings of the pod, by name, such as `net.ipv4.ip_unprivileged_port_start`.
   *
   * @default - the node's
   */
  readonly sysctls?: { readonly [name: string]: string };

  /**
   * Put every Service of the namespace into the environment.
   *
   * @default - the posture's: false in PRODUCTION
   */
  readonly enableServiceLinks?: boolean;
}

/** What a workload adds to the pod that its user described. */
export interface PodTemplateContext {
  /** The main container, first in the pod. */
  readonly main: ContainerProps;
  /** Restart policy, where the workload's kind does not imply it. */
  readonly restartPolicy?: RestartPolicy;
}

/** A pod template, and the claim templates that its mounts ask the workload for. */
export interface PodTemplate {
  readonly metadata: meta.ObjectMeta;
  readonly spec: core.PodSpec;
  readonly claimTemplates: ClaimTemplate[];
}

/**
 * The one mapping from typed props to a pod template.
 *
 * @throws when two mounts give the same volume name to different volumes
 */
export function podTemplate(props: PodOptions, context: PodTemplateContext): PodTemplate {
  const security = props.security ?? SecurityProfile.NONE;
  const containers = [context.main, ...(props.extraContainers ?? [])];
  const initContainers = props.initContainers ?? [];
  const mounts = [...initContainers, ...containers].flatMap((container) => container.mounts ?? []);
  return {
    metadata: {
      name: props.podTemplateName,
      labels: undefinedIfEmpty({ ...props.podLabels }),
      annotations: undefinedIfEmpty({ ...props.podAnnotations }),
    },
    spec: {
      restartPolicy: context.restartPolicy,
      initContainers: undefinedIfEmpty(initContainers.map((container) => containerSpec(container, security))),
      containers: containers.map((container) => containerSpec(container, security)),
      volumes: undefinedIfEmpty(volumes(mounts)),
      securityContext: undefinedIfEmpty({ ...security._toPodContext(), sysctls: sysctls(props) }),
      terminationGracePeriodSeconds: optionalSeconds('terminationGracePeriod', props.terminationGracePeriod),
      serviceAccountName: props.serviceAccountName,
      automountServiceAccountToken: props.automountServiceAccountToken,
      nodeSelector: undefinedIfEmpty({ ...props.nodeSelector }),
      tolerations: undefinedIfEmpty(props.tolerations && [...props.tolerations]),
      affinity: props.affinity,
      topologySpreadConstraints: undefinedIfEmpty(props.topologySpread && [...props.topologySpread]),
      priorityClassName: props.priorityClassName,
      runtimeClassName: props.runtimeClassName,
      schedulerName: props.schedulerName,
      imagePullSecrets: undefinedIfEmpty(props.imagePullSecrets?.map((name) => ({ name }))),
      hostAliases: undefinedIfEmpty(props.hostAliases?.map(({ ip, hostnames }) => ({ ip, hostnames: [...hostnames] }))),
      dnsPolicy: props.dnsPolicy,
      dnsConfig: props.dnsConfig && dnsConfig(props.dnsConfig),
      readinessGates: undefinedIfEmpty(props.readinessGates?.map((conditionType) => ({ conditionType }))),
      hostPID: props.hostPID,
      hostIPC: props.hostIPC,
      hostUsers: props.hostUsers,
      hostNetwork: props.hostNetwork,
      shareProcessNamespace: props.shareProcessNamespace,
      enableServiceLinks: props.enableServiceLinks,
    },
    claimTemplates: claimTemplates(mounts),
  };
}

function dnsConfig({ nameservers, searches, options }: DnsConfig): core.PodDNSConfig {
  const entries = Object.entries(options ?? {});
  return {
    nameservers: undefinedIfEmpty(nameservers && [...nameservers]),
    searches: undefinedIfEmpty(searches && [...searches]),
    options: undefinedIfEmpty(entries.map(([name, value]) => (value === '' ? { name } : { name, value }))),
  };
}

function sysctls(props: PodOptions): core.Sysctl[] | undefined {
  return undefinedIfEmpty(props.sysctls && Object.entries(props.sysctls).map(([name, value]) => ({ name, value })));
}

/** The volumes of the pod itself; those of claim templates come from the StatefulSet. */
function volumes(mounts: Mount[]): core.Volume[] {
  const templates = new Set(mounts.flatMap((mount) => (mount._claimTemplate ? [mount.volumeName] : [])));
  const declared = mounts.flatMap((mount) => (mount._claimTemplate ? [] : (mount._volume ?? [])));
  for (const volume of declared.filter(({ name }) => templates.has(name))) {
    // The claim would take the volume's place without a word.
    throw new Error(
      `volume "${volume.name}" is declared twice: as a claim template and as ${JSON.stringify(volume)}; give one of the mounts another name`,
    );
  }
  return distinct(declared, ({ name }) => name);
}

function claimTemplates(mounts: Mount[]): ClaimTemplate[] {
  return distinct(
    mounts.flatMap((mount) => mount._claimTemplate ?? []),
    ({ metadata }) => metadata?.name ?? '',
  );
}

/** One entry for each name; the same name for two different things is a mistake. */
function distinct<T extends object>(entries: T[], nameOf: (entry: T) => string): T[] {
  const byName = new Map<string, T>();
  for (const entry of entries) {
    const name = nameOf(entry);
    const known = byName.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(entry)) {
      throw new Error(
        `volume "${name}" is declared twice: ${JSON.stringify(known)} and ${JSON.stringify(entry)}; give one of the mounts another volumeName`,
      );
    }
    // Two containers that each ask for a directory of their own would write into one.
    if (known !== undefined && known !== entry && 'emptyDir' in entry) {
      throw new Error(
        `volume "${name}" is declared twice, by two empty directories: give one of the mounts another volumeName, or use one mount in both places`,
      );
    }
    byName.set(name, entry);
  }
  return [...byName.values()];
}
