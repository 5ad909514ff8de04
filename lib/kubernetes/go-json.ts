/** Returns JSON as Go writes it: what is special in HTML and JavaScript is escaped. Members keep their order. */
export function goJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Returns JSON as Go writes a map, and so as Helm's `toJson` does: compact, with the members in the byte order of their
 * keys. Undefined members are left out; any other undefined value is null.
 */
export function sortedGoJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(sortedGoJson).join(',')}]`;
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map(([key, member]) => `${goJson(key)}:${sortedGoJson(member)}`);
    return `{${entries.join(',')}}`;
  }
  return goJson(value ?? null);
}
