import { type Manifest } from './synthesize';

/** A container, as far as tests look into it. */
export interface ContainerManifest {
  readonly name: string;
  readonly command?: string[];
  readonly env?: Array<{ readonly name: string; readonly value?: string; readonly valueFrom?: unknown }>;
  readonly ports?: unknown[];
  readonly resources?: unknown;
  readonly securityContext?: unknown;
  readonly volumeMounts?: Array<{ readonly mountPath: string }>;
  readonly startupProbe?: ProbeManifest;
  readonly livenessProbe?: ProbeManifest;
  readonly readinessProbe?: ProbeManifest;
}

/** The times of a probe. */
interface ProbeManifest {
  readonly periodSeconds?: number;
  readonly failureThreshold?: number;
}

/** The spec of a pod, as far as tests look into it. */
export interface PodManifest {
  readonly containers: ContainerManifest[];
  readonly initContainers?: ContainerManifest[];
  readonly securityContext?: unknown;
  readonly affinity?: unknown;
  readonly topologySpreadConstraints?: unknown;
  readonly volumes?: Array<{ readonly name: string; readonly secret?: { readonly defaultMode?: number } }>;
  readonly terminationGracePeriodSeconds?: number;
}

interface Templated {
  readonly template: { readonly spec: PodManifest };
  readonly jobTemplate?: { readonly spec: Templated };
}

/** The pod that a workload or a CronJob makes. */
export function podOf({ spec }: Manifest): PodManifest {
  const templated = spec as Templated;
  return (templated.jobTemplate?.spec ?? templated).template.spec;
}

/** The first container of a workload's pod. */
export function mainContainerOf(manifest: Manifest): ContainerManifest {
  const [main] = podOf(manifest).containers;
  if (main === undefined) throw new Error(`"${manifest.metadata.name}" has no container`);
  return main;
}

/** The variables without which a shell script ends: `${NAME:?why}`. */
export function requiredVariables(script: string): string[] {
  return [...script.matchAll(/\$\{([A-Z_]+):\?/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/**
 * Seconds that each probe of each container lets pass before it acts: `failureThreshold` times `periodSeconds`, 3 times 10
 * where the manifest leaves them to the API server.
 */
export function patienceOf(pod: PodManifest): { readonly [container: string]: { readonly [probe: string]: number } } {
  const seconds = (probe?: ProbeManifest) => probe && (probe.failureThreshold ?? 3) * (probe.periodSeconds ?? 10);
  return Object.fromEntries(
    pod.containers.map(({ name, startupProbe, livenessProbe, readinessProbe }) => [
      name,
      Object.fromEntries(
        Object.entries({
          startup: seconds(startupProbe),
          liveness: seconds(livenessProbe),
          readiness: seconds(readinessProbe),
        }).flatMap(([probe, time]) => (time === undefined ? [] : [[probe, time]])),
      ),
    ]),
  );
}

/** Permissions of the files of each Secret that a pod mounts. */
export function secretModesOf(pod: PodManifest): { readonly [volume: string]: string } {
  return Object.fromEntries(
    (pod.volumes ?? []).flatMap(({ name, secret }) =>
      secret === undefined ? [] : [[name, `0${(secret.defaultMode ?? 0o644).toString(8)}`]],
    ),
  );
}
