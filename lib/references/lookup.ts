import { orderingProblems } from '../kubernetes/hook-order';
import { isClusterScoped } from '../kubernetes/scope';
import { Field, isMap } from '../rules/field';
import { selectorMatches } from '../rules/selector-rules';
import { ExternalResources } from './external-resources';
import { type IndexedManifest, type IndexedPods } from './indexed';
import { type ManifestIndex } from './manifest-index';

/** What every cluster has. */
const BUILT_IN: ReadonlyMap<string, RegExp> = new Map([
  ['ServiceAccount', /^default$/],
  ['PriorityClass', /^system-(node|cluster)-critical$/],
  ['ClusterRole', /^(cluster-admin|admin|edit|view|system:.+)$/],
  ['ConfigMap', /^kube-root-ca\.crt$/],
]);

/** How each kind is declared as external, for the message. */
const DECLARATIONS: ReadonlyMap<string, string> = new Map([
  ['Secret', 'secret'],
  ['ConfigMap', 'configMap'],
  ['PersistentVolumeClaim', 'claim'],
  ['ServiceAccount', 'serviceAccount'],
  ['Service', 'service'],
  ['StorageClass', 'storageClass'],
  ['PriorityClass', 'priorityClass'],
]);

/** Looks up, for one manifest, what it mentions. */
export class Lookup {
  /** The manifest's fields; problems reported on them are this lookup's. */
  readonly root: Field;
  readonly problems: string[] = [];
  private readonly external: ExternalResources[];

  constructor(
    readonly index: ManifestIndex,
    readonly manifest: IndexedManifest,
  ) {
    this.root = Field.root(manifest.json, this.problems);
    this.external = ExternalResources._above(manifest.object);
  }

  /**
   * Reports a field whose text names an object that neither the tree nor the declarations have.
   *
   * @param parts for each key or port of it that is mentioned, where
   */
  object(field: Field, kind: string, parts: ReadonlyMap<Field, string> = new Map()): void {
    const name = field.text();
    if (name === undefined || BUILT_IN.get(kind)?.test(name) === true) return;
    const found = this.find(kind, name);
    if (found !== undefined) {
      const problem = orderingProblems(this.manifest.json, found.json).find(({ isStale }) => !isStale);
      if (problem !== undefined) field.report(`${kind} "${name}" ${problem.message}`);
      this.parts(kind, name, partsOf(found), parts);
      return;
    }
    const declared = this.external.map((external) => external._find(kind, name)).find((object) => object !== undefined);
    if (declared !== undefined) this.parts(kind, name, declared.parts, parts);
    else field.report(this.missing(kind, name, [...parts.values()]));
  }

  /** An object of the manifest's namespace, or a cluster-wide one. */
  find(kind: string, name: string): IndexedManifest | undefined {
    const namespace = isClusterScoped(kind) ? undefined : this.manifest.namespace;
    return this.index.find(kind, namespace, name, this.manifest.object.chart);
  }

  /** The pods that a label selector matches: of the manifest's namespace, and of charts applied together with its own. */
  pods(selector: unknown): IndexedPods[] {
    const { namespace, object } = this.manifest;
    return this.index
      .podsMatching(namespace, selector)
      .filter(({ owner }) => this.index.areTogether(object.chart, owner.object.chart));
  }

  /** Reports a selector that no pod of the namespace matches, neither in the tree nor declared. */
  selector(field: Field, selector: unknown): void {
    if (this.index.podsMatching(this.manifest.namespace, selector).length > 0 || this.hasDeclaredPods(selector)) return;
    field.report(
      `matches no pod of ${this.place()}, got ${JSON.stringify(field.value)}; if they live outside, declare them: ExternalResources.of(chart).pods({ … })`,
    );
  }

  private hasDeclaredPods(selector: unknown): boolean {
    return this.external.some((external) => external._pods().some((labels) => selectorMatches(selector, labels)));
  }

  /** How messages call the manifest's namespace. */
  place(): string {
    return this.manifest.namespace === undefined ? 'its namespace' : `namespace "${this.manifest.namespace}"`;
  }

  private parts(
    kind: string,
    name: string,
    known: ReadonlySet<string> | undefined,
    wanted: ReadonlyMap<Field, string>,
  ): void {
    if (known === undefined) return;
    const what = kind === 'Service' ? 'port' : 'key';
    for (const [field, part] of wanted) {
      if (known.has(part)) continue;
      const has = known.size === 0 ? `no ${what}` : [...known].join(', ');
      field.report(`${kind} "${name}" has no ${what} "${part}", it has ${has}`);
    }
  }

  private missing(kind: string, name: string, parts: string[]): string {
    const elsewhere = this.index.withName(kind, name);
    if (elsewhere.length > 0) {
      const places = elsewhere.map(({ namespace }) => (namespace === undefined ? 'no namespace' : `"${namespace}"`));
      return `${kind} "${name}" is not in ${this.place()} but in ${places.join(', ')}`;
    }
    const near = isClusterScoped(kind) ? this.index.ofKind(kind) : this.index.inPlace(kind, this.manifest.namespace);
    // What stands in the same chart is the likelier thing to have been meant.
    const own = near.filter(({ object }) => object.chart === this.manifest.object.chart);
    const known = [...new Set((own.length > 0 ? own : near).map((other) => `"${other.name}"`))];
    const list =
      known.length === 0
        ? 'there is none'
        : `there are ${known.slice(0, 5).join(', ')}${known.length > 5 ? ', …' : ''}`;
    const method = DECLARATIONS.get(kind);
    const keys =
      parts.length > 0 && (kind === 'Secret' || kind === 'ConfigMap')
        ? `, [${[...new Set(parts)].map((part) => `'${part}'`).join(', ')}]`
        : '';
    const call = method === undefined ? `resource('${kind}', '${name}')` : `${method}('${name}'${keys})`;
    return `${kind} "${name}" is not in the tree (${list}); if it lives outside, declare it: ExternalResources.of(chart).${call}`;
  }
}

/** Keys of a ConfigMap or Secret, names and numbers of a Service's ports; undefined for what has neither. */
export function partsOf({ kind, json }: IndexedManifest): ReadonlySet<string> | undefined {
  const object = Field.root(json, []);
  switch (kind) {
    case 'ConfigMap':
    case 'Secret':
      return new Set(['data', 'binaryData', 'stringData'].flatMap((field) => [...object.at(field).members().keys()]));
    case 'Service': {
      // A name in the DNS alone has no ports of its own.
      if (object.at('spec').at('type').value === 'ExternalName') return undefined;
      const ports = object.at('spec').at('ports').items();
      return new Set(
        ports.flatMap((port) => [port.at('name').value, port.at('port').value].filter(isPart).map(String)),
      );
    }
    default:
      return undefined;
  }
}

function isPart(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** A selector of plain labels, as Services have it, written as a label selector. */
export function labelSelector(labels: unknown): unknown {
  return { matchLabels: isMap(labels) ? labels : {} };
}
