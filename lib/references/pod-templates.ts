import { type Field } from '../rules/field';

/** Where a manifest keeps the template of its pods: the field with `metadata` and `spec`. */
export function podTemplateOf(object: Field): Field | undefined {
  switch (object.at('kind').text()) {
    case 'Pod':
      return object;
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Job':
    case 'ReplicationController':
      return object.at('spec').at('template');
    case 'CronJob':
      return object.at('spec').at('jobTemplate').at('spec').at('template');
    case undefined:
    default:
      return undefined;
  }
}

/** All containers of a pod, in the order they start. */
export function containersOf(podSpec: Field): Field[] {
  return [...podSpec.at('initContainers').items(), ...podSpec.at('containers').items()];
}
