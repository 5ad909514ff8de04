import { Protocol } from 'cdk8s-plus-27';
import type * as networking from '../kubernetes/api/networking';
import { type LabelSelector } from '../pod/label-selector';
import { NetworkPeer } from './network-peer';

/** Port of a connection, by number, range or name. */
export interface NetworkPort {
  /**
   * Number of the port, or the first of a range.
   *
   * @default - every port, unless `portName` is given
   */
  readonly port?: number;

  /**
   * Last port of a range that starts with `port`.
   *
   * @default - `port` alone
   */
  readonly endPort?: number;

  /**
   * Name of the port on the pods; excludes `port`.
   *
   * @default - none
   */
  readonly portName?: string;

  /**
   * Protocol of the transport.
   *
   * @default - TCP, chosen by the API server
   */
  readonly protocol?: Protocol;
}

/** Connections that a policy lets through. */
export interface NetworkRule {
  /** Who is on the other side; at least one, `NetworkPeer.ANYWHERE` for everyone. */
  readonly peers: NetworkPeer[];

  /**
   * On which ports: of the policy's pods for ingress, of the peers for egress.
   *
   * @default - on all
   */
  readonly ports?: NetworkPort[];
}

/** Which connections pods may have. */
export interface NetworkPolicyOptions {
  /** The pods that the policy is about; `{}` for all of the namespace. */
  readonly selector: LabelSelector;

  /**
   * Connections that others may open to the pods.
   *
   * @default - none
   */
  readonly ingress?: NetworkRule[];

  /**
   * Connections that the pods may open, besides those to DNS.
   *
   * @default - none
   */
  readonly egress?: NetworkRule[];

  /**
   * Where DNS is answered, on port 53. A cluster with a cache on each node needs its address here too.
   *
   * @default - pods labelled `k8s-app: kube-dns` in kube-system
   */
  readonly dnsPeers?: NetworkPeer[];
}

const CLUSTER_DNS = NetworkPeer.podsOfNamespace('kube-system', { 'k8s-app': 'kube-dns' });

/**
 * The spec of a NetworkPolicy that refuses all but the given rules, and DNS: without it no name resolves, and every
 * rule by name is dead.
 *
 * @throws when an rule has no peer, which a NetworkPolicy would read as everyone
 */
export function networkPolicySpec(options: NetworkPolicyOptions): networking.NetworkPolicySpec {
  const { selector, ingress = [], egress = [], dnsPeers = [CLUSTER_DNS] } = options;
  const dns: NetworkRule = {
    peers: dnsPeers,
    ports: [
      { port: 53, protocol: Protocol.UDP },
      { port: 53, protocol: Protocol.TCP },
    ],
  };
  return {
    podSelector: selector,
    policyTypes: ['Ingress', 'Egress'],
    ingress: ingress.map((rule) => ({ from: peersOf('ingress', rule), ports: portsOf(rule) })),
    egress: [dns, ...egress].map((rule) => ({ to: peersOf('egress', rule), ports: portsOf(rule) })),
  };
}

function peersOf(direction: string, { peers }: NetworkRule): networking.NetworkPolicyPeer[] | undefined {
  if (peers.length === 0) {
    throw new Error(`an ${direction} rule must have at least one peer, got none: use NetworkPeer.ANYWHERE for all`);
  }
  const written = peers.flatMap(({ _peer: peer }) => (peer === undefined ? [] : [peer]));
  // One ANYWHERE among the peers opens to everyone, and no list at all is how a policy says so.
  return written.length < peers.length ? undefined : written;
}

function portsOf({ ports }: NetworkRule): networking.NetworkPolicyPort[] | undefined {
  return ports?.map(({ port, portName, endPort, protocol }) => {
    if (port !== undefined && portName !== undefined) {
      throw new Error(`a port of a network rule must have one of port, portName, got ${port} and "${portName}"`);
    }
    return {
      port: portName ?? port,
      endPort,
      protocol,
    };
  });
}
