import { type Difference } from './difference';
import { hideSecrets } from '../hide-secrets';
import { printable } from '../printable';
import { type EquivalenceVerdict } from './equivalent';
import { type StorageEffect, type StoredOtherwise } from './stored-order';
import { textDifference } from './text-difference';

export interface ReportOptions {
  /**
   * Whether to colour for a terminal.
   * @default false
   */
  readonly color?: boolean;
  /**
   * Whether to print the values of Secrets rather than digests of them.
   * @default false
   */
  readonly showSecrets?: boolean;
}

/** A verdict for people: grouped by object, the path first, then both values. */
export function renderReport(found: EquivalenceVerdict, options: ReportOptions = {}): string {
  const verdict = options.showSecrets === true ? found : hideSecrets(found);
  const paint =
    options.color === true
      ? (code: number, text: string) => `\u001b[${code}m${printable(text)}\u001b[0m`
      : (_: number, text: string) => printable(text);
  const lines: string[] = [];
  const groups = new Map<string, (Difference | StoredOtherwise)[]>();
  for (const difference of [...verdict.differences, ...verdict.storedOtherwise]) {
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
      if ('effect' in difference) {
        lines.push(printable(`  ${path}: only the order differs; applying it ${EFFECTS[difference.effect]}`));
        lines.push(
          `    actual:   ${(actual as string[]).join(', ')}`,
          `    expected: ${(expected as string[]).join(', ')}`,
        );
        continue;
      }
      if (typeof actual === 'string' && typeof expected === 'string' && (isLines(actual) || isLines(expected))) {
        lines.push(printable(`  ${path}  (- actual, + expected)`));
        for (const line of textDifference(actual, expected)) {
          lines.push(
            `    ${line.startsWith('-') ? paint(RED, line) : line.startsWith('+') ? paint(GREEN, line) : printable(line)}`,
          );
        }
        continue;
      }
      lines.push(printable(`  ${path}`));
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
  lines.push(summary(verdict));
  return lines.join('\n');
}

const BOLD = 1;
const DIM = 2;
const RED = 31;
const GREEN = 32;

/** What applying one side over the other does. */
export const EFFECTS: Readonly<Record<StorageEffect, string>> = {
  none: 'changes nothing else',
  'replaces-pods': 'replaces the pods',
  refused: 'is refused, because the field is immutable',
};

function summary(verdict: EquivalenceVerdict): string {
  const { differences, storedOtherwise } = verdict;
  if (verdict.equivalent) {
    return storedOtherwise.length === 0 ? 'equivalent' : `equivalent, but stored otherwise: ${orders(storedOtherwise)}`;
  }
  const parts: string[] = [];
  if (differences.length > 0) {
    parts.push(`${count(differences.length, 'difference')} in ${count(objectsOf(differences), 'object')}`);
  }
  if (storedOtherwise.length > 0) parts.push(orders(storedOtherwise));
  if (verdict.deviations.unused.length > 0) parts.push(count(verdict.deviations.unused.length, 'unused deviation'));
  return `not equivalent: ${parts.join(', ')}`;
}

/** How many lists are in another order, and the gravest effect. */
function orders(lists: readonly StoredOtherwise[]): string {
  const worst = (['refused', 'replaces-pods', 'none'] as const).find((effect) =>
    lists.some((each) => each.effect === effect),
  );
  const affected = count(objectsOf(lists.filter((each) => each.effect === worst)), 'object');
  const effect = {
    none: 'applying it changes nothing else',
    'replaces-pods': `applying it replaces the pods of ${affected}`,
    refused: `applying it is refused for ${affected}`,
  }[worst ?? 'none'];
  return `${count(lists.length, 'list')} in another order, ${effect}`;
}

function objectsOf(differences: readonly Difference[]): number {
  return new Set(differences.map((each) => each.object)).size;
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
