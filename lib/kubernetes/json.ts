/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: unknown;
}

/** Whether a value is a JSON object, and neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Returns the objects in a list; none when the value is not a list. */
export function objectsIn(list: unknown): JsonObject[] {
  return Array.isArray(list) ? (list as unknown[]).filter(isObject) : [];
}
