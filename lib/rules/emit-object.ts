import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { type Construct } from 'constructs';
import { isBuiltInClusterScoped } from '../kubernetes/scope';
import { type ObjectMeta } from '../kubernetes/api/meta';
import { validateResource } from './validate-resource';

/** A manifest of any kind. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: ObjectMeta;
}

/** Adds an API object to a construct, which reports at synth what Kubernetes would refuse about it. */
export function emitObject<T extends KubernetesObject>(construct: Construct, id: string, manifest: T): ApiObject {
  // ApiObject takes a name that is undefined for a given one, and would then make none.
  const metadata: ObjectMeta = givenMembers(manifest.metadata ?? {});
  const props: ApiObjectProps & KubernetesObject = { ...manifest, metadata };
  const object = new ApiObject(construct, id, props);
  if (metadata.namespace === undefined && isBuiltInClusterScoped(object.apiVersion, object.kind)) {
    // ApiObject gives the namespace of its chart to every object, and takes no other word for it.
    Object.assign(object.metadata, { namespace: undefined });
  }
  validateResource(construct, object);
  return object;
}

function givenMembers(metadata: ObjectMeta): ObjectMeta {
  const given: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(metadata)) {
    if (value !== undefined) given[key] = value as unknown;
  }
  return given;
}
