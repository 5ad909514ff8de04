import { describeValue } from './describe-value';
import { type Mismatch } from './match-result';

/** More mismatches than these are counted, not shown: past a few the reader looks at the wrong resource. */
const SHOWN = 8;

/** Mismatches as indented lines: the path first, then both values under each other. */
export function explainMismatches(mismatches: readonly Mismatch[]): string[] {
  const lines = mismatches
    .slice(0, SHOWN)
    .flatMap(({ path, expected, actual }) => [
      `  ${path.toString() || '(the whole object)'}`,
      `    expected: ${expected}`,
      `    got:      ${describeValue(actual)}`,
    ]);
  const hidden = mismatches.length - SHOWN;
  return hidden > 0 ? [...lines, `  and ${hidden} more`] : lines;
}
