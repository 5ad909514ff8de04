import { type Expression } from '../model/expression';
import { camelCase } from './names';

/** A value that several places of a chart have. */
export interface Constant {
  readonly name: string;
  readonly value: Expression;
}

/** Characters that a constant must save, about; labels are worth one earlier, for what they have in common is meant. */
const WORTH = 60;
const LABELS_WORTH = 20;

/** What the props that hold labels are called. */
const LABELS = new Set(['labels', 'podLabels', 'selector', 'matchLabels']);

/** The key under which equal expressions are found. */
export function keyOf(expression: Expression): string {
  return JSON.stringify(expression, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

/**
 * The expressions that occur more than once and are long enough for a constant, by key.
 *
 * @param isFree whether an expression depends on nothing but imports
 * @param taken names that are in use
 */
export function sharedConstants(
  roots: readonly Expression[],
  isFree: (expression: Expression) => boolean,
  taken: Set<string>,
): Map<string, Constant> {
  const counts = new Map<string, number>();
  for (const root of roots) count(root, counts);
  const constants = new Map<string, Constant>();
  const visit = (expression: Expression, prop: string): void => {
    const key = keyOf(expression);
    const isLabels = LABELS.has(prop);
    const saved = ((counts.get(key) ?? 0) - 1) * lengthOf(expression);
    const isComposed = expression.kind === 'object' || expression.kind === 'list' || expression.kind === 'call';
    if (isComposed && isFree(expression) && saved >= (isLabels ? LABELS_WORTH : WORTH)) {
      if (!constants.has(key))
        constants.set(key, { name: unique(isLabels ? 'labels' : camelCase(prop), taken), value: expression });
      return;
    }
    for (const [name, child] of childrenOf(expression, prop)) visit(child, name);
  };
  for (const root of roots) visit(root, 'props');
  // A constant may be part of another one, which is longer and comes later.
  return new Map([...constants].sort(([, a], [, b]) => lengthOf(a.value) - lengthOf(b.value)));
}

/** The expressions in an expression, with what each is called. */
export function childrenOf(expression: Expression, prop = 'value'): [string, Expression][] {
  switch (expression.kind) {
    case 'object':
      return [...expression.members];
    case 'list':
      return expression.items.map((item) => [singular(prop), item]);
    case 'call':
      return expression.args.map((arg) => [arg.kind === 'object' ? 'options' : prop, arg]);
    case 'spread':
      return [[prop, expression.of]];
    // The values of a parameter stand where the chart is made.
    default:
      return [];
  }
}

function count(expression: Expression, counts: Map<string, number>): void {
  const key = keyOf(expression);
  counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const [, child] of childrenOf(expression)) count(child, counts);
}

/** About how long the code of an expression is. */
function lengthOf(expression: Expression): number {
  switch (expression.kind) {
    case 'literal':
    case 'name':
      return String(expression.value).length + 2;
    case 'member':
      return expression.of.name.length + expression.of.member.length + 1;
    case 'object':
      return 4 + [...expression.members].reduce((sum, [name, value]) => sum + name.length + 4 + lengthOf(value), 0);
    case 'list':
      return 2 + expression.items.reduce((sum, item) => sum + 2 + lengthOf(item), 0);
    case 'call':
      return (
        expression.callee.name.length +
        expression.callee.member.length +
        3 +
        expression.args.reduce((sum, arg) => sum + 2 + lengthOf(arg), 0)
      );
    case 'spread':
      return 3 + lengthOf(expression.of);
    case 'mode':
      return 5;
    case 'file':
      return 18 + expression.path.length;
    case 'parameter':
      return 6 + expression.name.length;
  }
}

function singular(name: string): string {
  return name.length > 3 && name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : name;
}

/** A name that nothing else has, made from a wish. */
export function unique(wish: string, taken: Set<string>): string {
  let name = RESERVED.has(wish) ? `${wish}Value` : wish;
  for (let count = 2; taken.has(name); count++) name = `${wish}${count}`;
  taken.add(name);
  return name;
}

const RESERVED = new Set(
  `break case catch class const continue debugger default delete do else enum export extends false finally for function
  if import in instanceof new null return super switch this throw true try typeof var void while with yield let static
  await implements interface package private protected public arguments eval undefined scope id props join`.split(
    /\s+/,
  ),
);
