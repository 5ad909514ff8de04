import { FieldPath } from './field-path';
import { type Fields, isFields, type Json, type Manifest, setMember } from './manifest';
import { type Recorder } from './normalisation';
import { canonicalQuantity, MILLI } from './quantity';
import { typeOf } from '../../kubernetes/schema/kinds';
import { type FieldType, type ListType, type TypeDefinition } from '../../kubernetes/schema/notation';

/** A copy of a manifest with every value of the same meaning written in the same way. */
export function canonical(manifest: Manifest, record?: Recorder): Manifest {
  const copy = structuredClone(manifest);
  canonicalInPlace(copy, record);
  return copy;
}

/**
 * Rewrites quantities, times and base64 in one way, and sorts the lists whose order has no meaning: those that the API
 * merges by key, and sets. Kinds that the engine does not know stay as they are.
 *
 * @param keepOrder whether to leave these lists in the order in which they are stored @default false
 */
export function canonicalInPlace(manifest: Manifest, record?: Recorder, keepOrder = false): void {
  const type = typeOf(manifest.apiVersion, manifest.kind);
  if (type !== undefined) struct(manifest as unknown as Fields, type, FieldPath.ROOT, record, keepOrder);
}

function struct(
  object: Fields,
  type: TypeDefinition,
  path: FieldPath,
  record: Recorder | undefined,
  keepOrder: boolean,
): void {
  for (const name in object) {
    const field = type.fields.get(name);
    const value = object[name];
    if (field === undefined || value === undefined) continue;
    const at = record ? path.member(name) : path;
    const result = canonicalValue(value, field, at, record, keepOrder);
    if (result !== value) object[name] = result;
  }
}

function canonicalValue(
  value: Json,
  type: FieldType,
  path: FieldPath,
  record: Recorder | undefined,
  keepOrder: boolean,
): Json {
  switch (type.kind) {
    case 'struct':
      if (isFields(value)) struct(value, type.of, path, record, keepOrder);
      return value;
    case 'map':
      if (!isFields(value)) return value;
      if (type.of.kind === 'string' || type.of.kind === 'any') return value;
      for (const name in value) {
        const at = record ? path.member(name) : path;
        const member = value[name] as Json;
        const result =
          type.of.kind === 'quantity'
            ? scalar(member, canonicalQuantity(member, MILLI) ?? member, at, record)
            : canonicalValue(member, type.of, at, record, keepOrder);
        setMember(value, name, result);
      }
      return value;
    case 'list':
      return Array.isArray(value) ? list(value, type, path, record, keepOrder) : value;
    case 'quantity':
      return scalar(value, canonicalQuantity(value) ?? value, path, record);
    case 'bytes':
      return typeof value === 'string' && /[\r\n]/.test(value)
        ? scalar(value, value.replace(/[\r\n]/g, ''), path, record)
        : value;
    case 'time':
      return scalar(value, canonicalTime(value), path, record);
    default:
      return value;
  }
}

function list(
  value: Json[],
  type: ListType,
  path: FieldPath,
  record: Recorder | undefined,
  keepOrder: boolean,
): Json[] {
  if (type.of.kind !== 'string') {
    for (const [index, item] of value.entries()) {
      const at = record ? path.item(item, type.keys, index) : path;
      value[index] = canonicalValue(item, type.of, at, record, keepOrder);
    }
  }
  if (keepOrder || value.length < 2 || isOrderKept(value, type)) return value;
  const sorted = value
    .map((item) => [sortKey(item, type.keys), item] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  if (sorted.every(([, item], index) => item === value[index])) return value;
  const result = sorted.map(([, item]) => item);
  record?.('canonical', path, value, result, 'the order of this list has no meaning');
  return result;
}

/**
 * Whether the order of a list means something. Of a list merged by key it does when keys repeat, for then a later item
 * overrides an earlier; of variables once one refers to another.
 */
export function isOrderKept(value: readonly Json[], type: ListType): boolean {
  if (type.ordered) return true;
  if (type.keys.length > 0 && new Set(value.map((item) => sortKey(item, type.keys))).size < value.length) return true;
  return type.of.kind === 'struct' && type.of.of.name === 'core.EnvVar' && value.some(refersToVariable);
}

function refersToVariable(item: Json): boolean {
  return isFields(item) && typeof item.value === 'string' && item.value.includes('$(');
}

/** What tells an item of a list from its siblings. */
export function sortKey(item: Json, keys: readonly string[]): string {
  if (keys.length === 0 || !isFields(item))
    return typeof item === 'object' ? JSON.stringify(item) : `${typeof item} ${String(item)}`;
  if (keys.length === 1) return text(item[keys[0] as string]);
  return keys.map((key) => text(item[key])).join(' ');
}

/** Times are kept to the second, in UTC. */
function canonicalTime(value: Json): Json {
  if (typeof value !== 'string') return value;
  const time = Date.parse(value);
  return Number.isNaN(time) || !/^\d{4}-\d\d-\d\dT/.test(value)
    ? value
    : new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

function scalar(from: Json, to: Json, path: FieldPath, record: Recorder | undefined): Json {
  if (from !== to) record?.('canonical', path, from, to, 'one way to write it');
  return to;
}

function text(value: Json | undefined): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
