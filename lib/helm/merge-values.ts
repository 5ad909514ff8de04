import { isObject, type JsonObject } from '../kubernetes/json';

/**
 * Merges overrides into defaults as Helm does: maps are merged at every depth, other values are replaced, and
 * null removes a default.
 *
 * @see https://helm.sh/docs/chart_template_guide/values_files/#deleting-a-default-key
 */
export function mergeValues(defaults: JsonObject, overrides: JsonObject): JsonObject {
  const result: { [key: string]: unknown } = { ...defaults };
  for (const [key, value] of Object.entries(overrides)) {
    const existing = result[key];
    if (value === null || value === undefined) delete result[key];
    else if (isObject(value)) result[key] = mergeValues(isObject(existing) ? existing : {}, value);
    else result[key] = value;
  }
  return result;
}
