import { ApiObject, ApiObjectMetadataDefinition, type App, type IResolver, Lazy } from 'cdk8s';
import { BulkResolver, STOCK_RESOLVERS } from './bulk-resolver';

/** What `ApiObject` and its metadata keep to themselves. */
interface Internals {
  readonly props: Readonly<Record<string, unknown>>;
  readonly patches: readonly unknown[];
  readonly metadata: { readonly _additionalAttributes: Readonly<Record<string, unknown>> };
}

const stockToJson = Object.getOwnPropertyDescriptor(ApiObject.prototype, 'toJson')?.value as ApiObject['toJson'];
const stockMetadata = Object.getOwnPropertyDescriptor(ApiObjectMetadataDefinition.prototype, 'toJson')
  ?.value as unknown;

/** Thrown where the result of cdk8s is not obvious. */
const UNUSUAL = new Error('not a plain value');

/**
 * What `ApiObject.toJson()` returns, in one walk instead of five: cdk8s resolves and sanitizes the metadata, then resolves
 * and sanitizes the object with it, and copies it into another order.
 *
 * An object with JSON patches, with a `toJson()` of its own, with an unusual value, or in an app with resolvers of the
 * user is left to `toJson()`.
 *
 * @throws what `toJson()` throws
 */
export function serializeObject(object: ApiObject): unknown {
  if (isStockObject(object) && (object as unknown as Internals).patches.length === 0) {
    try {
      return serialize(object);
    } catch {
      // cdk8s has its own words for what went wrong, or a result.
    }
  }
  return object.toJson() as unknown;
}

/** Whether cdk8s serializes an object in its own way: neither a class nor a resolver of the user takes part. */
export function isStockObject(object: ApiObject): boolean {
  return (
    object.toJson === stockToJson &&
    object.metadata.toJson === stockMetadata &&
    (object.node.root as Partial<App>).resolvers?.every(isStockResolver) === true
  );
}

/** Whether cdk8s writes the members of a map in the order of the alphabet. */
export function isSorted(): boolean {
  return !process.env.CDK8S_DISABLE_SORT;
}

function isStockResolver(resolver: IResolver): boolean {
  return resolver instanceof BulkResolver || STOCK_RESOLVERS.includes(resolver.constructor);
}

function serialize(object: ApiObject): Record<string, unknown> {
  const { props, metadata: own } = object as unknown as Internals;
  if ('value' in props || 'resolve' in props || 'value' in own._additionalAttributes) throw UNUSUAL;
  const isInOrder = isSorted();
  // cdk8s resolves the metadata first: a Lazy value may count how often it was asked.
  const metadata = withoutEmpty(serializeMetadata(object));
  const members = serializeMembers(props, isInOrder, 'metadata');
  const result: Record<string, unknown> = {};
  for (const key of ['apiVersion', 'kind']) {
    if (key in members) result[key] = members[key];
  }
  if (metadata !== undefined) result.metadata = metadata;
  for (const key of Object.keys(members)) result[key] = members[key];
  return result;
}

function serializeMetadata({ metadata }: ApiObject): Record<string, unknown> {
  const { _additionalAttributes, name, namespace, annotations, finalizers, ownerReferences, labels } =
    metadata as unknown as Record<string, unknown>;
  return serializeMembers(
    { ...(_additionalAttributes as object), name, namespace, annotations, finalizers, ownerReferences, labels },
    true,
  );
}

/** The value that cdk8s writes for a value; nothing is undefined. */
function serializeValue(value: unknown, isSorted: boolean): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') {
    if (typeof value === 'function') throw UNUSUAL;
    return value;
  }
  if (value instanceof Lazy) return serializeValue(value.produce(), isSorted);
  const wrapper = value as { resolve?(): unknown; value?: unknown };
  if (typeof wrapper.resolve === 'function') return serializeValue(wrapper.resolve(), isSorted);
  if (Array.isArray(value)) return value.map((item) => serializeValue(item, isSorted));
  if (value.constructor === Object) return serializeMembers(value as Record<string, unknown>, isSorted);
  if (typeof wrapper.value === 'number' || typeof wrapper.value === 'string') return { value: wrapper.value };
  throw UNUSUAL;
}

/** The members that have a value. They are serialized in their own order and written in the order of the alphabet. */
function serializeMembers(
  members: Readonly<Record<string, unknown>>,
  isSorted: boolean,
  leftOut?: string,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  let last = '';
  let isInOrder = true;
  for (const key of Object.keys(members)) {
    if (key === leftOut) continue;
    const value = serializeValue(members[key], isSorted);
    if (value === undefined) continue;
    isInOrder &&= last <= key;
    last = key;
    result[key] = value;
  }
  if (isInOrder || !isSorted) return result;
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(result).sort()) sorted[key] = result[key];
  return sorted;
}

/** Metadata loses empty lists and maps, and what is empty without them. */
function withoutEmpty(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(withoutEmpty);
  const members = value as Record<string, unknown>;
  for (const key of Object.keys(members)) {
    const kept = withoutEmpty(members[key]);
    if (kept === undefined) delete members[key];
    else members[key] = kept;
  }
  return Object.keys(members).length === 0 ? undefined : members;
}
