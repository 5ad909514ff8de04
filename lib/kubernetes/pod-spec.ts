import { isObject, type JsonObject, objectsIn } from './json';

/** The kinds that create Pods, and the path of their pod template. A Pod is its own template. */
export const POD_TEMPLATE_PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', []],
  ['Deployment', ['spec', 'template']],
  ['ReplicaSet', ['spec', 'template']],
  ['ReplicationController', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['Job', ['spec', 'template']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
]);

/** Returns the pod template of a manifest, with `metadata` and `spec`; undefined when its kind creates no Pods. */
export function podTemplateOf(manifest: unknown): JsonObject | undefined {
  const path = isObject(manifest) && typeof manifest.kind === 'string' ? POD_TEMPLATE_PATHS.get(manifest.kind) : [''];
  const template = (path ?? ['']).reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), manifest);
  return isObject(template) ? template : undefined;
}

/** Returns the pod spec of a manifest. */
export function podSpecOf(manifest: unknown): JsonObject | undefined {
  const spec = podTemplateOf(manifest)?.spec;
  return isObject(spec) ? spec : undefined;
}

/** Returns all containers of a pod spec, in the order in which they start. */
export function containersOf(spec: JsonObject | undefined): JsonObject[] {
  return [...objectsIn(spec?.initContainers), ...objectsIn(spec?.containers)];
}

/** An object that a Pod reads. */
export interface PodSource {
  readonly kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' | 'ServiceAccount';
  readonly name: string;
  /** Whether the Pod starts without it. */
  readonly optional: boolean;
  /** The keys that the Pod reads of a ConfigMap or Secret; undefined for all. */
  readonly keys: readonly string[] | undefined;
  /** Whether processes in the Pod read its content: not so for an image pull secret, a claim and a service account. */
  readonly isConfig: boolean;
}

/** Returns every object that a pod spec refers to by name, projected volumes included. */
export function podSources(spec: JsonObject | undefined): PodSource[] {
  if (spec === undefined) {
    return [];
  }
  const sources: PodSource[] = [];
  const add = (kind: PodSource['kind'], source: unknown, name = 'name', isConfig = true): void => {
    const text = isObject(source) ? source[name] : undefined;
    if (isObject(source) && typeof text === 'string' && text !== '') {
      sources.push({ kind, name: text, optional: source.optional === true, keys: keysOf(source), isConfig });
    }
  };
  for (const volume of objectsIn(spec.volumes)) {
    add('ConfigMap', volume.configMap);
    add('Secret', volume.secret, 'secretName');
    add('PersistentVolumeClaim', volume.persistentVolumeClaim, 'claimName', false);
    for (const source of objectsIn(isObject(volume.projected) ? volume.projected.sources : undefined)) {
      add('ConfigMap', source.configMap);
      add('Secret', source.secret);
    }
  }
  for (const container of containersOf(spec)) {
    for (const source of objectsIn(container.envFrom)) {
      add('ConfigMap', source.configMapRef);
      add('Secret', source.secretRef);
    }
    for (const { valueFrom } of objectsIn(container.env)) {
      add('ConfigMap', isObject(valueFrom) ? valueFrom.configMapKeyRef : undefined);
      add('Secret', isObject(valueFrom) ? valueFrom.secretKeyRef : undefined);
    }
  }
  for (const secret of objectsIn(spec.imagePullSecrets)) {
    add('Secret', secret, 'name', false);
  }
  add('ServiceAccount', spec, 'serviceAccountName', false);
  return sources;
}

function keysOf(source: JsonObject): string[] | undefined {
  if (typeof source.key === 'string') {
    return [source.key];
  }
  const keys = objectsIn(source.items).flatMap(({ key }) => (typeof key === 'string' ? [key] : []));
  return keys.length === 0 ? undefined : keys;
}
