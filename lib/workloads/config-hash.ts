import { createHash } from 'node:crypto';
import { ApiObject, Chart, Lazy } from 'cdk8s';
import { type IConstruct } from 'constructs';
import type * as core from '../kubernetes/api/core';

/** The annotation of the pod template that carries the hash. */
export const CONFIG_HASH_ANNOTATION = 'cdk8s-patterns/config-hash';

/** The annotation of a ConfigMap or Secret that its readers read again while they run: the hash leaves it out. */
export const RELOADED_ANNOTATION = 'cdk8s-patterns/reloaded';

/** Characters of the hash: enough to tell two configurations of one pod apart. */
const HASH_LENGTH = 16;

/** The part of a pod template's manifest that this module writes to. */
export interface TemplateManifest {
  metadata?: { annotations?: { [key: string]: unknown } };
}

/**
 * Annotates a pod template with a hash of the configuration that its pods use.
 *
 * The hash is taken at synth, from the final ConfigMaps and Secrets of the construct's chart, patches included.
 * Without any there, nothing is written.
 */
export function annotateTemplate(construct: IConstruct, template: TemplateManifest, spec: core.PodSpec): void {
  const names = configNames(spec);
  const written = template.metadata?.annotations;
  const annotations = Lazy.any({
    produce: () => {
      const hash = configHash(construct, names);
      return hash === undefined ? written : { ...written, [CONFIG_HASH_ANNOTATION]: hash };
    },
  }) as { [key: string]: unknown };
  template.metadata = { ...template.metadata, annotations };
}

/** As {@link annotateTemplate}, for a Pod, which has no template. */
export function annotatePod(construct: IConstruct, pod: ApiObject, spec: core.PodSpec): void {
  const names = configNames(spec);
  const hash: unknown = Lazy.any({ produce: () => configHash(construct, names) });
  pod.metadata.addAnnotation(CONFIG_HASH_ANNOTATION, hash as string);
}

/** `ConfigMap/NAME` and `Secret/NAME` of everything that the pod mounts or reads into its environment. */
function configNames(spec: core.PodSpec): Set<string> {
  const names = new Set<string>();
  const add = (kind: string, name?: string) => name !== undefined && names.add(`${kind}/${name}`);
  for (const volume of spec.volumes ?? []) {
    add('ConfigMap', volume.configMap?.name);
    add('Secret', volume.secret?.secretName);
    for (const source of volume.projected?.sources ?? []) {
      add('ConfigMap', source.configMap?.name);
      add('Secret', source.secret?.name);
    }
  }
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    for (const source of container.envFrom ?? []) {
      add('ConfigMap', source.configMapRef?.name);
      add('Secret', source.secretRef?.name);
    }
    for (const variable of container.env ?? []) {
      add('ConfigMap', variable.valueFrom?.configMapKeyRef?.name);
      add('Secret', variable.valueFrom?.secretKeyRef?.name);
    }
  }
  return names;
}

/** The part of a ConfigMap or Secret that the hash looks at. */
interface ConfigManifest {
  readonly metadata?: { readonly annotations?: { readonly [key: string]: string } };
  readonly data?: unknown;
  readonly binaryData?: unknown;
  readonly stringData?: unknown;
}

function configHash(construct: IConstruct, names: Set<string>): string | undefined {
  if (names.size === 0) {
    return undefined;
  }
  const used = Chart.of(construct)
    .node.findAll()
    .filter((node) => ApiObject.isApiObject(node))
    .filter((object) => names.has(`${object.kind}/${object.name}`))
    .sort((a, b) => (a.node.path < b.node.path ? -1 : 1))
    .flatMap((object) => {
      const { metadata, data, binaryData, stringData } = object.toJson() as ConfigManifest;
      return metadata?.annotations?.[RELOADED_ANNOTATION] === 'true'
        ? []
        : // Labels and annotations of a ConfigMap are nothing that a process reads.
          [[object.kind, object.name, data, binaryData, stringData]];
    });
  return used.length === 0
    ? undefined
    : createHash('sha256').update(JSON.stringify(used)).digest('hex').slice(0, HASH_LENGTH);
}
