/** The list, or nothing when it is empty: the API stores no empty lists. */
export function unlessNone<T>(list: T[] | undefined): T[] | undefined {
  return list?.length === 0 ? undefined : list;
}

/** The object, or nothing when none of its members is set. */
export function unlessEmpty<T extends object>(object: T | undefined): T | undefined {
  return object !== undefined && Object.values(object).some((value) => value !== undefined) ? object : undefined;
}
