import { createHash } from 'node:crypto';
import { ApiObject, Chart, Lazy } from 'cdk8s';
import { type k8s } from 'cdk8s-plus-27';
import { type IConstruct } from 'constructs';

/** The annotation of the pod template that carries the hash. */
export const CONFIG_HASH_ANNOTATION = 'cdk8s-patterns/config-hash';

/** The part of a workload's manifest that this module writes to. */
export interface TemplateManifest {
  readonly spec: { readonly template: { readonly metadata?: { annotations?: { [key: string]: unknown } } } };
}

/**
 * Annotates a workload's pod template with a hash of the configuration that its pods use.
 *
 * The hash is taken at synth, from the final ConfigMaps and Secrets of the construct's chart, patches included.
 * Without any there, nothing is written.
 */
export function annotateConfigHash(construct: IConstruct, manifest: TemplateManifest, spec: k8s.PodSpec): void {
  const metadata = manifest.spec.template.metadata;
  const names = configNames(spec);
  if (metadata === undefined || names.size === 0) {
    return;
  }
  const written = metadata.annotations;
  metadata.annotations = Lazy.any({
    produce: () => {
      const hash = configHash(construct, names);
      return hash === undefined ? written : { ...written, [CONFIG_HASH_ANNOTATION]: hash };
    },
  }) as { [key: string]: unknown };
}

/** `ConfigMap/NAME` and `Secret/NAME` of everything that the pod mounts or reads into its environment. */
function configNames(spec: k8s.PodSpec): Set<string> {
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

function configHash(construct: IConstruct, names: Set<string>): string | undefined {
  const used = Chart.of(construct)
    .node.findAll()
    .filter((node) => ApiObject.isApiObject(node))
    .filter((object) => names.has(`${object.kind}/${object.name}`))
    .sort((a, b) => (a.node.path < b.node.path ? -1 : 1));
  if (used.length === 0) {
    return undefined;
  }
  const hash = createHash('sha256');
  for (const object of used) {
    // Labels and annotations of a ConfigMap are nothing that a process reads.
    const { data, binaryData, stringData } = object.toJson() as { [field: string]: unknown };
    hash.update(JSON.stringify([object.kind, object.name, data, binaryData, stringData]));
  }
  return hash.digest('hex').slice(0, 16);
}
