import { compare } from '../testing/equivalence/compare';
import { type Difference } from '../testing/equivalence/difference';
import { compareStoredOrder } from '../testing/equivalence/stored-order';
import { type Fields, isFields, type Json, type Manifest } from '../testing/equivalence/manifest';

/** An object before and after a change, both with the server's defaults. */
export interface Revision {
  readonly before: Manifest;
  readonly after: Manifest;

  /** Where the two differ, the order in which lists are stored included. */
  readonly changes: readonly Difference[];

  /** Every object of the new state, for what depends on others. */
  readonly surroundings: readonly Manifest[];
}

/** Compares two states of an object. Both are in canonical form, with their lists in the order in which they are stored. */
export function revisionOf(before: Manifest, after: Manifest, surroundings: readonly Manifest[]): Revision {
  const changes = [...compare(after, before), ...compareStoredOrder(after, before)];
  return { before, after, changes, surroundings };
}

/** The value at a path of member names; `undefined` where there is none. */
export function at(manifest: Manifest, path: string): Json | undefined {
  let value: Json | undefined = manifest as unknown as Fields;
  for (const name of path.split('.')) {
    if (!isFields(value)) return undefined;
    value = value[name];
  }
  return value;
}

/** The number at a path, or a default. */
export function numberAt(manifest: Manifest, path: string, otherwise: number): number {
  const value = at(manifest, path);
  return typeof value === 'number' ? value : otherwise;
}

/** The text at a path, or a default. */
export function textAt(manifest: Manifest, path: string, otherwise: string): string {
  const value = at(manifest, path);
  return typeof value === 'string' ? value : otherwise;
}

/** Where the two states differ at a path or below it. */
export function changesAt(revision: Revision, path = ''): Difference[] {
  return revision.changes.filter(({ path: field }) => isWithin(field, path));
}

/** Whether the two states differ at a path or below it. */
export function isChanged(revision: Revision, path: string): boolean {
  return changesAt(revision, path).length > 0;
}

/** Whether a field is another or lies within it. */
export function isWithin(field: string, path: string): boolean {
  return path === '' || field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`);
}

/** A value in a sentence. */
export function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
