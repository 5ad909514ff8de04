import { type ApiObject, type Chart } from 'cdk8s';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { isSorted } from '../synthesis/serialize-object';
import { Synthesis } from '../synthesis/synthesis';
import { type TreeState } from '../synthesis/tree-state';

/** The file of a chart, and what it was made from. */
interface WrittenChart {
  readonly file: string;
  readonly objects: readonly ApiObject[];
  readonly versions: readonly number[];
  readonly isSorted: boolean;
  /** Size and time of change of the file once it was written. */
  stamp?: string;
}

/**
 * Remembers the files that a process has written, so that a second synthesis renders only the charts that changed.
 *
 * Only charts whose objects have been compared with their recorded states by checks in this pass are remembered: asking
 * others would evaluate Lazy values once more than stock `App` does.
 */
export class WrittenCharts {
  private readonly written = new Map<Chart, WrittenChart>();

  public constructor(
    private readonly outdir: string,
    private readonly tree: TreeState,
  ) {}

  /**
   * Whether the file of a chart has the content that it would get now. If not, the chart is taken to be written next.
   *
   * @param objects the objects of the chart in the order of the file
   */
  public isCurrent(chart: Chart, file: string, objects: readonly ApiObject[]): boolean {
    const before = this.written.get(chart);
    this.written.delete(chart);
    if (!Synthesis.isStockChart(chart)) {
      return false;
    }
    const versions: number[] = [];
    for (const object of objects) {
      const version = this.tree.confirmedVersionOf(object);
      if (version === undefined) {
        return false;
      }
      versions.push(version);
    }
    const sorted = isSorted();
    const isCurrent =
      before !== undefined &&
      before.stamp !== undefined &&
      before.file === file &&
      before.isSorted === sorted &&
      isSame(before.objects, objects) &&
      isSame(before.versions, versions) &&
      before.stamp === this.stampOf(file);
    this.written.set(chart, isCurrent ? before : { file, objects, versions, isSorted: sorted });
    return isCurrent;
  }

  /** Notes that all files are written. */
  public commit(): void {
    for (const chart of this.written.values()) {
      chart.stamp ??= this.stampOf(chart.file);
    }
  }

  /** Forgets everything, after a synthesis that failed. */
  public forget(): void {
    this.written.clear();
  }

  private stampOf(file: string): string | undefined {
    const status = fs.statSync(path.join(this.outdir, file), { throwIfNoEntry: false });
    return status && `${status.size} ${status.mtimeMs} ${status.ino}`;
  }
}

function isSame<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.length === others.length && some.every((each, i) => each === others[i]);
}
