import { isOrderKept, sortKey } from './canonical';
import { type Difference } from './difference';
import { FieldPath } from './field-path';
import { type Fields, isFields, type Json, type Manifest, objectName, ownMember } from './manifest';
import { typeOf } from '../../kubernetes/schema/kinds';
import { type FieldType, type ListType, type TypeDefinition } from '../../kubernetes/schema/notation';

/** What applying one side over the other does, though both mean the same. */
export type StorageEffect =
  /** The object is stored in its new form, and nothing else happens. */
  | 'none'
  /** The pod template changes, so the controller replaces the pods. */
  | 'replaces-pods'
  /** The field is immutable, and the API server compares it in its order: the update is refused. */
  | 'refused';

/** A list that both sides have in different orders, where the order has no meaning. An API server stores it as written. */
export interface StoredOtherwise extends Difference {
  readonly effect: StorageEffect;
}

/** The lists of two canonical manifests of one object whose items stand in another order without another meaning. */
export function compareStoredOrder(actual: Manifest, expected: Manifest): StoredOtherwise[] {
  const type = typeOf(expected.apiVersion, expected.kind);
  if (type === undefined) return [];
  const search = new Search(expected);
  search.struct(actual as unknown as Fields, expected as unknown as Fields, type, FieldPath.ROOT);
  return search.found;
}

class Search {
  public readonly found: StoredOtherwise[] = [];

  public constructor(private readonly manifest: Manifest) {}

  public struct(actual: Fields, expected: Fields, type: TypeDefinition, path: FieldPath): void {
    for (const name in expected) {
      const field = type.fields.get(name);
      if (field !== undefined) this.value(ownMember(actual, name), expected[name], field, path.member(name));
    }
  }

  private value(actual: Json | undefined, expected: Json | undefined, type: FieldType, path: FieldPath): void {
    if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null) return;
    if (type.kind === 'list') {
      if (Array.isArray(actual) && Array.isArray(expected)) this.list(actual, expected, type, path);
    } else if (isFields(actual) && isFields(expected)) {
      if (type.kind === 'struct') this.struct(actual, expected, type.of, path);
      else if (type.kind === 'map') {
        for (const name in expected) this.value(ownMember(actual, name), expected[name], type.of, path.member(name));
      }
    }
  }

  private list(actual: Json[], expected: Json[], type: ListType, path: FieldPath): void {
    if (isOrderKept(actual, type) || isOrderKept(expected, type)) {
      for (const [index, item] of expected.entries()) {
        this.value(actual[index], item, type.of, path.item(item, type.keys, index));
      }
      return;
    }
    const counterparts = new Map(actual.map((item) => [sortKey(item, type.keys), item]));
    const shared = new Set(expected.map((item) => sortKey(item, type.keys)).filter((key) => counterparts.has(key)));
    const orders = [actual, expected].map((items) => items.filter((item) => shared.has(sortKey(item, type.keys))));
    const [before = [], after = []] = orders.map((items) => items.map((item) => label(item, type.keys)));
    if (before.some((each, index) => each !== after[index])) {
      this.found.push({
        object: objectName(this.manifest),
        path: path.toString(),
        actual: before,
        expected: after,
        effect: effectOf(this.manifest, path.steps()),
      });
    }
    if (type.of.kind === 'string') return;
    for (const [index, item] of expected.entries()) {
      this.value(counterparts.get(sortKey(item, type.keys)), item, type.of, path.item(item, type.keys, index));
    }
  }
}

/** An item by the first member of its key that it has. */
function label(item: Json, keys: readonly string[]): string {
  return keys.length > 0 && isFields(item)
    ? keys.flatMap((key) => (item[key] === undefined ? [] : [String(item[key] as string)])).join('/')
    : typeof item === 'object'
      ? JSON.stringify(item)
      : String(item);
}

/**
 * What an update that changes only the order of a list does.
 *
 * The immutable fields are those that `ValidateStatefulSetUpdate`, `ValidateJobSpecUpdate`, `ValidatePodUpdate`,
 * `ValidatePersistentVolumeClaimUpdate`, `ValidateDeploymentUpdate` and `ValidateCSIDriverUpdate` of Kubernetes compare
 * with DeepEqual.
 */
function effectOf({ kind, spec }: Manifest, steps: readonly (string | number)[]): StorageEffect {
  if (steps[0] !== 'spec') return 'none';
  const field = steps[1];
  switch (kind) {
    case 'Pod':
    case 'PersistentVolumeClaim':
      return 'refused';
    case 'Job':
      return field === 'template' || field === 'selector' || field === 'podFailurePolicy' ? 'refused' : 'none';
    case 'CSIDriver':
      return field === 'volumeLifecycleModes' ? 'refused' : 'none';
    case 'StatefulSet':
      if (field === 'volumeClaimTemplates') return 'refused';
      return field === 'template' && !isOnDelete(spec) ? 'replaces-pods' : 'none';
    case 'Deployment':
    case 'DaemonSet':
      return field === 'template' && !isOnDelete(spec) ? 'replaces-pods' : 'none';
    default:
      return 'none';
  }
}

/** Whether pods keep their old template until somebody deletes them. */
function isOnDelete(spec: unknown): boolean {
  const strategy = isFields(spec) ? spec.updateStrategy : undefined;
  return isFields(strategy) && strategy.type === 'OnDelete';
}
