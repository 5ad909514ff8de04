/** Fields of the core types, in the notation that `notation.ts` explains. */
export const CORE_SCHEDULING = `
Affinity: nodeAffinity *NodeAffinity, podAffinity *PodAffinity, podAntiAffinity *PodAntiAffinity
NodeAffinity: requiredDuringSchedulingIgnoredDuringExecution *NodeSelector,
  preferredDuringSchedulingIgnoredDuringExecution [PreferredSchedulingTerm]
NodeSelector: nodeSelectorTerms [NodeSelectorTerm]
NodeSelectorRequirement: key string, operator string, values [string]
NodeSelectorTerm: matchExpressions [NodeSelectorRequirement], matchFields [NodeSelectorRequirement]
PodAffinity: requiredDuringSchedulingIgnoredDuringExecution [PodAffinityTerm],
  preferredDuringSchedulingIgnoredDuringExecution [WeightedPodAffinityTerm]
PodAffinityTerm: labelSelector *meta.LabelSelector, namespaces [string], topologyKey string,
  namespaceSelector *meta.LabelSelector, matchLabelKeys [string], mismatchLabelKeys [string]
PodAntiAffinity: requiredDuringSchedulingIgnoredDuringExecution [PodAffinityTerm],
  preferredDuringSchedulingIgnoredDuringExecution [WeightedPodAffinityTerm]
PreferredSchedulingTerm: weight int, preference NodeSelectorTerm
SessionAffinityConfig: clientIP *ClientIPConfig
Toleration: key string, operator string, value string, effect string, tolerationSeconds *int
TopologySpreadConstraint: maxSkew int, topologyKey string, whenUnsatisfiable string,
  labelSelector *meta.LabelSelector, minDomains *int, nodeAffinityPolicy *string, nodeTaintsPolicy *string,
  matchLabelKeys [string]
WeightedPodAffinityTerm: weight int, podAffinityTerm PodAffinityTerm
`;
