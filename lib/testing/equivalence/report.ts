import { type Difference } from './difference';
import { type EquivalenceVerdict } from './equivalent';
import { textDifference } from './text-difference';

export interface ReportOptions {
  /**
   * Whether to colour for a terminal.
   * @default false
   */
  readonly color?: boolean;
}

/** A verdict for people: grouped by object, the path first, then both values. */
export function renderReport(verdict: EquivalenceVerdict, options: ReportOptions = {}): string {
  const paint =
    options.color === true
      ? (code: number, text: string) => `\u001b[${code}m${text}\u001b[0m`
      : (_: number, text: string) => text;
  const lines: string[] = [];
  const groups = new Map<string, Difference[]>();
  for (const difference of verdict.differences) {
    const group = groups.get(difference.object);
    if (group) group.push(difference);
    else groups.set(difference.object, [difference]);
  }
  for (const [object, differences] of groups) {
    lines.push(paint(BOLD, object));
    for (const difference of differences) {
      if (difference.path === '') {
        lines.push(`  ${paint(RED, `missing in ${difference.missing}`)}`);
        continue;
      }
      const { path, actual, expected } = difference;
      if (typeof actual === 'string' && typeof expected === 'string' && (isLines(actual) || isLines(expected))) {
        lines.push(`  ${path}  (- actual, + expected)`);
        for (const line of textDifference(actual, expected)) {
          lines.push(
            `    ${line.startsWith('-') ? paint(RED, line) : line.startsWith('+') ? paint(GREEN, line) : line}`,
          );
        }
        continue;
      }
      lines.push(`  ${path}`);
      lines.push(`    ${paint(RED, `actual:   ${show(actual)}`)}`);
      lines.push(`    ${paint(GREEN, `expected: ${show(expected)}`)}`);
    }
    lines.push('');
  }
  const { used, unused } = verdict.deviations;
  for (const deviation of unused) {
    lines.push(paint(RED, `unused deviation: ${deviation.object ?? '*'} ${deviation.path} (${deviation.reason})`));
  }
  for (const deviation of used) {
    lines.push(paint(DIM, `deviation: ${deviation.object ?? '*'} ${deviation.path} (${deviation.reason})`));
  }
  lines.push(summary(verdict, groups.size));
  return lines.join('\n');
}

const BOLD = 1;
const DIM = 2;
const RED = 31;
const GREEN = 32;

function summary(verdict: EquivalenceVerdict, objects: number): string {
  if (verdict.equivalent) return 'equivalent';
  const parts: string[] = [];
  const { differences } = verdict;
  if (differences.length > 0) {
    parts.push(`${count(differences.length, 'difference')} in ${count(objects, 'object')}`);
  }
  if (verdict.deviations.unused.length > 0) parts.push(count(verdict.deviations.unused.length, 'unused deviation'));
  return `not equivalent: ${parts.join(', ')}`;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** Whether a text has several lines. */
function isLines(value: string): boolean {
  return value.trimEnd().includes('\n');
}

/** A value on one line; long ones are cut. */
function show(value: unknown): string {
  if (value === undefined) return '(absent)';
  const text = JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? String(member) : member));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}

const LONGEST = 400;
