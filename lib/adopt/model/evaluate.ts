import * as cdk8s from 'cdk8s';
import * as plus from 'cdk8s-plus-27';
import * as patterns from '../../index';
import { type Expression, type Imported, type PackageName } from './expression';

const PACKAGES: Readonly<Record<PackageName, object>> = {
  cdk8s,
  'cdk8s-patterns': patterns,
  'cdk8s-plus-27': plus,
};

/** What an expression's value depends on. */
export interface Surroundings {
  /** The path at which a file of the generated app can be read now. */
  readonly pathOf: (file: string) => string;
  /** The rendering of which parameters have their values. */
  readonly rendering?: string;
}

/** A class that the package exports. */
export function exported(from: PackageName, name: string): unknown {
  const found = (PACKAGES[from] as Readonly<Record<string, unknown>>)[name];
  if (found === undefined) throw new Error(`${from} exports no ${name}`);
  return found;
}

/** The value that the printed expression has. */
export function evaluate(expression: Expression, surroundings: Surroundings): unknown {
  switch (expression.kind) {
    case 'literal':
    case 'mode':
    case 'name':
      return expression.value;
    case 'list':
      return expression.items.flatMap((item) =>
        item.kind === 'spread' ? (evaluate(item.of, surroundings) as unknown[]) : [evaluate(item, surroundings)],
      );
    case 'object':
      return Object.fromEntries(
        [...expression.members].map(([name, value]) => [name, evaluate(value, surroundings)] as const),
      );
    case 'member':
      return memberOf(expression.of);
    case 'call': {
      const { from, name } = expression.callee;
      const method = memberOf(expression.callee) as (...args: unknown[]) => unknown;
      return method.apply(
        exported(from, name),
        expression.args.map((arg) => evaluate(arg, surroundings)),
      );
    }
    case 'spread':
      return evaluate(expression.of, surroundings);
    case 'file':
      return surroundings.pathOf(expression.path);
    case 'parameter': {
      const value = expression.values.get(surroundings.rendering ?? '');
      return value === undefined ? undefined : evaluate(value, surroundings);
    }
  }
}

function memberOf({ from, name, member }: Imported): unknown {
  const found = (exported(from, name) as Readonly<Record<string, unknown>>)[member];
  if (found === undefined) throw new Error(`${from} has no ${name}.${member}`);
  return found;
}
