/**
 * The list or object, or undefined when it has no element and no member with a value: the API server stores neither
 * empty lists nor empty objects.
 */
export function undefinedIfEmpty<T extends object>(value: T | undefined): T | undefined {
  if (Array.isArray(value)) return value.length > 0 && value.some((member) => member !== undefined) ? value : undefined;
  for (const key in value) {
    if (value[key] !== undefined) return value;
  }
  return undefined;
}
