import { ApiObject, Chart, Lazy } from 'cdk8s';
import { type IConstruct } from 'constructs';
import {
  CONFIG_HASH_ANNOTATION,
  configHash,
  configSources,
  isHashedSource,
  readContent,
  sourceKey,
} from '../kubernetes/config-hash';
import { isObject, type JsonObject } from '../kubernetes/json';
import { podSpecOf } from '../kubernetes/pod-spec';

/** The part of a pod template's manifest that this module writes to. */
export interface TemplateManifest {
  metadata?: { annotations?: { [key: string]: unknown } };
}

/**
 * Annotates a pod template with a hash of the configuration that its pods read.
 *
 * The hash is taken at synth, from the finished workload and the finished ConfigMaps and Secrets of its chart, patches
 * included. It changes exactly when the content changes that the pods read. Without any of them in the chart, nothing is
 * written. In a HelmChart it follows the values: see `withConfigHash` in lib/helm.
 *
 * @param spec the pod spec of the template
 */
export function annotateTemplate(construct: IConstruct, template: TemplateManifest, spec: object): void {
  const written = template.metadata?.annotations;
  const hash = hashOf(() => ApiObject.of(construct), spec);
  const annotations = Lazy.any({
    produce: () => {
      const value = hash();
      return value === undefined ? written : { ...written, [CONFIG_HASH_ANNOTATION]: value };
    },
  }) as { [key: string]: unknown };
  template.metadata = { ...template.metadata, annotations };
}

/** As {@link annotateTemplate}, for a Pod, which has no template. */
export function annotatePod(pod: ApiObject, spec: object): void {
  const hash: unknown = Lazy.any({ produce: hashOf(() => pod, spec) });
  pod.metadata.addAnnotation(CONFIG_HASH_ANNOTATION, hash as string);
}

/** Returns a function that computes the hash of a workload; it returns nothing while it runs. */
function hashOf(workload: () => ApiObject, spec: object): () => string | undefined {
  let isRunning = false;
  return () => {
    if (isRunning) {
      return undefined;
    }
    isRunning = true;
    try {
      const object = workload();
      // The patches of an object are private in cdk8s. Serializing takes time, and only patches change the pod spec.
      const isPatched = (Reflect.get(object, 'patches') as unknown[] | undefined)?.length !== 0;
      return hashOfPod(object, isPatched ? podSpecOf(object.toJson()) : (spec as JsonObject));
    } finally {
      isRunning = false;
    }
  };
}

function hashOfPod(workload: ApiObject, podSpec: JsonObject | undefined): string | undefined {
  const sources = configSources(podSpec);
  if (sources.length === 0) {
    return undefined;
  }
  const kinds = new Set(sources.map(({ kind }) => kind));
  const manifests = Chart.of(workload)
    .node.findAll()
    .filter((node): node is ApiObject => ApiObject.isApiObject(node) && kinds.has(node.kind))
    .map((object) => object.toJson() as unknown)
    .filter(isObject);
  const read = sources.flatMap((source, i) =>
    manifests
      .filter((manifest) => isHashedSource(source, manifest))
      .map((manifest, j): [string, JsonObject] => [sourceKey(i, j), readContent(source, manifest)]),
  );
  return read.length === 0 ? undefined : configHash(Object.fromEntries(read));
}
