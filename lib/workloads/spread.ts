import { type LabelSelector } from '../pod/label-selector';
import { type TopologySpreadConstraint } from '../pod/scheduling';

/** Labels of nodes that say where a node stands. */
const TOPOLOGY_KEYS = ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'];

/** Constraints that spread the selected pods over hosts and zones as far as there are any. */
export function spreadOverHostsAndZones(selector: LabelSelector): TopologySpreadConstraint[] {
  return TOPOLOGY_KEYS.map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    // Not DoNotSchedule: a cluster of one node or zone still runs the application.
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: selector,
  }));
}
