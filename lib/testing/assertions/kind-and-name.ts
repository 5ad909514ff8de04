import { type Manifest } from '../equivalence/manifest';
import { globToRegExp } from './glob';

/**
 * Whether a resource is of a kind.
 *
 * @param kind a kind of any API group (`Deployment`), or one of a given API version (`apps/v1/Deployment`, `v1/Pod`)
 */
export function isOfKind(resource: Manifest, kind: string): boolean {
  const slash = kind.lastIndexOf('/');
  if (slash < 0) return resource.kind === kind;
  return resource.kind === kind.slice(slash + 1) && resource.apiVersion === kind.slice(0, slash);
}

/**
 * Whether a resource has a name.
 *
 * @param name the name, in which `*` stands for any characters, as for the hashes that cdk8s appends
 */
export function isNamed(resource: Manifest, name: string): boolean {
  const actual = resource.metadata?.name;
  return actual !== undefined && (name.includes('*') ? globToRegExp(name).test(actual) : actual === name);
}
