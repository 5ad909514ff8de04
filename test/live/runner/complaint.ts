import { type Cluster } from './cluster';
import { type Pod } from './pod';

/** Why a pod is not ready, with the last lines of its containers that are not. */
export function complaint(cluster: Cluster, pod: Pod): string {
  if (pod.failure !== undefined) return `${pod.name}: ${pod.failure}`;
  const tail = (container: string) => cluster.log(pod, container).trimEnd().split('\n').slice(-5);
  if (pod.containers.length === 0 && pod.initializing !== undefined) {
    return [`${pod.name}: init container ${pod.initializing}:`, ...tail(pod.initializing)].join('\n    ');
  }
  const last = pod.containers
    .filter(({ ready }) => !ready)
    .map(({ spec, restarts, lastExit }) => {
      const ended = lastExit === undefined ? '' : `, ended with ${lastExit.code}`;
      return [`container ${spec.name}, ${restarts} restarts${ended}:`, ...tail(spec.name)].join('\n    ');
    });
  return `${pod.name}: ${pod.phase}${last.map((text) => `; ${text}`).join('')}`;
}
