import { type Duration } from 'cdk8s';
import { type ServiceType } from 'cdk8s-plus-27';
import { type ServiceAddressOptions } from './service-props';

/** To which pods a Service sends traffic. */
export enum TrafficPolicy {
  /** To all of them. */
  CLUSTER = 'Cluster',
  /** To those on the node that the traffic came to, which keeps the client's address. */
  LOCAL = 'Local',
}

/** Which of the ready pods a Service prefers. */
export enum TrafficDistribution {
  /** Those in the client's zone. The name before Kubernetes 1.34 of PREFER_SAME_ZONE. */
  PREFER_CLOSE = 'PreferClose',
  /** Those in the client's zone. Kubernetes 1.34 and later. */
  PREFER_SAME_ZONE = 'PreferSameZone',
  /** Those on the client's node. Kubernetes 1.34 and later. */
  PREFER_SAME_NODE = 'PreferSameNode',
}

/** Address of a Service, and how it spreads traffic over its pods. */
export interface ServiceTrafficOptions extends ServiceAddressOptions {
  /**
   * From where the Service is reached: the cluster, the nodes' addresses, or a load balancer of the cloud.
   *
   * A Service for a DNS name outside of the cluster is an `ExternalService`.
   *
   * @default - not written: ServiceType.CLUSTER_IP
   */
  readonly type?: ServiceType;

  /**
   * Fixed address within the cluster's range.
   *
   * @default - chosen by the API server
   */
  readonly clusterIp?: string;

  /**
   * Addresses outside of the cluster under which its nodes take traffic for the Service.
   *
   * @default - none
   */
  readonly externalIps?: string[];

  /**
   * Session affinity by the client's address: the Service sends a client to the same pod until the client was idle for
   * this time, 1 second to 1 day.
   *
   * @default - no session affinity: each connection may go to another pod
   */
  readonly sessionAffinityTimeout?: Duration;

  /**
   * Which pods take traffic from outside; for NODE_PORT and LOAD_BALANCER.
   *
   * @default - TrafficPolicy.CLUSTER, chosen by the API server
   */
  readonly externalTrafficPolicy?: TrafficPolicy;

  /**
   * Which pods take traffic from within the cluster.
   *
   * @default - TrafficPolicy.CLUSTER, chosen by the API server
   */
  readonly internalTrafficPolicy?: TrafficPolicy;

  /**
   * Which of the ready pods the Service prefers.
   *
   * @default - none: all pods alike
   */
  readonly trafficDistribution?: TrafficDistribution;

  /**
   * Blocks of addresses that a load balancer lets in, such as `203.0.113.0/24`.
   *
   * @default - everyone
   */
  readonly loadBalancerSourceRanges?: string[];

  /**
   * Class of the load balancer implementation, such as `example.com/internal`.
   *
   * @default - the default implementation of the cluster
   */
  readonly loadBalancerClass?: string;

  /**
   * Whether a load balancer gets ports on the nodes. Some implementations need none.
   *
   * @default - true, chosen by the API server for LOAD_BALANCER
   */
  readonly allocateLoadBalancerNodePorts?: boolean;
}
