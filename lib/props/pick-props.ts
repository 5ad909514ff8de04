import { type PropsName } from './check-props';
import { membersOf } from './prop-check';

/**
 * The props that an interface has, for a construct that hands its own props on to a part.
 *
 * @param name the interface `P`
 */
export function pickProps<P extends object>(name: PropsName, props: P): P {
  const { checks } = membersOf(name);
  return Object.fromEntries(Object.entries(props).filter(([key]) => checks.has(key))) as P;
}
