import { type Chart } from 'cdk8s';

/** Which charts of an app a run renders. */
export class Selection {
  private readonly patterns: { readonly glob: string; readonly regex: RegExp }[];
  private readonly shard?: { readonly index: number; readonly count: number };

  /**
   * @param only globs over chart paths: `*` and `?` stay within one id, `**` crosses `/`. None selects every chart.
   * @param shard `I/N`, the I-th of N parts, from 1.
   * @throws if the shard is not of that form.
   */
  public constructor(only: string[], shard?: string) {
    this.patterns = only.map((glob) => ({ glob, regex: globToRegExp(glob) }));
    if (shard !== undefined) {
      const [, index, count] = /^(\d+)\/(\d+)$/.exec(shard) ?? [];
      this.shard = { index: Number(index), count: Number(count) };
      if (index === undefined || this.shard.index < 1 || this.shard.index > this.shard.count) {
        throw new Error(`invalid shard "${shard}", expected I/N with 1 <= I <= N, for example 1/4`);
      }
    }
  }

  /** Whether every chart is rendered whatever the app. */
  public get isEverything(): boolean {
    return this.patterns.length === 0 && this.shard === undefined;
  }

  /**
   * The charts to render. Shards deal them out in turn, so that the shards of one app are disjoint, together the
   * whole, and differ by one chart at most.
   *
   * @throws if a pattern matches no chart.
   */
  public of(charts: Chart[]): Set<Chart> {
    for (const { glob, regex } of this.patterns) {
      if (!charts.some((chart) => regex.test(chart.node.path))) {
        const some = charts.slice(0, 5).map((chart) => chart.node.path);
        const examples = some.length > 0 ? `, for example ${some.join(', ')}` : '';
        throw new Error(`no chart matches "${glob}"; the app has ${charts.length} charts${examples}`);
      }
    }
    const matching = charts.filter(
      (chart) => this.patterns.length === 0 || this.patterns.some(({ regex }) => regex.test(chart.node.path)),
    );
    const { shard } = this;
    return new Set(shard ? matching.filter((_, i) => i % shard.count === shard.index - 1) : matching);
  }
}

function globToRegExp(glob: string): RegExp {
  const source = glob.replace(/\*\*|[*?]|[\\^$.|+()[\]{}]/g, (token) => {
    switch (token) {
      case '**':
        return '.*';
      case '*':
        return '[^/]*';
      case '?':
        return '[^/]';
      default:
        return `\\${token}`;
    }
  });
  return new RegExp(`^${source}$`, 's');
}
