import { isOrderKept, sortKey } from './canonical';
import { type Fields, isFields, type Json, type Manifest, ownMember } from './manifest';
import { typeOf } from '../../kubernetes/schema/kinds';
import { type FieldType, type ListType, type TypeDefinition } from '../../kubernetes/schema/notation';

/**
 * What a look at two manifests tells that were not normalised: that they are written alike, up to the order of members;
 * that besides only lists are in another order that has no meaning; or nothing.
 */
export type AsWritten = 'alike' | 'reordered' | 'unknown';

/** Compares two manifests as they are written. Most objects of two sides are alike and need no normalisation. */
export function compareAsWritten(actual: Manifest, expected: Manifest): AsWritten {
  if (actual.apiVersion !== expected.apiVersion || actual.kind !== expected.kind) return 'unknown';
  const type = typeOf(expected.apiVersion, expected.kind);
  const look = new Look();
  if (!look.struct(actual as unknown as Fields, expected as unknown as Fields, type)) return 'unknown';
  return look.isReordered ? 'reordered' : 'alike';
}

class Look {
  public isReordered = false;

  public struct(actual: Fields, expected: Fields, type: TypeDefinition | undefined): boolean {
    let members = 0;
    for (const name in expected) {
      members++;
      if (!this.value(ownMember(actual, name), expected[name], type?.fields.get(name))) return false;
    }
    return members === Object.keys(actual).length;
  }

  private value(actual: Json | undefined, expected: Json | undefined, type: FieldType | undefined): boolean {
    if (actual === expected) return true;
    if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null)
      return false;
    if (Array.isArray(actual)) return Array.isArray(expected) && this.list(actual, expected, type);
    if (!isFields(expected)) return false;
    if (type?.kind === 'map') return this.map(actual, expected, type.of);
    return this.struct(actual, expected, type?.kind === 'struct' ? type.of : undefined);
  }

  private map(actual: Fields, expected: Fields, of: FieldType): boolean {
    let members = 0;
    for (const name in expected) {
      members++;
      if (!this.value(ownMember(actual, name), expected[name], of)) return false;
    }
    return members === Object.keys(actual).length;
  }

  private list(actual: Json[], expected: Json[], type: FieldType | undefined): boolean {
    if (actual.length !== expected.length) return false;
    const list = type?.kind === 'list' ? type : undefined;
    if (list === undefined || list.ordered) return this.byPosition(actual, expected, list?.of);
    const keys = actual.map((item) => keyOf(item, list));
    const wanted = expected.map((item) => keyOf(item, list));
    if (keys.every((key, index) => key === wanted[index])) return this.byPosition(actual, expected, list.of);
    if (isOrderKept(actual, list) || isOrderKept(expected, list) || new Set(keys).size < keys.length) return false;
    const items = new Map(actual.map((item, index) => [keys[index], item]));
    const alike = expected.every((item, index) => this.value(items.get(wanted[index]), item, list.of));
    this.isReordered ||= alike;
    return alike;
  }

  private byPosition(actual: Json[], expected: Json[], of: FieldType | undefined): boolean {
    return actual.every((item, index) => this.value(item, expected[index], of));
  }
}

/** The key of an item, with the one default that a key has: ports are told apart by number and protocol. */
function keyOf(item: Json, list: ListType): string {
  if (list.keys.includes('protocol') && isFields(item) && item.protocol === undefined) {
    return sortKey({ ...item, protocol: 'TCP' }, list.keys);
  }
  return sortKey(item, list.keys);
}
