/** What tells the metrics of a set from those of others. */
export interface SelectedSet {
  /** Name of the set. */
  readonly name: string;

  /** Label of the set's Service, with the name of the set: Prometheus finds the members by it. */
  readonly metricsLabel: string;

  /**
   * Namespace of the set, where it is known. Without it, sets of one name in several namespaces are told apart all the
   * same, but that one has no pod at all shows only when none of them has any.
   */
  readonly namespace?: string;
}

/**
 * PromQL about one set: it takes the series of the set alone, counts by namespace, and has the namespace among its labels.
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

  /** How many series there are; nothing, which is not less than a number, when there is none. */
  public count(series: string): string {
    return `count ${this.by()} (${series})`;
  }

  /** The largest value among series that differ by none of the labels. */
  public max(series: string, ...labels: string[]): string {
    return `max ${this.by(...labels)} (${series})`;
  }

  /**
   * Zero, beside a count: Prometheus knows `up` of pods that do not answer; of none at all it knows only that they are
   * absent.
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
