import { isObject, type JsonObject } from './value-spec';

/** An object that a Pod cannot start without. */
export interface PodNeed {
  readonly kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' | 'ServiceAccount';
  readonly name: string;
}

/** What the Pods of an object need: everything mentioned by name that is not optional. */
export function podNeeds(json: unknown): PodNeed[] {
  const needs: PodNeed[] = [];
  const add = (kind: PodNeed['kind'], source: unknown, key: string): void => {
    if (!isObject(source) || source.optional === true) return;
    const name = source[key];
    if (typeof name === 'string' && name !== '') needs.push({ kind, name });
  };
  for (const spec of podSpecs(json)) {
    for (const volume of objectsIn(spec.volumes)) {
      add('ConfigMap', volume.configMap, 'name');
      add('Secret', volume.secret, 'secretName');
      add('PersistentVolumeClaim', volume.persistentVolumeClaim, 'claimName');
      for (const source of objectsIn(isObject(volume.projected) ? volume.projected.sources : undefined)) {
        add('ConfigMap', source.configMap, 'name');
        add('Secret', source.secret, 'name');
      }
    }
    for (const container of [...objectsIn(spec.initContainers), ...objectsIn(spec.containers)]) {
      for (const source of objectsIn(container.envFrom)) {
        add('ConfigMap', source.configMapRef, 'name');
        add('Secret', source.secretRef, 'name');
      }
      for (const { valueFrom } of objectsIn(container.env)) {
        add('ConfigMap', isObject(valueFrom) ? valueFrom.configMapKeyRef : undefined, 'name');
        add('Secret', isObject(valueFrom) ? valueFrom.secretKeyRef : undefined, 'name');
      }
    }
    for (const secret of objectsIn(spec.imagePullSecrets)) add('Secret', secret, 'name');
    add('ServiceAccount', spec, 'serviceAccountName');
  }
  return needs.filter((need, i) => needs.findIndex((n) => n.kind === need.kind && n.name === need.name) === i);
}

/** The Pod specs in an object: its own when it is a Pod, those of its templates otherwise. */
export function podSpecs(json: unknown): JsonObject[] {
  if (!isObject(json)) return [];
  const spec = json.spec;
  if (json.kind === 'Pod') return isObject(spec) ? [spec] : [];
  const job = isObject(spec) && isObject(spec.jobTemplate) ? spec.jobTemplate.spec : spec;
  const template = isObject(job) ? job.template : undefined;
  return isObject(template) && isObject(template.spec) ? [template.spec] : [];
}

/** The objects in a list. */
export function objectsIn(list: unknown): JsonObject[] {
  return Array.isArray(list) ? (list as unknown[]).filter(isObject) : [];
}
