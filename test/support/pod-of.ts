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
}

/** The spec of a pod, as far as tests look into it. */
export interface PodManifest {
  readonly containers: ContainerManifest[];
  readonly initContainers?: ContainerManifest[];
  readonly securityContext?: unknown;
  readonly affinity?: unknown;
  readonly topologySpreadConstraints?: unknown;
  readonly volumes?: unknown[];
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
