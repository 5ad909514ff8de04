/** The versions of Kubernetes whose API server can be asked. */
export const KUBERNETES_VERSIONS = ['1.29', '1.34', '1.37'] as const;

/** A version of Kubernetes whose API server can be asked, as `major.minor`. */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

/**
 * Reads a version. A patch and a leading `v` are accepted and left out, since validation does not change within a minor.
 *
 * @throws Error for a version that is not supported
 */
export function kubernetesVersion(text: string): KubernetesVersion {
  const minor = /^v?(\d+\.\d+)(\.\d+)?$/.exec(text.trim())?.[1];
  const found = KUBERNETES_VERSIONS.find((each) => each === minor);
  if (found === undefined) {
    throw new Error(`Kubernetes ${JSON.stringify(text)} is not supported, expected ${KUBERNETES_VERSIONS.join(', ')}`);
  }
  return found;
}
