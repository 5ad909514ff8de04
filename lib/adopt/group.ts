import { type Fields, isFields, type Json, type Manifest } from '../testing/equivalence/manifest';
import { isClusterScoped } from '../kubernetes/scope';
import { fields, items, textOf } from './model/values';
import { sameNamespace } from './recognise/metadata';
import { podLabelsOf, podSpecOf, specOf } from './recognise/workload';

/** Kinds that make pods. */
const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod', 'Job', 'CronJob']);

/** Objects that belong together, and what they are called. */
export interface ObjectGroup {
  readonly name: string;
  readonly manifests: readonly Manifest[];
}

/** Labels that say to which application an object belongs, the most telling first. */
const APP_LABELS = ['app.kubernetes.io/name', 'app', 'k8s-app', 'run', 'name'];

/**
 * Groups manifests into applications: what selects, mounts, scales, guards or names another object is with it; what is
 * left is with the application of its label or name.
 */
export function groupObjects(manifests: readonly Manifest[]): ObjectGroup[] {
  const groups = new UnionFind(manifests);
  const byName = new Map(manifests.map((each) => [keyOf(each.kind, each.metadata?.name, each), each]));
  for (const manifest of manifests) {
    for (const [kind, name] of referencesOf(manifest)) {
      const target = byName.get(keyOf(kind, name, manifest));
      if (target !== undefined) groups.join(manifest, target);
    }
    for (const target of selectedBy(manifest, manifests)) groups.join(manifest, target);
  }
  joinByLabel(manifests, groups);
  return named(groups.all());
}

/** Joins objects that nothing mentions to the workload of the same application label or name. */
function joinByLabel(manifests: readonly Manifest[], groups: UnionFind): void {
  const workloads = manifests.filter(({ kind }) => WORKLOADS.has(kind));
  for (const manifest of manifests.filter(({ kind }) => !WORKLOADS.has(kind))) {
    if (groups.sizeOf(manifest) > 1) continue;
    const app = appOf(manifest);
    const name = manifest.metadata?.name ?? '';
    const same =
      workloads.find((each) => app !== undefined && appOf(each) === app) ??
      workloads.find(({ metadata }) => metadata?.name !== undefined && `${name}-`.startsWith(`${metadata.name}-`));
    if (same !== undefined) groups.join(manifest, same);
  }
}

function appOf({ metadata }: Manifest): string | undefined {
  const label = APP_LABELS.find((each) => typeof metadata?.labels?.[each] === 'string');
  return label === undefined ? undefined : metadata?.labels?.[label];
}

function keyOf(kind: string, name: Json | undefined, { metadata }: Manifest): string {
  return `${kind}/${isClusterScoped(kind) ? '' : (metadata?.namespace ?? 'default')}/${textOf(name)}`;
}

/** Kinds and names of the objects that a manifest mentions. */
function referencesOf(manifest: Manifest): [string, Json | undefined][] {
  const spec = specOf(manifest);
  switch (manifest.kind) {
    case 'HorizontalPodAutoscaler':
      return [[textOf(fields(spec.scaleTargetRef).kind), fields(spec.scaleTargetRef).name]];
    case 'Endpoints':
      return [['Service', manifest.metadata?.name]];
    case 'PersistentVolumeClaim':
      return [['PersistentVolume', spec.volumeName]];
    case 'Ingress':
      return items(spec.rules)
        .flatMap(({ http }) => items(fields(http).paths))
        .map(({ backend }) => ['Service', fields(fields(backend).service).name]);
    case 'RoleBinding':
    case 'ClusterRoleBinding': {
      const { roleRef, subjects } = manifest as unknown as Fields;
      return [
        [textOf(fields(roleRef).kind), fields(roleRef).name],
        ...items(subjects).map(({ kind, name }): [string, Json | undefined] => [textOf(kind), name]),
      ];
    }
    default:
      return WORKLOADS.has(manifest.kind) ? podReferences(manifest) : [];
  }
}

function podReferences(manifest: Manifest): [string, Json | undefined][] {
  const pod = podSpecOf(manifest);
  const volumes = items(pod.volumes).flatMap((volume): [string, Json | undefined][] => [
    ['ConfigMap', fields(volume.configMap).name],
    ['Secret', fields(volume.secret).secretName],
    ['PersistentVolumeClaim', fields(volume.persistentVolumeClaim).claimName],
  ]);
  const containers = [...items(pod.initContainers), ...items(pod.containers)];
  const env = containers
    .flatMap((container) => [...items(container.env).map(({ valueFrom }) => valueFrom), ...items(container.envFrom)])
    .filter(isFields)
    .flatMap((from): [string, Json | undefined][] => [
      ['ConfigMap', fields(from.configMapKeyRef ?? from.configMapRef).name],
      ['Secret', fields(from.secretKeyRef ?? from.secretRef).name],
    ]);
  const account = pod.serviceAccountName ?? pod.serviceAccount;
  return [
    ...volumes,
    ...env,
    ['ServiceAccount', account === 'default' ? undefined : account],
    ['Service', specOf(manifest).serviceName],
  ];
}

/** The workloads whose pods a Service, budget or policy selects. */
function selectedBy(manifest: Manifest, manifests: readonly Manifest[]): Manifest[] {
  const spec = specOf(manifest);
  const selector =
    manifest.kind === 'Service'
      ? fields(spec.selector)
      : fields(fields(manifest.kind === 'NetworkPolicy' ? spec.podSelector : spec.selector).matchLabels);
  const selects = ['Service', 'PodDisruptionBudget', 'NetworkPolicy'].includes(manifest.kind);
  if (!selects || Object.keys(selector).length === 0) return [];
  return manifests.filter((each) => {
    const labels = podLabelsOf(each);
    return (
      WORKLOADS.has(each.kind) &&
      sameNamespace(each, manifest) &&
      Object.entries(selector).every(([key, value]) => labels[key] === value)
    );
  });
}

/** Groups with a name each: that of the first workload, or of the first object, made unique. */
function named(groups: readonly (readonly Manifest[])[]): ObjectGroup[] {
  const taken = new Set<string>();
  return groups.map((manifests) => {
    const first = manifests.find(({ kind }) => WORKLOADS.has(kind)) ?? manifests[0];
    const base = labelOf(first?.metadata?.name ?? first?.kind ?? 'app');
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}-${count}`;
    taken.add(name);
    return { name, manifests };
  });
}

/** A DNS label that starts with a letter. */
export function labelOf(text: string): string {
  const label = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
  return /^[a-z]/.test(label) ? label : `app-${label}`.replace(/-$/, '');
}

/** Sets of manifests that can be joined; they keep the order of the input. */
class UnionFind {
  private readonly parents: Map<Manifest, Manifest>;

  public constructor(private readonly manifests: readonly Manifest[]) {
    this.parents = new Map(manifests.map((each) => [each, each]));
  }

  public join(a: Manifest, b: Manifest): void {
    this.parents.set(this.root(a), this.root(b));
  }

  public sizeOf(manifest: Manifest): number {
    const root = this.root(manifest);
    return this.manifests.filter((each) => this.root(each) === root).length;
  }

  public all(): Manifest[][] {
    const sets = new Map<Manifest, Manifest[]>();
    for (const manifest of this.manifests) {
      const root = this.root(manifest);
      sets.set(root, [...(sets.get(root) ?? []), manifest]);
    }
    return [...sets.values()];
  }

  private root(manifest: Manifest): Manifest {
    let found = manifest;
    for (
      let parent = this.parents.get(found);
      parent !== undefined && parent !== found;
      parent = this.parents.get(found)
    ) {
      found = parent;
    }
    return found;
  }
}
