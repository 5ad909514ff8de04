import type * as core from '../kubernetes/api/core';

/** What a posture asks of the containers that a user describes. */
export interface PodPolicy {
  readonly requireResources: boolean;
  readonly requirePinnedImages: boolean;
}

/** What is missing in a pod by its posture, one line for each container and thing. */
export function podPolicyProblems(spec: core.PodSpec, guards: PodPolicy): string[] {
  return [
    ...[...(spec.initContainers ?? []), ...spec.containers].flatMap((container) => [
      ...(guards.requireResources ? missingResources(container) : []),
      ...(guards.requirePinnedImages ? unpinnedImage(container) : []),
    ]),
    ...(guards.requireResources ? missingDiskLimits(spec) : []),
  ];
}

function missingResources({ name, resources }: core.Container): string[] {
  const missing = ['cpu', 'memory'].flatMap((resource) => [
    // A limit alone is copied to the request by the API server.
    ...((resources?.requests?.[resource] ?? resources?.limits?.[resource]) ? [] : [`${resource} request`]),
    ...(resources?.limits?.[resource] ? [] : [`${resource} limit`]),
  ]);
  return missing.length === 0
    ? []
    : [
        `container "${name}" has no ${missing.join(', no ')}: give it resources, or set requireResources to false (posture PRODUCTION)`,
      ];
}

/**
 * A pod is evicted above the sum of its containers' limits of local disk: one without a limit would have to do with what
 * the others leave.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-emphemeralstorage-consumption
 */
function missingDiskLimits({ initContainers = [], containers }: core.PodSpec): string[] {
  const isLimited = ({ resources }: core.Container) => resources?.limits?.['ephemeral-storage'] !== undefined;
  const limited = [...containers, ...initContainers].find(isLimited);
  return limited === undefined
    ? []
    : containers
        .filter((container) => !isLimited(container))
        .map(
          ({ name }) =>
            `container "${name}" has no ephemeral-storage limit, and container "${limited.name}" has one: the pod would be evicted above the limits of the others; give all of them one or none, or set requireResources to false (posture PRODUCTION)`,
        );
}

/**
 * The image reference must say which image is meant.
 *
 * @see https://kubernetes.io/docs/concepts/containers/images/#image-names
 */
function unpinnedImage({ name, image }: core.Container): string[] {
  const reference = image ?? '';
  if (reference.includes('@')) {
    return [];
  }
  const tag = /:([^/:]+)$/.exec(reference)?.[1];
  return tag !== undefined && tag !== 'latest'
    ? []
    : [
        `container "${name}" has an image that can change under it, got "${reference}": use a tag other than latest or a digest, or set requirePinnedImages to false (posture PRODUCTION)`,
      ];
}
