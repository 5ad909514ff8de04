import { TruthRow } from './truth-row';
import { type TruthRun } from './truth-run';

/** The rows of all runs, by kind and in all. */
export function totals(runs: readonly TruthRun[]): { rows: Map<string, TruthRow>; all: TruthRow } {
  const rows = new Map<string, TruthRow>();
  const all = new TruthRow();
  for (const run of runs) {
    for (const [kind, row] of run.rows) {
      const sum = rows.get(kind) ?? new TruthRow();
      sum.add(row);
      rows.set(kind, sum);
      all.add(row);
    }
  }
  return { rows, all };
}

/** The table of one run or several, in Markdown. */
export function renderTruth(runs: readonly TruthRun[]): string {
  const { rows, all } = totals(runs);
  const head =
    '| kind | edits | same | order | other | wrong `same` | false alarms | live false alarms | dropped | refused | recall | false refusals | stricter |';
  const lines = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, row]) => line(kind, row));
  return [head, '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|', ...lines, line('**all**', all)].join('\n');
}

function line(kind: string, row: TruthRow): string {
  const recall = row.refused === 0 ? '' : `${(100 * row.recall).toFixed(1)} %`;
  return `| ${[
    kind,
    row.accepted + row.refused,
    row.same,
    row.reordered,
    row.different,
    row.wrongSame,
    row.falseAlarms,
    row.falseAlarmsLive,
    row.dropped,
    row.refused,
    recall,
    row.falseRefusals,
    row.stricter,
  ].join(' | ')} |`;
}
