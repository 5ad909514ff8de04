import * as t from '@babel/types';
import { type Expression } from '../model/expression';
import { isMap } from '../model/maps';
import { type Imports } from './imports';

/**
 * The type of a parameter: that of all its values.
 *
 * @param prop the prop or field that has the values
 */
export function parameterType(values: readonly Expression[], imports: Imports, prop?: string): t.TSType {
  const types = new Map<string, t.TSType>();
  for (const value of values) {
    const type = typeOf(value, imports, prop);
    types.set(JSON.stringify(type), type);
  }
  const all = [...types.values()];
  const objects = values.filter((value) => value.kind === 'object');
  if (objects.length === values.length && all.length > 1) return objectType(objects, imports, prop);
  const [only] = all;
  return all.length === 1 && only !== undefined ? only : t.tsUnionType(all);
}

function typeOf(value: Expression, imports: Imports, prop?: string): t.TSType {
  switch (value.kind) {
    case 'literal':
      if (typeof value.value === 'number') return t.tsNumberKeyword();
      return typeof value.value === 'boolean' ? t.tsBooleanKeyword() : t.tsStringKeyword();
    case 'mode':
      return t.tsNumberKeyword();
    case 'name':
    case 'file':
      return t.tsStringKeyword();
    case 'member':
      return t.tsTypeReference(imports.type(value.of.from, value.of.name));
    case 'call':
      return t.tsTypeReference(imports.type(value.callee.from, value.callee.name));
    case 'list':
      return t.tsArrayType(itemType(value.items, imports));
    case 'spread':
      return typeOf(value.of, imports, prop);
    case 'object':
      return objectType([value], imports, prop);
    case 'parameter':
      return parameterType(
        [...value.values.values()].filter((each) => each !== undefined),
        imports,
      );
  }
}

function itemType(items: readonly Expression[], imports: Imports): t.TSType {
  const written = items.map((item) => (item.kind === 'spread' ? item.of : item));
  const type = parameterType(written, imports);
  return t.isTSUnionType(type) ? t.tsParenthesizedType(type) : type;
}

/** Maps of strings such as labels have any keys; other objects have the members that some value has. */
function objectType(
  objects: readonly Extract<Expression, { kind: 'object' }>[],
  imports: Imports,
  prop?: string,
): t.TSType {
  const members = [...new Set(objects.flatMap((each) => [...each.members.keys()]))];
  const values = objects.flatMap((each) => [...each.members.values()]);
  if (isMap(prop) && values.every((each) => each.kind === 'literal' && typeof each.value === 'string')) {
    return t.tsTypeReference(
      t.identifier('Record'),
      t.tsTypeParameterInstantiation([t.tsStringKeyword(), t.tsStringKeyword()]),
    );
  }
  return t.tsTypeLiteral(
    members.map((member) => {
      const present = objects.flatMap((each) => each.members.get(member) ?? []);
      const signature = t.tsPropertySignature(
        /^[A-Za-z_$][\w$]*$/.test(member) ? t.identifier(member) : t.stringLiteral(member),
        t.tsTypeAnnotation(parameterType(present, imports, member)),
      );
      signature.optional = present.length < objects.length;
      return signature;
    }),
  );
}
