import { JsonPatch } from 'cdk8s';
import { isDeepStrictEqual } from 'node:util';
import { isFields, type Json } from '../../testing/equivalence/manifest';

/** One change of a synthesized manifest, as JSON Patch has it. */
export interface Patch {
  readonly op: 'add' | 'remove' | 'replace';
  /** JSON pointer. */
  readonly path: string;
  readonly value?: Json;
}

/** The patch as cdk8s takes it. */
export function jsonPatch({ op, path, value }: Patch): JsonPatch {
  return op === 'remove' ? JsonPatch.remove(path) : JsonPatch[op](path, value);
}

/** The changes that turn one JSON value into another; lists of equal items by key are changed item by item. */
export function patchesBetween(from: Json | undefined, to: Json | undefined, path = ''): Patch[] {
  if (isDeepStrictEqual(from, to)) return [];
  if (to === undefined || to === null) return from === undefined || from === null ? [] : [{ op: 'remove', path }];
  if (from === undefined || from === null) return [{ op: 'add', path, value: to }];
  if (isFields(from) && isFields(to)) {
    const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return names.flatMap((name) => patchesBetween(from[name], to[name], `${path}/${escaped(name)}`));
  }
  if (Array.isArray(from) && Array.isArray(to) && areAligned(from, to)) {
    return to.flatMap((item, index) => patchesBetween(from[index], item, `${path}/${index}`));
  }
  return [{ op: 'replace', path, value: to }];
}

/** The values that stand in a patch or another JSON value. */
export function leaves(value: Json | undefined): number {
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'object') return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + leaves(item), 0);
}

/** Whether two lists have the same items as far as their keys tell. */
function areAligned(from: readonly Json[], to: readonly Json[]): boolean {
  return from.length === to.length && from.every((item, index) => keyOf(item) === keyOf(to[index] as Json));
}

function keyOf(item: Json): unknown {
  if (!isFields(item)) return typeof item;
  return item.name ?? item.mountPath ?? item.key ?? 'object';
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
