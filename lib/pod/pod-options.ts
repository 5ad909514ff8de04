import { type Duration } from 'cdk8s';
import { type DnsPolicy, type HostAlias } from 'cdk8s-plus-27';
import { type ContainerProps } from './container';
import { type Affinity, type Toleration, type TopologySpreadConstraint } from './scheduling';
import { type SecurityProfile } from './security-profile';

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
   * Sysctls of the pod by name, such as `net.ipv4.ip_unprivileged_port_start`.
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

  /**
   * Host name of the pods, a DNS label.
   *
   * @default - the pod's name
   */
  readonly hostname?: string;

  /**
   * Name of the headless Service that gives the pods DNS names, a DNS label.
   *
   * @default - none, or the `serviceName` of a StatefulSet
   */
  readonly subdomain?: string;

  /**
   * Use the full DNS name of the pod as its host name in the kernel. Pods do not start where it exceeds 64 characters.
   *
   * @default - false
   */
  readonly setHostnameAsFQDN?: boolean;

  /**
   * Name of the node, which takes the pods past the scheduler.
   *
   * @default - chosen by the scheduler
   */
  readonly nodeName?: string;

  /**
   * Operating system that the pods need: `linux` or `windows`. The fields of the other one are refused.
   *
   * @default - not written
   */
  readonly os?: string;

  /**
   * `PreemptLowerPriority` or `Never`: whether the scheduler evicts pods of lower priority for these.
   *
   * @default - that of the priority class
   */
  readonly preemptionPolicy?: string;

  /**
   * Names of gates, such as `example.com/quota`. The scheduler waits until a controller has removed them all.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/
   */
  readonly schedulingGates?: string[];
}
