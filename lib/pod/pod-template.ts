import { type RestartPolicy } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';
import type * as meta from '../kubernetes/api/meta';
import { undefinedIfEmpty } from './undefined-if-empty';
import { type ClaimTemplate } from './claim';
import { containerSpec, type ContainerProps } from './container';
import { type Mount } from './mount';
import { optionalSeconds } from './seconds';
import { type DnsConfig, type PodOptions } from './pod-options';
import { SecurityProfile } from './security-profile';

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
  const mounts = [...initContainers, ...containers].flatMap((container) => [
    ...(container.mounts ?? []),
    ...(container.devices ?? []).map((device) => device._mount),
  ]);
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
      hostname: props.hostname,
      subdomain: props.subdomain,
      setHostnameAsFQDN: props.setHostnameAsFQDN,
      nodeName: props.nodeName,
      os: props.os === undefined ? undefined : { name: props.os },
      preemptionPolicy: props.preemptionPolicy,
      schedulingGates: undefinedIfEmpty(props.schedulingGates?.map((name) => ({ name }))),
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
