import { type Manifest, objectName } from '../equivalence/manifest';

/** How many resources a message lists before it counts the rest. */
export const LISTED = 10;

/** The names of resources, the first ten of them: `Deployment default/a, Deployment default/b and 3 more`. */
export function listResources(resources: readonly Manifest[]): string {
  const hidden = resources.length - LISTED;
  return resources.slice(0, LISTED).map(objectName).join(', ') + (hidden > 0 ? ` and ${hidden} more` : '');
}

/** The kinds of resources, in words. */
export function listKinds(resources: readonly Manifest[]): string {
  const kinds = [...new Set(resources.map(({ kind }) => kind))].sort();
  return kinds.length > 0 ? `there are ${kinds.join(', ')}` : 'there are no resources at all';
}
