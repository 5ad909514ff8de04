import { type Duration } from 'cdk8s';
import { type NetworkPeer } from '../../network/network-peer';

/** How Prometheus scrapes the exporters of a set, and which alerts it evaluates. */
export interface ScrapeOptions {
  /**
   * Who may connect to the exporter's port, where there is a NetworkPolicy: the pods of Prometheus, such as
   * `NetworkPeer.namespace('monitoring')`. Nobody else may, not even the clients of the set. `[]` leaves it to another
   * NetworkPolicy. Without it, an exporter behind a NetworkPolicy is an error: it would never be scraped.
   *
   * @default - nobody
   */
  readonly scrapeFrom?: NetworkPeer[];

  /**
   * Whether to write a ServiceMonitor and a PrometheusRule, for a cluster that has the Prometheus operator. The alerts
   * are about this set alone, also among sets of the same name in other namespaces; to miss a set whose pods are all
   * gone, they need the namespace of the set or its chart.
   *
   * @default true
   */
  readonly operatorObjects?: boolean;

  /**
   * Labels of the ServiceMonitor and the PrometheusRule, which the Prometheus operator selects.
   *
   * @default - none
   */
  readonly operatorLabels?: { readonly [key: string]: string };

  /**
   * Time between two scrapes, in whole seconds.
   *
   * @default - 15 s
   */
  readonly interval?: Duration;
}
