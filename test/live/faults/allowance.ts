import { type Probe, type StatefulSetObject } from '../runner/types';

/**
 * Seconds that a set's own probes keep its pods from being ready, over what a quick set needs: twice the least that
 * kubelet takes for the slowest container, for each pod where one waits for the other.
 */
export function probeAllowance({ spec }: StatefulSetObject): number {
  const slowest = Math.max(
    0,
    ...spec.template.spec.containers.flatMap(({ startupProbe, readinessProbe }) =>
      [startupProbe, readinessProbe].map((probe) => (probe === undefined ? 0 : leastSeconds(probe))),
    ),
  );
  return 2 * slowest * (spec.podManagementPolicy === 'Parallel' ? 1 : (spec.replicas ?? 1));
}

function leastSeconds({ initialDelaySeconds = 0, periodSeconds = 10, successThreshold = 1 }: Probe): number {
  return initialDelaySeconds + periodSeconds * successThreshold;
}
