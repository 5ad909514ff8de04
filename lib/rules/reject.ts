import { type IConstruct } from 'constructs';

/**
 * Refuses wrong props at construction: throws all problems at once, with the construct's path; nothing without any.
 *
 * @throws Error `[path] problem; problem`
 */
export function reject(construct: IConstruct, problems: string[]): void {
  if (problems.length > 0) throw new Error(`[${construct.node.path}] ${problems.join('; ')}`);
}
