import { isDeepStrictEqual } from 'node:util';
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

/** The spec of a NetworkPolicy for both directions. */
export interface IsolatingSpec extends networking.NetworkPolicySpec {
  readonly ingress: networking.NetworkPolicyIngressRule[];
  readonly egress: networking.NetworkPolicyEgressRule[];
}

const CLUSTER_DNS = NetworkPeer.podsOfNamespace('kube-system', { 'k8s-app': 'kube-dns' });

/**
 * The spec of a NetworkPolicy that refuses all but the given rules, and DNS: without it no name resolves, and every
 * rule by name is dead.
 *
 * @throws when a rule has no peer, which a NetworkPolicy would read as everyone
 */
export function networkPolicySpec(options: NetworkPolicyOptions): IsolatingSpec {
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
    ingress: ingress.map(ingressRule),
    egress: [dns, ...egress].map(egressRule),
  };
}

/** Connections that others open to the pods, as manifests write them. */
export function ingressRule(rule: NetworkRule): networking.NetworkPolicyIngressRule {
  return { from: peersOf('ingress', rule), ports: portsOf(rule) };
}

/** Connections that the pods open, as manifests write them. */
export function egressRule(rule: NetworkRule): networking.NetworkPolicyEgressRule {
  return { to: peersOf('egress', rule), ports: portsOf(rule) };
}

/** Whether a rule already lets through what another one would; undefined peers and ports are all. */
export function isCovered(
  peers: networking.NetworkPolicyPeer[] | undefined,
  ports: networking.NetworkPolicyPort[] | undefined,
  coveringPeers: networking.NetworkPolicyPeer[] | undefined,
  coveringPorts: networking.NetworkPolicyPort[] | undefined,
): boolean {
  const isWithin = <T>(inner: T[] | undefined, outer: T[] | undefined, covers: (outer: T, inner: T) => boolean) =>
    outer === undefined || inner?.every((each) => outer.some((other) => covers(other, each))) === true;
  return (
    isWithin(peers, coveringPeers, (outer, inner) => isNamespaceOf(outer, inner) || isDeepStrictEqual(outer, inner)) &&
    isWithin(ports, coveringPorts, (outer, inner) => isDeepStrictEqual(withProtocol(outer), withProtocol(inner)))
  );
}

/** Whether a peer is all pods of the policy's namespace, and the other one some of them. */
function isNamespaceOf(all: networking.NetworkPolicyPeer, some: networking.NetworkPolicyPeer): boolean {
  return (
    isDeepStrictEqual(all, { podSelector: {} }) && some.namespaceSelector === undefined && some.ipBlock === undefined
  );
}

function withProtocol({ port, endPort, protocol = Protocol.TCP }: networking.NetworkPolicyPort) {
  return { port, endPort, protocol };
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
