import { type IConstruct } from 'constructs';
import { TreeState } from '../synthesis/tree-state';
import { plainString, plainValue } from '../tokens/plain-value';

const EXTERNAL = Symbol.for('cdk8s-patterns.ExternalResources');

interface WithExternal {
  [EXTERNAL]?: ExternalResources;
}

/** What is known of an object outside of the tree. */
interface ExternalObject {
  /** Keys of a ConfigMap or Secret, names and numbers of a Service's ports; undefined when they were not said. */
  readonly parts?: ReadonlySet<string>;
}

/** Returns the parts of an external object, its keys for example; undefined when it does not know the object. */
export type ExternalSource = (kind: string, name: string) => readonly string[] | undefined;

/**
 * What lives outside of the tree: made by hand, by an operator, by another repository.
 *
 * Declared once for a scope, it is known to all manifests below it, in every namespace.
 */
export class ExternalResources {
  /** The declarations of a scope: an app, a chart, or any construct. */
  static of(scope: IConstruct): ExternalResources {
    const holder = scope as WithExternal;
    return (holder[EXTERNAL] ??= new ExternalResources(scope));
  }

  /**
   * The declarations that hold for a construct: its own and those of every scope above.
   *
   * @internal
   */
  static _above(construct: IConstruct): ExternalResources[] {
    const found: ExternalResources[] = [];
    for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
      const own = (scope as WithExternal)[EXTERNAL];
      if (own !== undefined) found.push(own);
    }
    return found;
  }

  private readonly objects = new Map<string, ExternalObject>();
  /** Keys of `objects` with tokens, which are other names in each environment of a Helm chart. */
  private readonly namedByTokens: string[] = [];
  private readonly sources: ExternalSource[] = [];
  private readonly podLabels: Array<{ readonly [key: string]: string }> = [];

  private constructor(private readonly scope: IConstruct) {}

  /**
   * A Secret.
   *
   * @param keys its keys; any key is taken to exist when they are left out
   */
  secret(name: string, keys?: string[]): ExternalResources {
    return this.add('Secret', name, keys);
  }

  /**
   * A ConfigMap.
   *
   * @param keys its keys; any key is taken to exist when they are left out
   */
  configMap(name: string, keys?: string[]): ExternalResources {
    return this.add('ConfigMap', name, keys);
  }

  /** A PersistentVolumeClaim. */
  claim(name: string): ExternalResources {
    return this.add('PersistentVolumeClaim', name);
  }

  /** A ServiceAccount. */
  serviceAccount(name: string): ExternalResources {
    return this.add('ServiceAccount', name);
  }

  /**
   * A Service.
   *
   * @param ports numbers of its ports; any port is taken to exist when they are left out
   */
  service(name: string, ports?: number[]): ExternalResources {
    return this.add('Service', name, ports?.map(String));
  }

  /** A StorageClass of the cluster. */
  storageClass(name: string): ExternalResources {
    return this.add('StorageClass', name);
  }

  /** A PriorityClass of the cluster. */
  priorityClass(name: string): ExternalResources {
    return this.add('PriorityClass', name);
  }

  /** Pods that a Service, a policy or a budget selects by these labels or some of them. */
  pods(labels: { readonly [key: string]: string }): ExternalResources {
    this.podLabels.push({ ...labels });
    TreeState.of(this.scope).touch();
    return this;
  }

  /** An object of any other kind: a PersistentVolume, a Role, a Rollout to be scaled. */
  resource(kind: string, name: string): ExternalResources {
    return this.add(kind, name);
  }

  /**
   * Adds declarations that are asked for at each check, because they follow the values of a Helm chart.
   *
   * @internal
   */
  _addSource(source: ExternalSource): void {
    this.sources.push(source);
  }

  /** @internal */
  _find(kind: string, name: string): ExternalObject | undefined {
    const key = `${kind}/${name}`;
    const byToken = this.namedByTokens.find((each) => plainString(each) === key);
    const declared = this.objects.get(byToken ?? key);
    const parts = this.sources.flatMap((source) => source(kind, name) ?? []);
    return declared ?? (parts.length === 0 ? undefined : { parts: new Set(parts) });
  }

  /** @internal */
  _pods(): ReadonlyArray<{ readonly [key: string]: string }> {
    return this.podLabels.map((labels) => plainValue(labels) as { readonly [key: string]: string });
  }

  private add(kind: string, name: string, parts?: string[]): ExternalResources {
    TreeState.of(this.scope).touch();
    const key = `${kind}/${name}`;
    if (plainString(key) !== key) this.namedByTokens.push(key);
    this.objects.set(key, { parts: parts && new Set(parts) });
    return this;
  }
}
