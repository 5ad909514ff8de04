import { NetworkPeer } from '../network/network-peer';
import { type NetworkRule } from '../network/network-policy-spec';
import { type ServicePortProps } from '../network/service-port';
import { REDIS_PORT, SENTINEL_PORT } from './redis-constants';
import { type StatefulWorkloadProps } from './stateful-workload';

/** What a way of configuring adds to the StatefulSet of Redis. */
export interface RedisPlan {
  /** Props of the workload; what the user gave is in them already. */
  readonly workload: Partial<StatefulWorkloadProps>;
  /** Ports of the headless Service. */
  readonly servicePorts: ServicePortProps[];
  /** Whether members must find each other before they are ready. */
  readonly publishNotReadyAddresses?: boolean;
}

/** Names that a plan needs. */
export interface RedisNames {
  /** Of the StatefulSet. */
  readonly name: string;
  /** Of the headless Service. */
  readonly serviceName: string;
  /** Under which Sentinel knows the master. */
  readonly masterName: string;
  /** Number of members. */
  readonly members: number;
  /** Labels of the pods. */
  readonly podLabels: { readonly [key: string]: string };
}

/** The opening by which members call each other. */
export function redisMembers({ podLabels }: RedisNames): NetworkRule {
  return { peers: [NetworkPeer.pods(podLabels)], ports: [{ port: REDIS_PORT }, { port: SENTINEL_PORT }] };
}
