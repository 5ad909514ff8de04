import { type ApiObject, type Chart } from 'cdk8s';
import { Field, isMap } from '../rules/field';
import { selectorMatches } from '../rules/selector-rules';
import { isGenerated, withGenerated } from './generated-labels';
import { type IndexedManifest, type IndexedPods } from './indexed';
import { LabelIndex, push } from './label-index';
import { containersOf, podTemplateOf } from './pod-templates';
import { SelectorIndex } from './selector-index';

/**
 * All manifests of a tree, to be found by kind, namespace and name, and by labels.
 *
 * Charts that define the same object are alternatives, such as two versions of an application. They are never applied
 * together, so selectors of one do not concern pods of the other.
 */
export class ManifestIndex {
  private readonly byName = new Map<string, IndexedManifest[]>();
  private readonly byKind = new Map<string, IndexedManifest[]>();
  private readonly byKindAndPlace = new Map<string, IndexedManifest[]>();
  private readonly byKindAndName = new Map<string, IndexedManifest[]>();
  private readonly byChart = new Map<Chart, Map<string, IndexedManifest[]>>();
  private readonly classes = new Map<string, Set<unknown>>();
  private readonly pods = new LabelIndex<IndexedPods>();
  private readonly volumes = new LabelIndex<IndexedManifest>();
  private readonly budgets = new SelectorIndex<IndexedManifest>();

  constructor(manifests: readonly IndexedManifest[]) {
    for (const manifest of manifests) {
      const { kind, namespace, name, object, json } = manifest;
      const place = placeOf(namespace);
      const key = keyOf(kind, namespace, name);
      push(this.byName, key, manifest);
      push(this.byKind, kind, manifest);
      push(this.byKindAndPlace, `${kind}/${place}`, manifest);
      push(this.byKindAndName, `${kind}/${name}`, manifest);
      let own = this.byChart.get(object.chart);
      if (own === undefined) {
        own = new Map();
        this.byChart.set(object.chart, own);
      }
      push(own, key, manifest);
      const spec = isMap(json) && isMap(json.spec) ? json.spec : {};
      if (kind === 'PersistentVolume' || kind === 'PersistentVolumeClaim') {
        this.classes.set(kind, (this.classes.get(kind) ?? new Set()).add(spec.storageClassName));
      }
      if (kind === 'PersistentVolume') this.volumes.add('', labelsOf(json), manifest);
      if (kind === 'PodDisruptionBudget') this.budgets.add(place, spec.selector, manifest);
      const pods = podsOf(manifest);
      if (pods !== undefined) this.pods.add(place, pods.labels, pods);
    }
  }

  /** The object of that name. One of the same chart is preferred to any other. */
  find(kind: string, namespace: string | undefined, name: string, chart: Chart): IndexedManifest | undefined {
    const key = keyOf(kind, namespace, name);
    return this.byChart.get(chart)?.get(key)?.[0] ?? this.byName.get(key)?.[0];
  }

  /** The first object of the same chart, group, kind, namespace and name. */
  first({ kind, namespace, name, object }: IndexedManifest): IndexedManifest | undefined {
    return this.byChart
      .get(object.chart)
      ?.get(keyOf(kind, namespace, name))
      ?.find((other) => other.object.apiGroup === object.apiGroup);
  }

  ofKind(kind: string): readonly IndexedManifest[] {
    return this.byKind.get(kind) ?? [];
  }

  /** Objects of a kind in a namespace. */
  inPlace(kind: string, namespace: string | undefined): readonly IndexedManifest[] {
    return this.byKindAndPlace.get(`${kind}/${placeOf(namespace)}`) ?? [];
  }

  /** Objects of a kind and name, in all namespaces. */
  withName(kind: string, name: string): readonly IndexedManifest[] {
    return this.byKindAndName.get(`${kind}/${name}`) ?? [];
  }

  /** Whether an object of a kind, a PersistentVolume or a PersistentVolumeClaim, names a storage class. */
  hasClass(kind: string, storageClass: unknown): boolean {
    return this.classes.get(kind)?.has(storageClass) ?? false;
  }

  /** Whether a label selector matches a PersistentVolume. */
  hasVolume(selector: unknown): boolean {
    return this.volumes.candidates('', selector).some(({ json }) => selectorMatches(selector, labelsOf(json)));
  }

  /** The pods of a namespace that a label selector matches, in every chart. */
  podsMatching(namespace: string | undefined, selector: unknown): IndexedPods[] {
    const wanted = isMap(selector) && isMap(selector.matchLabels) ? Object.entries(selector.matchLabels) : [];
    return this.pods
      .candidates(placeOf(namespace), selector, isGenerated)
      .filter((pods) => selectorMatches(selector, withGenerated(pods, wanted)));
  }

  /** PodDisruptionBudgets of a namespace that may cover some of the pods. */
  budgetsNear(namespace: string | undefined, pods: readonly IndexedPods[]): IndexedManifest[] {
    return this.budgets.candidates(
      placeOf(namespace),
      pods.map(({ labels }) => labels),
    );
  }

  /** Whether objects of two charts may be in a cluster at the same time. */
  areTogether(one: Chart, other: Chart): boolean {
    if (one === other) return true;
    const [names, others] = [this.byChart.get(one) ?? new Map(), this.byChart.get(other) ?? new Map()];
    const [few, many] = names.size < others.size ? [names, others] : [others, names];
    for (const key of few.keys()) if (many.has(key)) return false;
    return true;
  }
}

function labelsOf(json: unknown): Readonly<Record<string, unknown>> {
  const metadata = isMap(json) ? json.metadata : undefined;
  const labels = isMap(metadata) ? metadata.labels : undefined;
  return isMap(labels) ? labels : {};
}

/** A manifest ready to be indexed; undefined when it lacks what identifies it, which is a matter of other rules. */
export function indexed(object: ApiObject, json: unknown): IndexedManifest | undefined {
  if (!isMap(json) || !isMap(json.metadata)) return undefined;
  const { kind, metadata } = json;
  const { name, namespace } = metadata;
  if (typeof kind !== 'string' || typeof name !== 'string') return undefined;
  return { object, json, kind, name, namespace: typeof namespace === 'string' ? namespace : undefined };
}

function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return `${kind}/${placeOf(namespace)}/${name}`;
}

/**
 * A manifest without a namespace goes to `default`, or to where `kubectl -n` says; and kubectl then refuses one beside it
 * that says `default`. So where both stand in one tree, they mean the same.
 */
export function placeOf(namespace: string | undefined): string {
  return namespace ?? 'default';
}

export function podsOf(owner: IndexedManifest): IndexedPods | undefined {
  const template = podTemplateOf(Field.root(owner.json, []));
  if (template === undefined) return undefined;
  const labels = template.at('metadata').at('labels').value;
  const ports = new Set<string>();
  for (const container of containersOf(template.at('spec'))) {
    for (const port of container.at('ports').items()) {
      const [name, number] = [port.at('name').text(), port.at('containerPort').number()];
      if (name !== undefined) ports.add(name);
      if (number !== undefined) ports.add(String(number));
    }
  }
  return { owner, labels: isMap(labels) ? labels : {}, ports };
}
