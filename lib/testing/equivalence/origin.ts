import { type Manifest } from './manifest';
import { type Position } from './manifest-error';

/** Where a manifest was read, so that a later step can say where a fault stands. */
export interface Origin {
  readonly file?: string;
  locate(path: readonly (string | number)[]): Position;
}

const origins = new WeakMap<Manifest, Origin>();

export function rememberOrigin(manifest: Manifest, origin: Origin): void {
  origins.set(manifest, origin);
}

/** The place of a manifest's field in the text it was read from; nothing known for objects made in memory. */
export function positionOf(manifest: Manifest, path: readonly (string | number)[]): Position {
  return origins.get(manifest)?.locate(path) ?? {};
}

/** Whether a manifest comes from `parse` and not from memory. */
export function isParsed(manifest: Manifest): boolean {
  return origins.has(manifest);
}
