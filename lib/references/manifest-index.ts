import { type ApiObject, type Chart } from 'cdk8s';
import { Field, isMap } from '../rules/field';
import { selectorMatches } from '../rules/selector-rules';
import { isGenerated, withGenerated } from './generated-labels';
import { type IndexedManifest, type IndexedPods } from './indexed';
import { containersOf, podTemplateOf } from './pod-templates';

/**
 * Every manifest of a tree, to be looked up by kind, namespace and name.
 *
 * Charts that define the same object are alternatives, such as two versions of an application: they are never applied
 * together, so the pods of one are no concern of the other's selectors.
 */
export class ManifestIndex {
  private readonly byName = new Map<string, IndexedManifest[]>();
  private readonly byKind = new Map<string, IndexedManifest[]>();
  private readonly podsByLabel = new Map<string, IndexedPods[]>();
  private readonly podsByNamespace = new Map<string, IndexedPods[]>();
  private readonly namesByChart = new Map<Chart, Set<string>>();
  private readonly alternatives = new Map<Chart, ReadonlySet<Chart>>();

  constructor(readonly manifests: readonly IndexedManifest[]) {
    for (const manifest of manifests) {
      const { chart } = manifest.object;
      const key = keyOf(manifest.kind, manifest.namespace, manifest.name);
      push(this.byName, key, manifest);
      push(this.byKind, manifest.kind, manifest);
      this.namesByChart.set(chart, (this.namesByChart.get(chart) ?? new Set()).add(key));
      const pods = podsOf(manifest);
      if (pods === undefined) continue;
      const namespace = placeOf(manifest.namespace);
      push(this.podsByNamespace, namespace, pods);
      for (const [label, value] of Object.entries(pods.labels)) {
        push(this.podsByLabel, `${namespace}/${label}=${String(value)}`, pods);
      }
    }
  }

  /** The object of that name, that of the same chart before any other. */
  find(kind: string, namespace: string | undefined, name: string, chart: Chart): IndexedManifest | undefined {
    const found = this.byName.get(keyOf(kind, namespace, name)) ?? [];
    return found.find((manifest) => manifest.object.chart === chart) ?? found[0];
  }

  /** The first object of the same chart, group, kind, namespace and name. */
  first({ kind, namespace, name, object }: IndexedManifest): IndexedManifest | undefined {
    return this.byName
      .get(keyOf(kind, namespace, name))
      ?.find((other) => other.object.chart === object.chart && other.object.apiGroup === object.apiGroup);
  }

  ofKind(kind: string): readonly IndexedManifest[] {
    return this.byKind.get(kind) ?? [];
  }

  /** The pods of a namespace that a label selector matches, in every chart. */
  podsMatching(namespace: string | undefined, selector: unknown): IndexedPods[] {
    const place = placeOf(namespace);
    const wanted = isMap(selector) && isMap(selector.matchLabels) ? Object.entries(selector.matchLabels) : [];
    const written = wanted.filter(([label]) => !isGenerated(label));
    const candidates =
      written.length === 0
        ? [this.podsByNamespace.get(place) ?? []]
        : written.map(([label, value]) => this.podsByLabel.get(`${place}/${label}=${String(value)}`) ?? []);
    // Every label must match, so the rarest one leaves the fewest to look at.
    const fewest = candidates.reduce((least, list) => (list.length < least.length ? list : least));
    return fewest.filter((pods) => selectorMatches(selector, withGenerated(pods, wanted)));
  }

  /** Whether objects of two charts may be in a cluster at the same time. */
  areTogether(one: Chart, other: Chart): boolean {
    let known = this.alternatives.get(one);
    if (known === undefined) {
      const names = [...(this.namesByChart.get(one) ?? [])];
      known = new Set(names.flatMap((key) => (this.byName.get(key) ?? []).map(({ object }) => object.chart)));
      this.alternatives.set(one, known);
    }
    return one === other || !known.has(other);
  }
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
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

function podsOf(owner: IndexedManifest): IndexedPods | undefined {
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
