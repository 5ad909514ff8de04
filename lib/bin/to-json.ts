/** A value as indented JSON. Integers that JSON readers would round are written as strings. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? member.toString() : member), 2);
}
