import { type Affinity, type TopologySpreadConstraint } from '../../pod/scheduling';

/** Affinity that keeps the members of a set on different hosts, whatever it costs: a host that fails takes one vote. */
export function onePerHost(podLabels: { readonly [key: string]: string }): Affinity {
  return {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { ...podLabels } } },
      ],
    },
  };
}

/** Constraint that spreads the members over zones as far as there are any. */
export function overZones(podLabels: { readonly [key: string]: string }): TopologySpreadConstraint[] {
  return [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: { ...podLabels } },
    },
  ];
}
