import { alignLines } from '../line-diff';

/** Lines shown of one difference; past that the reader wants the files. */
const SHOWN = 40;
const LONGEST = 200;

/**
 * Where two texts of several lines differ, as a reader of diffs knows it: `-` before a line of actual, `+` before one
 * of expected, one equal line around them. A configuration file in a ConfigMap would be a dump otherwise.
 */
export function textDifference(actual: string, expected: string): string[] {
  const pairs = alignLines(actual.split('\n'), expected.split('\n'));
  const differs = pairs.map((pair) => pair.actual !== pair.expected);
  const lines: string[] = [];
  for (let i = 0; i < pairs.length;) {
    if (differs[i]) {
      const from = i;
      while (differs[i]) i++;
      const run = pairs.slice(from, i);
      lines.push(...run.flatMap((pair) => (pair.actual === undefined ? [] : [`- ${pair.actual}`])));
      lines.push(...run.flatMap((pair) => (pair.expected === undefined ? [] : [`+ ${pair.expected}`])));
    } else {
      if (differs[i - 1] || differs[i + 1]) lines.push(`  ${pairs[i]?.actual ?? ''}`);
      else if (lines.at(-1) !== GAP) lines.push(GAP);
      i++;
    }
  }
  const shown = lines.slice(0, SHOWN).map((line) => (line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line));
  return lines.length > SHOWN ? [...shown, `  … and ${lines.length - SHOWN} lines more`] : shown;
}

const GAP = '  …';
