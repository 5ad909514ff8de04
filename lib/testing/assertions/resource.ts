import { globToRegExp } from './glob';
import { isRecord } from './match-pattern';

/** One Kubernetes object as plain data. */
export type Resource = Readonly<Record<string, unknown>>;

/** A resource as messages name it: `Deployment default/ps`, or `Deployment ps` when it has no namespace. */
export function labelOf(resource: Resource): string {
  const name = nameOf(resource) ?? '(no name)';
  const namespace = textAt(metadataOf(resource), 'namespace');
  return `${kindOf(resource)} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** `metadata.name`. */
export function nameOf(resource: Resource): string | undefined {
  return textAt(metadataOf(resource), 'name');
}

/** The kind without its API version. */
export function kindOf(resource: Resource): string {
  return textAt(resource, 'kind') ?? '(no kind)';
}

/**
 * Whether a resource is of a kind.
 *
 * @param kind a kind of any API group (`Deployment`), or one of a given API version (`apps/v1/Deployment`, `v1/Pod`)
 */
export function isOfKind(resource: Resource, kind: string): boolean {
  const slash = kind.lastIndexOf('/');
  if (slash < 0) return kindOf(resource) === kind;
  return kindOf(resource) === kind.slice(slash + 1) && textAt(resource, 'apiVersion') === kind.slice(0, slash);
}

/**
 * Whether a resource has a name.
 *
 * @param name the name, in which `*` stands for any characters, as for the hashes that cdk8s appends
 */
export function isNamed(resource: Resource, name: string): boolean {
  const actual = nameOf(resource);
  return actual !== undefined && (name.includes('*') ? globToRegExp(name).test(actual) : actual === name);
}

function metadataOf(resource: Resource): Record<string, unknown> {
  const metadata = resource.metadata;
  return isRecord(metadata) ? metadata : {};
}

function textAt(object: Record<string, unknown>, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' ? value : undefined;
}
