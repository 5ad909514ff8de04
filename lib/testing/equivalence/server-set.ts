import { FieldPath } from './field-path';
import { type Fields, isFields, type Json, type Manifest, ownMember } from './manifest';
import { isBuiltInClusterScoped } from '../../kubernetes/scope';
import { type Recorder } from './normalisation';

const METADATA = new Set([
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'selfLink',
  'managedFields',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
]);

/** Annotations that controllers and kubectl keep for themselves. */
const ANNOTATIONS = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.daemonset.template.generation',
  'pv.kubernetes.io/bind-completed',
  'pv.kubernetes.io/bound-by-controller',
  'pv.kubernetes.io/provisioned-by',
  'volume.beta.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/storage-provisioner',
  'endpoints.kubernetes.io/last-change-trigger-time',
  'batch.kubernetes.io/job-tracking',
]);

const FINALIZERS: ReadonlyMap<string, string> = new Map([
  ['PersistentVolumeClaim', 'kubernetes.io/pvc-protection'],
  ['PersistentVolume', 'kubernetes.io/pv-protection'],
]);

/** Labels that the server adds to a Job's selector and template. */
const UID_LABELS = ['controller-uid', 'batch.kubernetes.io/controller-uid'];
const NAME_LABELS = ['job-name', 'batch.kubernetes.io/job-name'];

/** Whether a field of a type is the server's to set, whatever its value. */
export function isServerSet(type: string, field: string): boolean {
  if (field === 'status') return type !== 'batch.PodFailurePolicyOnPodConditionsPattern';
  return type === 'meta.ObjectMeta' && METADATA.has(field);
}

/** Takes away, in place, what a server sets that the type of the field does not show. */
export function pruneServerSet(pruned: Manifest, written: Manifest, record: Recorder | undefined): void {
  const object = pruned as unknown as Fields;
  const remove = (path: readonly string[], reason: string): void => removeAt(object, path, reason, record);
  for (const metadata of [['metadata'], ['spec', 'template', 'metadata']]) {
    const annotations = valueAt(object, [...metadata, 'annotations']);
    if (!isFields(annotations)) continue;
    for (const name of Object.keys(annotations)) {
      if (ANNOTATIONS.has(name)) remove([...metadata, 'annotations', name], 'an annotation that a controller keeps');
    }
    if (Object.keys(annotations).length === 0) remove([...metadata, 'annotations'], 'nothing is left of it');
  }
  const finalizer = FINALIZERS.get(pruned.kind);
  const finalizers = valueAt(object, ['metadata', 'finalizers']);
  if (finalizer !== undefined && Array.isArray(finalizers) && finalizers.includes(finalizer)) {
    const rest = finalizers.filter((name) => name !== finalizer);
    record?.('prune', FieldPath.ROOT.member('metadata').member('finalizers'), finalizers, rest, 'added at admission');
    (object.metadata as Fields).finalizers = rest;
    if (rest.length === 0) delete (object.metadata as Fields).finalizers;
  }
  if (pruned.kind === 'Service' && pruned.apiVersion === 'v1' && cameFromServer(written)) {
    const spec = object.spec;
    if (isFields(spec) && spec.clusterIP !== 'None') {
      remove(['spec', 'clusterIP'], 'assigned by the server');
      remove(['spec', 'clusterIPs'], 'assigned by the server');
    }
  }
  // What follows from clusterIP, written out.
  if (pruned.kind === 'Service' && isFields(object.spec)) {
    const { clusterIP, clusterIPs } = object.spec;
    if (
      Array.isArray(clusterIPs) &&
      clusterIPs.length === 1 &&
      (clusterIP === undefined || clusterIP === clusterIPs[0])
    ) {
      const [first] = clusterIPs as [Json];
      remove(['spec', 'clusterIPs'], 'the same as clusterIP');
      object.spec.clusterIP = first;
    }
  }
  if (isBuiltInClusterScoped(pruned.apiVersion, pruned.kind)) {
    remove(['metadata', 'namespace'], `a ${pruned.kind} has no namespace: the server drops it`);
  }
  if (pruned.kind === 'Node' && pruned.apiVersion === 'v1') {
    remove(['spec', 'configSource'], 'removed in Kubernetes 1.24: the server drops it');
  }
  if (pruned.kind === 'Namespace' && pruned.apiVersion === 'v1') {
    const kept = valueAt(object, ['spec', 'finalizers']);
    if (Array.isArray(kept) && kept.includes('kubernetes')) {
      const rest = kept.filter((name) => name !== 'kubernetes');
      remove(['spec', 'finalizers'], 'set by the server');
      if (rest.length > 0) (object.spec as Fields).finalizers = rest;
      else if (Object.keys(object.spec as Fields).length === 0) delete object.spec;
    }
  }
  if (pruned.kind === 'EndpointSlice' && Array.isArray(object.endpoints)) {
    for (const endpoint of object.endpoints) {
      if (!isFields(endpoint) || endpoint.deprecatedTopology === undefined) continue;
      record?.(
        'prune',
        FieldPath.ROOT.member('endpoints'),
        endpoint.deprecatedTopology,
        undefined,
        'the server drops it',
      );
      delete endpoint.deprecatedTopology;
    }
  }
  if (pruned.kind === 'Job' && pruned.apiVersion === 'batch/v1') pruneJob(object, remove);
}

/** The selector and labels that the server generates from a Job's name and uid, unless `manualSelector` is set. */
function pruneJob(job: Fields, remove: (path: readonly string[], reason: string) => void): void {
  if (valueAt(job, ['spec', 'manualSelector']) === true) return;
  removeLabels(job, ['spec', 'selector', 'matchLabels'], UID_LABELS, remove);
  const selector = valueAt(job, ['spec', 'selector']);
  if (isFields(selector) && Object.keys(selector).length === 0) remove(['spec', 'selector'], 'the server generates it');
  const name = valueAt(job, ['metadata', 'name']);
  for (const metadata of [['metadata'], ['spec', 'template', 'metadata']]) {
    const labels = valueAt(job, [...metadata, 'labels']);
    if (!isFields(labels)) continue;
    const generated = UID_LABELS.some((label) => labels[label] !== undefined);
    const named = NAME_LABELS.filter((label) => labels[label] === name);
    if (generated || metadata.length > 1) removeLabels(job, [...metadata, 'labels'], [...UID_LABELS, ...named], remove);
  }
}

/** Takes labels away, and what is empty without them. */
function removeLabels(
  job: Fields,
  path: readonly string[],
  labels: readonly string[],
  remove: (path: readonly string[], reason: string) => void,
): void {
  for (const label of labels) remove([...path, label], 'generated from the name and uid');
  for (let length = path.length; length > 1; length--) {
    const holder = valueAt(job, path.slice(0, length));
    if (!isFields(holder) || Object.keys(holder).length > 0) return;
    remove(path.slice(0, length), 'nothing is left of it');
  }
}

/** Whether a manifest was read from a server: then what a server may assign was assigned. */
function cameFromServer(manifest: Manifest): boolean {
  const metadata = manifest.metadata ?? {};
  const marks = [
    metadata.uid,
    metadata.resourceVersion,
    metadata.managedFields,
    metadata.creationTimestamp,
    metadata.selfLink,
  ];
  if (marks.some((mark) => mark !== undefined && mark !== null)) return true;
  return isFields(manifest.spec) && manifest.spec.clusterIPs !== undefined;
}

function valueAt(object: Fields, path: readonly string[]): Json | undefined {
  let value: Json | undefined = object;
  for (const step of path) value = isFields(value) ? ownMember(value, step) : undefined;
  return value;
}

function removeAt(object: Fields, path: readonly string[], reason: string, record: Recorder | undefined): void {
  const holder = valueAt(object, path.slice(0, -1));
  const last = path.at(-1) as string;
  if (!isFields(holder) || holder[last] === undefined) return;
  let place = FieldPath.ROOT;
  for (const step of path) place = place.member(step);
  record?.('prune', place, holder[last], undefined, reason);
  delete holder[last];
}
