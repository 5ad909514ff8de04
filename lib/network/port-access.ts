import { type NetworkPeer } from './network-peer';

/** Who may connect to one port. */
export interface PortAccess {
  /** Number of a port that a container declares or a Service sends traffic to. */
  readonly port: number;

  /** Who may connect to it; nobody without any. */
  readonly allowFrom: NetworkPeer[];
}
