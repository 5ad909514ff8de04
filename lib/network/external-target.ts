import { dnsSubdomain } from '../rules/names';
import { ipAddress, ipVersion } from '../rules/ip-rules';
import { plainString } from '../tokens/plain-value';
import { type ServicePortProps } from './service-port';

/** Which objects tell the cluster the addresses behind a Service without a selector. */
export enum EndpointObjects {
  /** EndpointSlice, the API of today. */
  ENDPOINT_SLICE = 'EndpointSlice',
  /** Endpoints, deprecated since Kubernetes 1.33; the control plane mirrors it into slices. */
  ENDPOINTS = 'Endpoints',
  /** Both, for readers of either; the mirroring is turned off. */
  BOTH = 'Both',
}

/** What a Service stands for that lives outside of the cluster. */
export class ExternalTarget {
  /**
   * A host by its DNS name: clients get a CNAME record, so TLS and HTTP see the Service's name, and ports are the
   * client's affair.
   *
   * @throws when the name is none, or an IP address
   */
  public static dnsName(name: string): ExternalTarget {
    const plain = plainString(name).replace(/\.$/, '');
    const problem =
      ipVersion(plain) === 0
        ? dnsSubdomain(plain)
        : `must be a DNS name, got "${plain}": use ExternalTarget.addresses for IP addresses`;
    if (problem !== undefined) throw new Error(`the dns name of an external target ${problem}`);
    return new ExternalTarget(name, [], [], EndpointObjects.ENDPOINT_SLICE);
  }

  /**
   * Hosts by IP addresses: the Service gets an address of the cluster and forwards to them.
   *
   * @param addresses one or more IPv4 or IPv6 addresses, neither loopback nor link-local
   * @param ports the ports of the Service; `targetPort` is the port on the hosts
   * @param objects what carries the addresses, EndpointObjects.ENDPOINT_SLICE by default
   * @throws when there is no address or no port, an address is none, or a port has a target by name
   */
  public static addresses(
    addresses: string[],
    ports: ServicePortProps[],
    objects: EndpointObjects = EndpointObjects.ENDPOINT_SLICE,
  ): ExternalTarget {
    const problems = addresses.flatMap((address) => ipAddress(plainString(address)) ?? []);
    if (addresses.length === 0) problems.push('must have at least one address, got none');
    if (ports.length === 0) problems.push('must have at least one port, got none');
    for (const { targetPortName } of ports) {
      if (targetPortName !== undefined) {
        problems.push(`must have target ports by number: only pods have names for theirs, got "${targetPortName}"`);
      }
    }
    if (problems.length > 0) throw new Error(`an external target ${problems.join('; ')}`);
    return new ExternalTarget(
      undefined,
      [...addresses],
      ports.map((port) => ({ ...port })),
      objects,
    );
  }

  private constructor(
    /** @internal */
    public readonly _dnsName: string | undefined,
    /** @internal */
    public readonly _addresses: string[],
    /** @internal */
    public readonly _ports: ServicePortProps[],
    /** @internal */
    public readonly _objects: EndpointObjects,
  ) {}
}
