import { type NetworkPeer } from '../network/network-peer';
import { type PortAccess } from '../network/port-access';

/** The port of an exporter: open to those who scrape it, and to nobody else. */
export function exporterAccess(port: number, scrapeFrom: NetworkPeer[] = []): PortAccess {
  return { port, allowFrom: scrapeFrom };
}

/** What is wrong with an exporter of which nobody said who scrapes it, while a NetworkPolicy lets in no stranger. */
export function exporterAccessProblems(port: number, isolated: boolean, scrapeFrom?: NetworkPeer[]): string[] {
  return isolated && scrapeFrom === undefined
    ? [
        `the NetworkPolicy keeps Prometheus from port ${port} of the exporter, got no scrapeFrom: give the peers that scrape it, such as [NetworkPeer.namespace("monitoring")], or [] where another policy opens the port`,
      ]
    : [];
}
