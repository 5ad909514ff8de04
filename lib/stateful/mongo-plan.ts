import { NetworkPeer } from '../network/network-peer';
import { type NetworkRule } from '../network/network-policy-spec';
import { MONGO_PORT } from './mongo-constants';
import { type StatefulWorkloadProps } from './stateful-workload';

/** What a way of bootstrapping adds to the StatefulSet of a replica set. */
export interface MongoPlan {
  /** Props of the workload; what the user gave is in them already. */
  readonly workload: Partial<StatefulWorkloadProps>;
  /** Whether members must find each other before they are ready. */
  readonly publishNotReadyAddresses?: boolean;
}

/** Names that a plan needs. */
export interface MongoNames {
  /** Of the StatefulSet. */
  readonly name: string;
  /** Of the headless Service. */
  readonly serviceName: string;
  /** Of the replica set. */
  readonly replicaSetName: string;
  /** Number of members. */
  readonly members: number;
  /** Labels of the pods. */
  readonly podLabels: { readonly [key: string]: string };
}

/** The opening by which members call each other, and others the members. */
export function mongoMembers({ podLabels }: MongoNames): NetworkRule {
  return { peers: [NetworkPeer.pods(podLabels)], ports: [{ port: MONGO_PORT }] };
}
