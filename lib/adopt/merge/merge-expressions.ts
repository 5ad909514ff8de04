import { type Expression, list, object } from '../model/expression';
import { isMap } from '../model/maps';
import { keyOf } from '../print/constants';

/** An expression in each rendering, by the rendering's name; nothing where a rendering does not have it. */
export type Versions = ReadonlyMap<string, Expression | undefined>;

/** A value of a chart that differs between its renderings. */
export interface Parameter {
  readonly name: string;
  readonly values: Versions;
  /** What the value is called where it stands: a prop or a field. */
  readonly prop: string | undefined;
}

/** Merges what renderings have in common, and makes a parameter of each value that differs. */
export class ExpressionMerger {
  private readonly byValues = new Map<string, Parameter>();
  private readonly taken = new Set<string>();

  /** The parameters that were made, in their order. */
  public get parameters(): Parameter[] {
    return [...this.byValues.values()];
  }

  /**
   * One expression that has each rendering's value.
   *
   * @param path what the expression is called, from the construct's id down
   */
  public merge(versions: Versions, path: readonly string[]): Expression | undefined {
    const present = [...versions.values()];
    const [first] = present;
    if (present.every((each) => each === undefined)) return undefined;
    if (present.every((each) => each !== undefined && first !== undefined && keyOf(each) === keyOf(first)))
      return first;
    return this.mergeParts(versions, path) ?? this.parameter(versions, path);
  }

  /** A parameter with a value of its own for each rendering; equal ones are one. */
  public parameter(versions: Versions, path: readonly string[]): Expression {
    const key = JSON.stringify([...versions].map(([name, value]) => [name, value && keyOf(value)]));
    let parameter = this.byValues.get(key);
    if (parameter === undefined) {
      parameter = { name: this.nameFor(path), values: versions, prop: path.at(-1) };
      this.byValues.set(key, parameter);
    }
    return { kind: 'parameter', name: parameter.name, values: parameter.values };
  }

  /** The merged parts of expressions that are alike but for their parts. */
  private mergeParts(versions: Versions, path: readonly string[]): Expression | undefined {
    const names = [...versions.keys()];
    const all = [...versions.values()].filter((each) => each !== undefined);
    if (all.length < names.length) return undefined;
    const [first] = all;
    if (first === undefined || all.some(({ kind }) => kind !== first.kind)) return undefined;
    const partsOf = (part: (each: Expression) => Expression | undefined): Versions =>
      new Map(names.map((name, index) => [name, part(all[index] as Expression)]));
    if (first.kind === 'object') {
      const objects = all.filter((each) => each.kind === 'object');
      const members = [...new Set(objects.flatMap((each) => [...each.members.keys()]))];
      const isComplete = objects.every((each) => each.members.size === members.length);
      // As one value: a parameter that may be absent would leave an entry without a value.
      if (!isComplete && isMap(path.at(-1))) return undefined;
      return object(
        Object.fromEntries(
          members.map((member) => [
            member,
            this.merge(
              partsOf((each) => (each.kind === 'object' ? each.members.get(member) : undefined)),
              [...path, member],
            ),
          ]),
        ),
      );
    }
    if (first.kind === 'call') {
      const calls = all.filter((each) => each.kind === 'call');
      const isSame = calls.every(
        ({ callee, args }) =>
          callee.name === first.callee.name &&
          callee.member === first.callee.member &&
          args.length === first.args.length,
      );
      if (!isSame) return undefined;
      const args = first.args.map((_, index) =>
        this.merge(
          partsOf((each) => (each.kind === 'call' ? each.args[index] : undefined)),
          [...path, ...argumentName(first, index)],
        ),
      );
      return { ...first, args: args.filter((arg) => arg !== undefined) };
    }
    if (first.kind === 'list') {
      const lists = all.filter((each) => each.kind === 'list');
      const kinds = (each: Extract<Expression, { kind: 'list' }>) => each.items.map(shapeOf).join();
      if (lists.some((each) => kinds(each) !== kinds(first))) return undefined;
      const items = first.items.map((_, index) =>
        this.merge(
          partsOf((each) => (each.kind === 'list' ? each.items[index] : undefined)),
          path,
        ),
      );
      return list(items.filter((item) => item !== undefined));
    }
    if (first.kind === 'spread') {
      const of = this.merge(
        partsOf((each) => (each.kind === 'spread' ? each.of : undefined)),
        path,
      );
      return of && { kind: 'spread', of };
    }
    return undefined;
  }

  /** The shortest end of the path that is no other parameter's name. */
  private nameFor(path: readonly string[]): string {
    const words = path.map((step) => step.replace(/[^A-Za-z0-9]+/g, ' ').trim()).filter((step) => step !== '');
    for (let length = 1; length <= words.length; length++) {
      const name = camelCaseOf(words.slice(-length).join(' '));
      if (!this.taken.has(name)) return this.take(name);
    }
    const last = camelCaseOf(words.join(' '));
    for (let count = 2; ; count++) if (!this.taken.has(`${last}${count}`)) return this.take(`${last}${count}`);
  }

  private take(name: string): string {
    this.taken.add(name);
    return name;
  }
}

/** What the argument of a factory is called: the variable of an `Env`, else nothing beyond the prop. */
function argumentName({ callee, args }: Extract<Expression, { kind: 'call' }>, index: number): string[] {
  const [first] = args;
  if (callee.name === 'Env' && callee.member === 'values') return ['values'];
  return callee.name === 'Env' && index > 0 && first?.kind === 'literal' ? [String(first.value)] : [];
}

/** Items of lists are merged one by one where they are the same sort of thing. */
function shapeOf(expression: Expression): string {
  if (expression.kind === 'call') return `${expression.callee.name}.${expression.callee.member}`;
  return expression.kind;
}

function camelCaseOf(words: string): string {
  const [first = 'value', ...others] = words.split(' ').map((word) => (/[a-z]/.test(word) ? word : word.toLowerCase()));
  const joined =
    first.charAt(0).toLowerCase() +
    first.slice(1) +
    others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[a-z]/.test(joined) ? joined : `value${joined}`;
}
