/** Entries that name an object, by that object, in the order in which the objects first appear. */
export function groupByObject<T extends { readonly object: string }>(entries: readonly T[]): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const group = groups.get(entry.object);
    if (group === undefined) groups.set(entry.object, [entry]);
    else group.push(entry);
  }
  return [...groups];
}
