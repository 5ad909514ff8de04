import { type Reference } from './reference';

/** The variable that holds the current element while a list is repeated over. */
export function itemVariable(list: Reference): string {
  return `$${list.name.replace(/^values\./, '').replace(/[^A-Za-z0-9]+/g, '_')}_item`;
}
