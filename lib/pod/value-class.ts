/**
 * Refuses an object literal where a value class is expected: its fields would be ignored.
 *
 * The check is structural, so that a value from another copy of the package is accepted.
 *
 * @param what the prop and its container, for the message
 * @param value the given value; undefined is accepted
 * @param className name of the value class
 * @param member a member that only the class has
 */
export function expectValueClass(what: string, value: unknown, className: string, member: string): void {
  if (value === undefined || (typeof value === 'object' && value !== null && member in value)) return;
  throw new Error(`${what} must be made with ${className}, got ${JSON.stringify(value)}`);
}
