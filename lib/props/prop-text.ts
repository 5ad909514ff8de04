/** The alternatives as a sentence has them: `A, B or C`. */
export function oneOf(alternatives: readonly string[]): string {
  const last = alternatives.at(-1) ?? '';
  return alternatives.length < 2 ? last : `${alternatives.slice(0, -1).join(', ')} or ${last}`;
}

/** A received value of any kind in a message: JSON for plain values, the class for instances, cut when it is long. */
export function shortText(value: unknown): string {
  if (typeof value === 'function') return `the function ${value.name}`;
  if (typeof value === 'number' || typeof value === 'undefined') return String(value);
  const text = jsonText(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

function jsonText(value: unknown): string {
  const name = typeof value === 'object' && value !== null ? value.constructor?.name : undefined;
  if (name !== undefined && name !== 'Object' && name !== 'Array') return `an instance of ${name}`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
