/** Identity of a set in its metrics. */
export interface SelectedSet {
  /** Name of the set. */
  readonly name: string;

  /** Label of the set's Service, with the name of the set: Prometheus finds the members by it. */
  readonly metricsLabel: string;

  /**
   * Namespace of the set, if known. Without it, a set without any pod is noticed only when no set of this name has a pod
   * in any namespace.
   */
  readonly namespace?: string;
}

/**
 * PromQL for one set: expressions select the series of the set, aggregate by namespace, and keep the label `namespace`.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/
 */
export class PromqlSelectors {
  private readonly own: string[];

  /** The label of the Service on the metrics, as the Prometheus operator writes it. */
  private readonly target: string;

  constructor({ name, metricsLabel, namespace }: SelectedSet) {
    this.target = metricsLabel.replaceAll('-', '_');
    this.own = [`${this.target}="${name}"`, ...(namespace === undefined ? [] : [`namespace="${namespace}"`])];
  }

  /** The series of a metric, with more labels. */
  public of(metric: string, ...labels: string[]): string {
    return `${metric}{${[...this.own, ...labels].join(',')}}`;
  }

  /** The number of series. Without any series the result is empty, which no comparison matches. */
  public count(series: string): string {
    return `count ${this.by()} (${series})`;
  }

  /** The largest value among series that differ by none of the labels. */
  public max(series: string, ...labels: string[]): string {
    return `max ${this.by(...labels)} (${series})`;
  }

  /**
   * Zero for a count when there is no pod: Prometheus has `up` for pods that do not answer, and no series when there are
   * none.
   */
  public get none(): string {
    return `0 * ${this.count(this.of('up'))} or 0 * absent(${this.of('up')})`;
  }

  private by(...labels: string[]): string {
    return `by (${['namespace', this.target, ...labels].join(', ')})`;
  }
}

/** One rule of a PrometheusRule. */
export function alert(name: string, expr: string, wait: string, severity: string, summary: string): object {
  return { alert: name, expr, for: wait, labels: { severity }, annotations: { summary } };
}
