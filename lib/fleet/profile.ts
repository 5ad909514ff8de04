/** The parts of a run, in the order in which they happen. */
export type Phase = 'prepare' | 'order' | 'render' | 'yaml' | 'write' | 'prune';

const WHAT: Record<Phase, string> = {
  prepare: 'validations, dependencies',
  order: 'order of the charts',
  render: 'constructs to objects',
  yaml: 'objects to YAML',
  write: 'files',
  prune: 'orphans',
};

/** Takes the time of parts of a run. */
export interface Stopwatch {
  /** Runs `work` and books its time under `phase`; a phase inside another interrupts it. */
  during<T>(phase: Phase, work: () => T): T;

  /** Runs `work` and notes its time as that of a chart. */
  chart<T>(path: string, work: () => T): T;
}

/** For runs whose time nobody asks for: looking at the clock costs, too. */
export const UNPROFILED: Stopwatch = {
  during: (_phase, work) => work(),
  chart: (_path, work) => work(),
};

/** Where the time of one run went. */
export class Profile implements Stopwatch {
  private readonly phases = new Map<Phase, number>();
  private readonly charts: { readonly path: string; readonly ms: number }[] = [];
  private current?: Phase;
  private since = 0;
  private readonly started: number;

  /** @param clock milliseconds from any start. */
  public constructor(private readonly clock: () => number = () => performance.now()) {
    this.started = clock();
  }

  public during<T>(phase: Phase, work: () => T): T {
    const outer = this.enter(phase);
    try {
      return work();
    } finally {
      this.enter(outer);
    }
  }

  public chart<T>(path: string, work: () => T): T {
    const before = this.clock();
    try {
      return work();
    } finally {
      this.charts.push({ path, ms: this.clock() - before });
    }
  }

  /**
   * The report, as text.
   *
   * @param slowest how many of the slowest charts to list.
   */
  public report(slowest = 10): string {
    const total = this.clock() - this.started;
    const phases = [...this.phases].map(
      ([phase, ms]) => `  ${time(ms)}  ${share(ms, total)}  ${phase.padEnd(8)}${WHAT[phase]}`,
    );
    const ranked = [...this.charts].sort((a, b) => b.ms - a.ms).slice(0, slowest);
    return [
      `synthesized ${this.charts.length} charts in ${time(total).trim()}`,
      ...phases,
      ...(ranked.length > 0 ? ['slowest charts'] : []),
      ...ranked.map(({ path, ms }) => `  ${time(ms)}  ${share(ms, total)}  ${path}`),
      '',
    ].join('\n');
  }

  private enter(phase: Phase | undefined): Phase | undefined {
    const now = this.clock();
    const outer = this.current;
    if (outer) {
      this.phases.set(outer, (this.phases.get(outer) ?? 0) + now - this.since);
    }
    this.current = phase;
    this.since = now;
    return outer;
  }
}

function time(ms: number): string {
  return `${ms.toFixed(1)} ms`.padStart(11);
}

function share(ms: number, total: number): string {
  return `${((100 * ms) / total).toFixed(1)} %`.padStart(7);
}
