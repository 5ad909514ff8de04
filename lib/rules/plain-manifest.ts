import { type ApiObject } from 'cdk8s';
import { plainValue } from '../tokens/plain-value';

/** What was serialized since a validation of a tree began; undefined outside of one. */
let serialized: Map<ApiObject, unknown> | undefined;

/**
 * An object as it will be written, with the defaults of the values that a Helm chart leaves open.
 *
 * @throws what writing it throws
 */
export function plainManifest(object: ApiObject): unknown {
  if (serialized?.has(object) === true) return serialized.get(object);
  const manifest = plainValue(object.toJson());
  serialized?.set(object, manifest);
  return manifest;
}

/**
 * Runs the validations of a tree, in which each object is serialized once for all rules that ask for it: nothing
 * changes from one validation to the next. Whoever asks outside of it, or in the next one, gets the object as it then is.
 */
export function serializingOnce<T>(validations: () => T): T {
  const before = serialized;
  serialized = new Map();
  try {
    return validations();
  } finally {
    serialized = before;
  }
}
