import { type IConstruct } from 'constructs';
import { checkMembers } from './prop-check';
import { type INTERFACES } from './props-table';

/** An interface whose members `props-table.ts` knows. */
export type PropsName = keyof typeof INTERFACES;

/**
 * Refuses wrong props before a construct uses them: unknown ones, missing ones, and values of another type. A Helm value
 * and a `Lazy` are accepted in place of any value.
 *
 * @param name the interface of the props
 * @throws Error with the path of the construct and all problems, each with the prop, the value, and what is allowed
 */
export function checkProps(scope: IConstruct, id: string, name: PropsName, props: unknown): void {
  const path = (): string => `[${[scope.node.path, id].filter((part) => part !== '').join('/')}] `;
  refuse(path, name.replace(/Props$/, ''), name, props);
}

/**
 * As {@link checkProps}, for what makes a value and has no path.
 *
 * @param what the class or method, for the message
 */
export function checkOptions(what: string, name: PropsName, options: unknown): void {
  refuse(() => '', what, name, options);
}

/** @param prefix what the message starts with. It is only built for a message: paths take time. */
function refuse(prefix: () => string, what: string, name: PropsName, props: unknown): void {
  if (typeof props !== 'object' || props === null || Array.isArray(props)) {
    throw new Error(`${prefix()}${what} takes an object of ${name}, got ${JSON.stringify(props)}`);
  }
  const problems: string[] = [];
  checkMembers(name, props, { step: what }, problems);
  if (problems.length > 0) throw new Error(`${prefix()}${problems.join('; ')}`);
}
