import { type Difference } from '../../testing/equivalence/difference';
import { type EquivalenceVerdict } from '../../testing/equivalence/equivalent';
import { EFFECTS } from '../../testing/equivalence/report';
import { type StoredOtherwise } from '../../testing/equivalence/stored-order';
import { printable } from '../../testing/printable';

/** What a report that consists of problems says about one of them. */
export interface Problem {
  /** The rule that found it: `missing-object`, `different-value`, `stored-order` or `unused-deviation`. */
  readonly rule: 'missing-object' | 'different-value' | 'stored-order' | 'unused-deviation';
  /** Whether it makes the verdict negative. */
  readonly isError: boolean;
  /** As in `Deployment default/web`; empty for an unused deviation. */
  readonly object: string;
  readonly path: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Every problem of a verdict, with its place in the files. */
export function problemsOf(verdict: EquivalenceVerdict, strict: boolean): Problem[] {
  return [
    ...verdict.differences.map((each) => differenceProblem(verdict, each)),
    ...verdict.storedOtherwise.map((each) => orderProblem(verdict, each, strict)),
    ...verdict.deviations.unused.map(({ object = '*', path, reason }): Problem => ({
      rule: 'unused-deviation',
      isError: true,
      object: '',
      path,
      message: printable(`unused deviation: ${object} ${path} (${reason})`),
    })),
  ];
}

function differenceProblem(verdict: EquivalenceVerdict, difference: Difference): Problem {
  const { object, path, actual, expected, missing } = difference;
  const message =
    path === ''
      ? `${object} is missing in ${missing}`
      : `${object}: ${path} is ${show(actual)}, expected ${show(expected)}`;
  return {
    rule: path === '' ? 'missing-object' : 'different-value',
    isError: true,
    object: printable(object),
    path: printable(path),
    message: printable(message),
    ...verdict.positionOf(difference),
  };
}

function orderProblem(verdict: EquivalenceVerdict, list: StoredOtherwise, strict: boolean): Problem {
  const { object, path, effect } = list;
  return {
    rule: 'stored-order',
    isError: strict,
    object: printable(object),
    path: printable(path),
    message: printable(`${object}: only the order of ${path} differs; applying it ${EFFECTS[effect]}`),
    ...verdict.positionOf(list),
  };
}

const LONGEST = 200;

function show(value: unknown): string {
  if (value === undefined) return 'absent';
  const text = JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? String(member) : member));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
