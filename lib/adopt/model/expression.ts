import { type Json } from '../../testing/equivalence/manifest';

/** The packages that generated code imports from. */
export type PackageName = 'cdk8s' | 'cdk8s-patterns' | 'cdk8s-plus-27';

/** A name that generated code imports, with the member that is meant: `Env` and `value`. */
export interface Imported {
  readonly from: PackageName;
  readonly name: string;
  readonly member: string;
}

/**
 * A piece of generated code as data. It can be printed as TypeScript and evaluated to the value that the printed code
 * has, so that a construct is tried before its code is written.
 */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** Permissions, written as an octal number. */
  | { readonly kind: 'mode'; readonly value: number }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Expression> }
  | { readonly kind: 'member'; readonly of: Imported }
  | { readonly kind: 'call'; readonly callee: Imported; readonly args: readonly Expression[] }
  /** A list in a list, written as `...list`. */
  | { readonly kind: 'spread'; readonly of: Expression }
  /** The path of a file that is written beside the generated code. */
  | { readonly kind: 'file'; readonly path: string }
  /** The name of an object, which may be written as the name of the construct that makes it. */
  | { readonly kind: 'name'; readonly object: string; readonly value: string }
  /** A value that differs between renderings, by the rendering's name. */
  | { readonly kind: 'parameter'; readonly name: string; readonly values: ReadonlyMap<string, Expression | undefined> };

/** An expression that is an object. */
export type ObjectExpression = Extract<Expression, { kind: 'object' }>;

/** A string, number or boolean. */
export function literal(value: string | number | boolean): Expression {
  return { kind: 'literal', value };
}

/** A list, or nothing for an empty one. */
export function list(items: readonly Expression[]): Expression | undefined {
  return items.length === 0 ? undefined : { kind: 'list', items };
}

/** An object of the members that have a value. */
export function object(members: { readonly [name: string]: Expression | undefined }): ObjectExpression {
  const present = Object.entries(members).filter((entry): entry is [string, Expression] => entry[1] !== undefined);
  return { kind: 'object', members: new Map(present) };
}

/** As {@link object}, or nothing when no member has a value. */
export function optionalObject(members: {
  readonly [name: string]: Expression | undefined;
}): ObjectExpression | undefined {
  const made = object(members);
  return made.members.size === 0 ? undefined : made;
}

/** A call of a static method. Arguments without a value at the end are left out. */
export function call(
  from: PackageName,
  name: string,
  member: string,
  ...args: readonly (Expression | undefined)[]
): Expression {
  const given = args.filter((arg) => arg !== undefined);
  if (given.some((arg, index) => arg !== args[index])) {
    throw new Error(`${name}.${member} has an argument without a value before one with a value`);
  }
  return { kind: 'call', callee: { from, name, member }, args: given };
}

/** A static member, such as one of an enum. */
export function member(from: PackageName, name: string, memberName: string): Expression {
  return { kind: 'member', of: { from, name, member: memberName } };
}

/** A JSON value as an expression; `null` and `undefined` are no values. */
export function fromJson(value: Json | undefined): Expression | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return { kind: 'list', items: value.flatMap((item) => fromJson(item) ?? []) };
  if (typeof value === 'bigint') return literal(Number(value));
  if (typeof value !== 'object') return literal(value);
  return object(Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fromJson(item)])));
}

/** The object with members added or replaced; a member without a value is taken away. */
export function withMembers(
  base: ObjectExpression,
  members: { readonly [name: string]: Expression | undefined },
): ObjectExpression {
  const merged = new Map(base.members);
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined) merged.delete(name);
    else merged.set(name, value);
  }
  return { kind: 'object', members: merged };
}
