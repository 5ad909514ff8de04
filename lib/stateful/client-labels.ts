/** The label by which pods of the namespace are let in to a set, where a NetworkPolicy guards it. */
export function clientLabels(name: string): { readonly [key: string]: string } {
  return { [`${name}-client`]: 'true' };
}
