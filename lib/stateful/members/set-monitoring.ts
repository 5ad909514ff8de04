import { ApiObject, Chart, Duration } from 'cdk8s';
import { type Construct } from 'constructs';
import { type PortAccess } from '../../network/port-access';
import { ServiceMonitor } from '../../network/service-monitor';
import { type ServicePortProps } from '../../network/service-port';
import { exporterAccess, exporterAccessProblems } from './exporter-access';
import { type ScrapeOptions } from './scrape-options';
import { type SelectedSet, PromqlSelectors } from './promql-selectors';
import { TreeState } from '../../synthesis/tree-state';

/** A set with an exporter beside each member. */
export interface ScrapedSet extends SelectedSet {
  /** Kind of database, for the name of the group of alerts. */
  readonly kind: string;
  /** Port of the exporters. */
  readonly port: number;
}

/** The objects and openings for the metrics of a set. Empty without an exporter. */
export class SetMonitoring {
  constructor(
    private readonly set: ScrapedSet,
    private readonly options?: ScrapeOptions,
  ) {}

  /** Who may connect to the exporters. */
  public get portAccess(): PortAccess[] {
    return this.options ? [exporterAccess(this.set.port, this.options.scrapeFrom)] : [];
  }

  /** Ports of the set's Service. */
  public get servicePorts(): ServicePortProps[] {
    return this.options ? [{ port: this.set.port, name: 'metrics' }] : [];
  }

  /** Labels of the set's Service. */
  public serviceLabels(labels?: { readonly [key: string]: string }): { readonly [key: string]: string } | undefined {
    return this.options ? { ...labels, [this.set.metricsLabel]: this.set.name } : labels;
  }

  /**
   * Adds the ServiceMonitor and the PrometheusRule, unless they are turned off. The Prometheus operator defines both kinds.
   *
   * @param isolated whether a NetworkPolicy is around the pods
   * @param alerts the rules, of the series of the set
   * @see https://prometheus-operator.dev/docs/api-reference/api/
   */
  public addObjects(scope: Construct, isolated: boolean, alerts: (selectors: PromqlSelectors) => object[]): void {
    const { options, set } = this;
    if (options === undefined) {
      return;
    }
    TreeState.of(scope).addCheck(scope, () => exporterAccessProblems(set.port, isolated, options.scrapeFrom));
    if (!(options.operatorObjects ?? true)) {
      return;
    }
    const { name, namespace, metricsLabel } = set;
    const metadata = { name, namespace, labels: options.operatorLabels && { ...options.operatorLabels } };
    new ServiceMonitor(scope, 'ServiceMonitor', {
      ...metadata,
      selector: { matchLabels: { [metricsLabel]: name } },
      // The alerts select the series of this set by this label.
      targetLabels: [metricsLabel],
      endpoints: [{ port: 'metrics', interval: options.interval ?? Duration.seconds(15) }],
    });
    const selectors = new PromqlSelectors({ ...set, namespace: namespace ?? Chart.of(scope).namespace });
    new ApiObject(scope, 'PrometheusRule', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata,
      spec: { groups: [{ name: `${name}.${set.kind}`, rules: alerts(selectors) }] },
    });
  }
}
