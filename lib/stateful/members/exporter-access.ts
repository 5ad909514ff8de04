import { type NetworkPeer } from '../../network/network-peer';
import { type PortAccess } from '../../network/port-access';

/** Opens the port of an exporter to those who scrape it, and to nobody else. */
export function exporterAccess(port: number, scrapeFrom: NetworkPeer[] = []): PortAccess {
  return { port, allowFrom: scrapeFrom };
}

/** Reports an isolated exporter without `scrapeFrom`. */
export function exporterAccessProblems(port: number, isolated: boolean, scrapeFrom?: NetworkPeer[]): string[] {
  return isolated && scrapeFrom === undefined
    ? [
        `the NetworkPolicy keeps Prometheus from port ${port} of the exporter, got no scrapeFrom: give the peers that scrape it, such as [NetworkPeer.namespace("monitoring")], or [] where another policy opens the port`,
      ]
    : [];
}
