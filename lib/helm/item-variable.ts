import { type Token } from '../tokens/token';

/** The variable for the current element of a list in a range. */
export function itemVariable(list: Token): string {
  return `$${list.name.replace(/^values\./, '').replace(/[^A-Za-z0-9]+/g, '_')}_item`;
}
