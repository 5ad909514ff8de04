import { k8s, Protocol } from 'cdk8s-plus-27';
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
export interface NetworkOpening {
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
  /** Labels of the pods that the policy is about; none for all of the namespace. */
  readonly podLabels: { readonly [key: string]: string };

  /**
   * Connections that others may open to the pods.
   *
   * @default - none
   */
  readonly ingress?: NetworkOpening[];

  /**
   * Connections that the pods may open, besides those to DNS.
   *
   * @default - none
   */
  readonly egress?: NetworkOpening[];

  /**
   * Where DNS is answered, on port 53. A cluster with a cache on each node needs its address here too.
   *
   * @default - pods labelled `k8s-app: kube-dns` in kube-system
   */
  readonly dnsPeers?: NetworkPeer[];
}

const CLUSTER_DNS = NetworkPeer.podsOfNamespace('kube-system', { 'k8s-app': 'kube-dns' });

/**
 * The spec of a NetworkPolicy that refuses all but the given openings, and DNS: without it no name resolves, and every
 * opening by name is dead.
 *
 * @throws when an opening has no peer, which a NetworkPolicy would read as everyone
 */
export function networkPolicySpec(options: NetworkPolicyOptions): k8s.NetworkPolicySpec {
  const { podLabels, ingress = [], egress = [], dnsPeers = [CLUSTER_DNS] } = options;
  const dns: NetworkOpening = {
    peers: dnsPeers,
    ports: [
      { port: 53, protocol: Protocol.UDP },
      { port: 53, protocol: Protocol.TCP },
    ],
  };
  return {
    podSelector: Object.keys(podLabels).length === 0 ? {} : { matchLabels: { ...podLabels } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: ingress.map((opening) => ({ from: peersOf('ingress', opening), ports: portsOf(opening) })),
    egress: [dns, ...egress].map((opening) => ({ to: peersOf('egress', opening), ports: portsOf(opening) })),
  };
}

function peersOf(direction: string, { peers }: NetworkOpening): k8s.NetworkPolicyPeer[] | undefined {
  if (peers.length === 0) {
    throw new Error(`an ${direction} opening must have at least one peer, got none: use NetworkPeer.ANYWHERE for all`);
  }
  const written = peers.flatMap(({ _peer: peer }) => (peer === undefined ? [] : [peer]));
  // One ANYWHERE among the peers opens to everyone, and no list at all is how a policy says so.
  return written.length < peers.length ? undefined : written;
}

function portsOf({ ports }: NetworkOpening): k8s.NetworkPolicyPort[] | undefined {
  return ports?.map(({ port, portName, endPort, protocol }) => {
    if (port !== undefined && portName !== undefined) {
      throw new Error(`a port of an opening must have one of port, portName, got ${port} and "${portName}"`);
    }
    return {
      port:
        portName !== undefined
          ? k8s.IntOrString.fromString(portName)
          : port !== undefined
            ? k8s.IntOrString.fromNumber(port)
            : undefined,
      endPort,
      protocol,
    };
  });
}
