import { type Affinity, type TopologySpreadConstraint } from '../../pod/scheduling';

/** Required anti-affinity: two members never share a host, so that the failure of a host removes one vote. */
export function onePerHost(podLabels: { readonly [key: string]: string }): Affinity {
  return {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { ...podLabels } } },
      ],
    },
  };
}

/** Constraint that spreads the members over the zones of the cluster. */
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
