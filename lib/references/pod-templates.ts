import { POD_TEMPLATE_PATHS } from '../kubernetes/pod-spec';
import { type Field } from '../rules/field';

/** Returns the field with the pod template of a manifest, with `metadata` and `spec`. */
export function podTemplateOf(object: Field): Field | undefined {
  return POD_TEMPLATE_PATHS.get(object.at('kind').text() ?? '')?.reduce((field, key) => field.at(key), object);
}

/** All containers of a pod, in the order they start. */
export function containersOf(podSpec: Field): Field[] {
  return [...podSpec.at('initContainers').items(), ...podSpec.at('containers').items()];
}
