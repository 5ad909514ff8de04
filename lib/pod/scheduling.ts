import { type LabelSelector } from './label-selector';

/**
 * A taint that pods tolerate.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export interface Toleration {
  /**
   * Key of the taint.
   *
   * @default - every taint, with operator `Exists`
   */
  readonly key?: string;

  /**
   * `Equal` or `Exists`.
   *
   * @default - Equal, chosen by the API server
   */
  readonly operator?: string;

  /**
   * Value of the taint, for operator `Equal`.
   *
   * @default - the empty string
   */
  readonly value?: string;

  /**
   * `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
   *
   * @default - every effect
   */
  readonly effect?: string;

  /**
   * Seconds that a pod stays after the taint appears, for effect `NoExecute`.
   *
   * @default - forever
   */
  readonly tolerationSeconds?: number;
}

/** A condition on a label or field of a node. */
export interface NodeSelectorRequirement {
  /** Key of the label, or name of the field. */
  readonly key: string;

  /** `In`, `NotIn`, `Exists`, `DoesNotExist`, `Gt` or `Lt`. */
  readonly operator: string;

  /**
   * Values, one for `Gt` and `Lt`, none for `Exists` and `DoesNotExist`.
   *
   * @default - none
   */
  readonly values?: string[];
}

/** Conditions on a node that must all hold. */
export interface NodeSelectorTerm {
  /**
   * Conditions on labels.
   *
   * @default - none
   */
  readonly matchExpressions?: NodeSelectorRequirement[];

  /**
   * Conditions on fields; the only field is `metadata.name`.
   *
   * @default - none
   */
  readonly matchFields?: NodeSelectorRequirement[];
}

/** Terms of which one must hold. */
export interface NodeSelector {
  /** The terms, at least one. */
  readonly nodeSelectorTerms: NodeSelectorTerm[];
}

/** A preferred node. */
export interface PreferredSchedulingTerm {
  /** Weight from 1 to 100. */
  readonly weight: number;

  /** What the node should be. */
  readonly preference: NodeSelectorTerm;
}

/** Nodes that the pods need or prefer. */
export interface NodeAffinity {
  /**
   * What a node must be.
   *
   * @default - any node
   */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector;

  /**
   * What a node should be.
   *
   * @default - no preference
   */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: PreferredSchedulingTerm[];
}

/** Pods to be near to, or apart from. */
export interface PodAffinityTerm {
  /** Label of nodes: two nodes with the same value are one place. */
  readonly topologyKey: string;

  /**
   * The other pods.
   *
   * @default - no pods
   */
  readonly labelSelector?: LabelSelector;

  /**
   * Names of the namespaces of the other pods.
   *
   * @default - the pod's own namespace, unless namespaceSelector is given
   */
  readonly namespaces?: string[];

  /**
   * Labels of the namespaces of the other pods.
   *
   * @default - the pod's own namespace, unless namespaces are given
   */
  readonly namespaceSelector?: LabelSelector;

  /**
   * Keys of pod labels that must have the pod's own value.
   *
   * @default - none
   */
  readonly matchLabelKeys?: string[];

  /**
   * Keys of pod labels that must not have the pod's own value.
   *
   * @default - none
   */
  readonly mismatchLabelKeys?: string[];
}

/** Pods to be preferably near to, or apart from. */
export interface WeightedPodAffinityTerm {
  /** Weight from 1 to 100. */
  readonly weight: number;

  /** The other pods. */
  readonly podAffinityTerm: PodAffinityTerm;
}

/** Places that the pods need or prefer, by the other pods there. */
export interface PodAffinity {
  /**
   * What must hold.
   *
   * @default - nothing
   */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[];

  /**
   * What should hold.
   *
   * @default - no preference
   */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: WeightedPodAffinityTerm[];
}

/**
 * Which nodes and neighbours pods want or avoid.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
 */
export interface Affinity {
  /**
   * Nodes by their labels.
   *
   * @default - any node
   */
  readonly nodeAffinity?: NodeAffinity;

  /**
   * Pods to be near to.
   *
   * @default - none
   */
  readonly podAffinity?: PodAffinity;

  /**
   * Pods to be apart from.
   *
   * @default - none
   */
  readonly podAntiAffinity?: PodAffinity;
}

/**
 * How evenly pods are spread over the values of a node label.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export interface TopologySpreadConstraint {
  /** Greatest difference in the number of pods between two places, at least 1. */
  readonly maxSkew: number;

  /** Label of nodes: two nodes with the same value are one place. */
  readonly topologyKey: string;

  /** `DoNotSchedule` or `ScheduleAnyway`. */
  readonly whenUnsatisfiable: string;

  /**
   * The pods that are counted.
   *
   * @default - none
   */
  readonly labelSelector?: LabelSelector;

  /**
   * Keys of pod labels that must have the pod's own value to be counted.
   *
   * @default - none
   */
  readonly matchLabelKeys?: string[];

  /**
   * Least number of places to count with; needs `DoNotSchedule`.
   *
   * @default - 1
   */
  readonly minDomains?: number;

  /**
   * `Honor` or `Ignore`: whether nodes that the pod's node affinity excludes count.
   *
   * @default - Honor, chosen by the API server
   */
  readonly nodeAffinityPolicy?: string;

  /**
   * `Honor` or `Ignore`: whether nodes with taints that the pod does not tolerate count.
   *
   * @default - Ignore, chosen by the API server
   */
  readonly nodeTaintsPolicy?: string;
}
