/**
 * A value that cdk8s-plus declares as a class with private members. Every version has its own declaration, and TypeScript
 * takes an object of one for no object of another. Only `any` is accepted by all versions.
 */
// oxlint-disable-next-line typescript/no-explicit-any
export type PlusClass = any;

/** How pods are selected, as `IPodSelector` of every version of cdk8s-plus asks. */
export interface PlusPodSelectorConfig {
  /** A `LabelSelector` of cdk8s-plus. */
  readonly labelSelector: PlusClass;

  /**
   * The namespaces of the pods.
   *
   * @default - that of the object which selects
   */
  readonly namespaces?: {
    /**
     * Names of namespaces.
     *
     * @default - none
     */
    readonly names?: string[];
  };
}

/** One side of a connection, as `INetworkPolicyPeer` of every version of cdk8s-plus asks. */
export interface PlusNetworkPolicyPeerConfig {
  /**
   * The pods.
   *
   * @default - none
   */
  readonly podSelector?: PlusPodSelectorConfig;
}

/** What an autoscaler scales, as `IScalable` of every version of cdk8s-plus asks. */
export interface PlusScalingTarget {
  /** Kind of the API object. */
  readonly kind: string;

  /** API version of the object. */
  readonly apiVersion: string;

  /** Name of the object. */
  readonly name: string;

  /** The containers of a pod, `Container` of cdk8s-plus each. */
  readonly containers: PlusClass[];

  /**
   * Number of pods.
   *
   * @default - an autoscaler decides it
   */
  readonly replicas?: number;
}
