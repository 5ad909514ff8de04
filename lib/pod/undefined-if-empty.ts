/**
 * The list or object, or undefined when it has no element and no member with a value: the API server stores neither
 * empty lists nor empty objects.
 */
export function undefinedIfEmpty<T extends object>(value: T | undefined): T | undefined {
  return value !== undefined && Object.values(value).some((member) => member !== undefined) ? value : undefined;
}
