import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { type Construct } from 'constructs';
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
  const given = Object.entries(manifest.metadata ?? {}).filter(([, value]) => value !== undefined);
  const props: ApiObjectProps & KubernetesObject = { ...manifest, metadata: Object.fromEntries(given) };
  const object = new ApiObject(construct, id, props);
  validateResource(construct, object);
  return object;
}
