import { Protocol } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';
import { type NetworkPeer } from '../network/network-peer';
import { type NetworkRule, type NetworkPort } from '../network/network-policy-spec';
import { type PortAccess } from '../network/port-access';

/**
 * What a NetworkPolicy lets in: the given peers to the pods' ports, but for those that have peers of their own.
 *
 * @param served ports of the pods that a Service sends traffic to, whether or not a container declares them
 * @throws when an access is to a port that the pods do not have
 */
export function ingressRules(
  spec: core.PodSpec,
  served: NetworkPort[],
  peers: NetworkPeer[],
  access: readonly PortAccess[],
): NetworkRule[] {
  const ports = openPorts(spec, served);
  const apart = new Set(access.map(({ port }) => port));
  const missing = [...apart].filter((number) => !ports.some(({ port }) => port === number));
  if (missing.length > 0) {
    const known = ports.length === 0 ? 'none' : ports.map(({ port }) => port).join(', ');
    throw new Error(`portAccess must name ports of the pods, which are ${known}, got ${missing.join(', ')}`);
  }
  return [
    { peers, ports: ports.filter(({ port }) => port === undefined || !apart.has(port)) },
    ...access.map(({ port: number, allowFrom }) => ({
      peers: allowFrom,
      ports: ports.filter(({ port }) => port === number),
    })),
    // Without peers or ports a NetworkPolicy would open to everyone, or everything.
  ].filter((rule) => rule.peers.length > 0 && rule.ports.length > 0);
}

/** The ports that containers declare and Services use, each once. */
function openPorts(spec: core.PodSpec, served: NetworkPort[]): NetworkPort[] {
  const containers = [...spec.containers, ...(spec.initContainers ?? []).filter(isSidecar)];
  const declared = containers.flatMap(({ ports }) => ports ?? []);
  const names = new Set(declared.map(({ name }) => name));
  const rules = declared.map(({ containerPort, protocol }) => ({
    port: containerPort,
    protocol: protocol as Protocol | undefined,
  }));
  const keyOf = ({ port, portName, protocol = Protocol.TCP }: NetworkPort) => `${portName ?? port}/${protocol}`;
  const known = new Set(rules.map(keyOf));
  return [
    ...rules,
    ...served.filter((port) => !known.has(keyOf(port)) && (port.portName === undefined || !names.has(port.portName))),
  ];
}

/** Whether an init container goes on running beside the others. */
function isSidecar({ restartPolicy }: core.Container): boolean {
  return restartPolicy === 'Always';
}
