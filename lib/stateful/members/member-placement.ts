import { type StatefulWorkloadProps } from '../stateful-workload';

/** Affinity that keeps the members of a set on different hosts, so that a failed host takes one vote. */
export function onePerHost(podLabels: { readonly [key: string]: string }): StatefulWorkloadProps['affinity'] {
  return {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { ...podLabels } } },
      ],
    },
  };
}

/** Constraint that spreads the members over zones as far as there are several. */
export function overZones(podLabels: { readonly [key: string]: string }): StatefulWorkloadProps['topologySpread'] {
  return [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: { ...podLabels } },
    },
  ];
}
