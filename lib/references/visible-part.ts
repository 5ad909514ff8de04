import { isMap } from '../rules/field';
import { type IndexedManifest } from './indexed';
import { podsOf } from './manifest-index';

/**
 * The part of a manifest that the checks of other objects may look at, as text. It leaves out values in a ConfigMap or
 * Secret, labels of everything but PersistentVolumes, and all of a pod template but its labels and ports.
 */
export function visiblePart(manifest: IndexedManifest): string {
  const { kind, json } = manifest;
  const { metadata, spec, ...rest } = isMap(json) ? json : {};
  const labels = kind === 'PersistentVolume' && isMap(metadata) ? metadata.labels : undefined;
  const visible: Record<string, unknown> = { ...rest, metadata: { ...(metadata as object), labels }, spec };
  if (kind === 'ConfigMap' || kind === 'Secret') {
    for (const field of ['data', 'stringData', 'binaryData']) {
      visible[field] = isMap(rest[field]) ? Object.keys(rest[field]) : rest[field];
    }
  }
  const pods = podsOf(manifest);
  if (pods !== undefined) {
    visible.spec = kind === 'Pod' ? undefined : { ...(spec as object), template: undefined, jobTemplate: undefined };
    visible.pods = [pods.labels, [...pods.ports]];
  }
  return JSON.stringify(visible);
}
