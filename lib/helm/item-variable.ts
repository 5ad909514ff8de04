import { type Token } from '../tokens/token';

/** The variable that holds the current element while a list is repeated over. */
export function itemVariable(list: Token): string {
  return `$${list.name.replace(/^values\./, '').replace(/[^A-Za-z0-9]+/g, '_')}_item`;
}
