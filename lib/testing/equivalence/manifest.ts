/** A value as JSON has it. `bigint` stands for an integer that a double cannot hold. */
export type Json = null | boolean | number | bigint | string | Json[] | Fields;

/** A JSON object. A member that is `undefined` counts as absent. */
export interface Fields {
  [name: string]: Json | undefined;
}

/** The part of ObjectMeta that the engine itself reads. */
export interface ManifestMetadata {
  name?: string;
  generateName?: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  [name: string]: unknown;
}

/** One Kubernetes object, as written. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata?: ManifestMetadata;
  [name: string]: unknown;
}

/** Whether a value is a JSON object (and not a list). */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that an object itself has: `constructor` or `__proto__` are data here, not what every object inherits. */
export function ownMember(object: Fields, name: string): Json | undefined {
  const value = object[name];
  // What is inherited from Object.prototype are functions, and the prototype itself.
  return (typeof value === 'function' || name === '__proto__') && !Object.hasOwn(object, name) ? undefined : value;
}

/** Sets a member, whatever its name: an assignment to `__proto__` would set the prototype. */
export function setMember(object: Fields, name: string, value: Json | undefined): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  } else object[name] = value;
}

/** What a value is, for an error message. */
export function describeJson(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `the ${typeof value} ${String(value)}`;
}

/** The API group of a manifest: '' for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** `Kind namespace/name`, or `Kind name` where no namespace is written. */
export function objectName(manifest: Manifest): string {
  const name = manifest.metadata?.name ?? `${manifest.metadata?.generateName ?? ''}*`;
  const namespace = manifest.metadata?.namespace;
  return namespace === undefined ? `${manifest.kind} ${name}` : `${manifest.kind} ${namespace}/${name}`;
}
