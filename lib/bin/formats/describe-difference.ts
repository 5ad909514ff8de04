import { type Difference } from '../../testing/equivalence/difference';
import { type EquivalenceVerdict } from '../../testing/equivalence/equivalent';
import { EFFECTS } from '../../testing/equivalence/report';
import { type StoredOtherwise } from '../../testing/equivalence/stored-order';
import { printable } from '../../testing/printable';
import { type Problem } from './problem';

/** The rules that `equivalent` reports, and what each means. */
export const EQUIVALENCE_RULES = {
  'missing-object': 'One side lacks an object.',
  'different-value': 'A field has another meaning on the other side.',
  'stored-order': 'A list whose order has no meaning is stored in another order.',
  'unused-deviation': 'A declared deviation does not occur.',
} as const;

/** Every problem of a verdict, with its place in the files. */
export function problemsOf(verdict: EquivalenceVerdict, strict: boolean): Problem[] {
  return [
    ...verdict.differences.map((each) => differenceProblem(verdict, each)),
    ...verdict.storedOtherwise.map((each) => orderProblem(verdict, each, strict)),
    ...verdict.deviations.unused.map(({ object = '*', path, reason }): Problem => ({
      rule: 'unused-deviation',
      level: 'error',
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
    level: 'error',
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
    level: strict ? 'error' : 'note',
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
