import { type Env } from '../pod/env';
import { type Mount } from '../pod/mount';
import { type NetworkRule } from './network-policy-spec';

/** The pods of a workload that connects. */
export interface ClientPods {
  /** Labels that select the pods. */
  readonly labels: { readonly [key: string]: string };

  /**
   * Their namespace.
   *
   * @default - not set
   */
  readonly namespace?: string;
}

/**
 * What a workload needs to connect to a server. Constructs that serve have a `client`; a workload takes it in its prop
 * `connections`.
 */
export interface IClient {
  /** Variables of the main container: hosts, and credentials from Secrets. */
  readonly env: Env[];

  /** Files of the main container, such as certificates. */
  readonly mounts: Mount[];

  /** Labels that let the pods through the server's NetworkPolicy. */
  readonly podLabels: { readonly [key: string]: string };

  /** Rules that open the pods' own NetworkPolicy towards the server. */
  readonly allowTo: NetworkRule[];

  /**
   * Called by each workload that connects, so that the server's NetworkPolicy lets its pods in. A server that lets pods
   * in by `podLabels` does nothing.
   */
  connectedBy(pods: ClientPods): void;
}
