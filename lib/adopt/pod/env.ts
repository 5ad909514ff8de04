import { type Fields } from '../../testing/equivalence/manifest';
import { call, type Expression, list, literal, object, optionalObject } from '../model/expression';
import { fields, flag, items, text, textOf } from '../model/values';
import { nameOf } from './names';

/** The inverse of `Env`: `env` and `envFrom` of a container as one list. */
export function envExpression(container: Fields): Expression | undefined {
  const variables = items(container.env);
  const written: Expression[] = [];
  for (let index = 0; index < variables.length; index++) {
    const plain = plainRun(variables, index);
    if (plain.length > 1) {
      const values = object(Object.fromEntries(plain.map(([name, value]) => [name, literal(value)])));
      written.push({ kind: 'spread', of: call('cdk8s-patterns', 'Env', 'values', values) });
      index += plain.length - 1;
      continue;
    }
    written.push(...variable(variables[index] as Fields));
  }
  return list([...written, ...items(container.envFrom).flatMap(source)]);
}

/** The variables from an index on that have a plain value and can stand in one object, whose key order is kept. */
function plainRun(variables: readonly Fields[], from: number): [string, string][] {
  const run = new Map<string, string>();
  for (const { name, value, valueFrom } of variables.slice(from)) {
    // An object puts keys that are integers first, and keeps one value of a key.
    if (typeof name !== 'string' || valueFrom !== undefined || /^\d+$/.test(name) || run.has(name)) break;
    if (name === '__proto__') break;
    run.set(name, textOf(value));
  }
  return [...run];
}

function variable({ name, value, valueFrom }: Fields): Expression[] {
  if (typeof name !== 'string') return [];
  if (valueFrom === undefined || valueFrom === null) return [env('value', literal(name), literal(textOf(value)))];
  const from = fields(valueFrom);
  for (const [field, method, kind] of [
    ['configMapKeyRef', 'configMapKey', 'ConfigMap'],
    ['secretKeyRef', 'secretKey', 'Secret'],
  ] as const) {
    const reference = fields(from[field]);
    const options = optionalObject({ optional: flag(reference.optional) });
    if (typeof reference.name !== 'string' || typeof reference.key !== 'string') continue;
    const key = reference.key === name && options === undefined ? undefined : literal(reference.key);
    return [env(method, literal(name), nameOf(kind, reference.name), key, options)];
  }
  const field = fields(from.fieldRef).fieldPath;
  if (typeof field === 'string') return [env('field', literal(name), literal(field))];
  const { resource, containerName, divisor } = fields(from.resourceFieldRef);
  if (typeof resource !== 'string') return [];
  const options = optionalObject({ container: text(containerName), divisor: text(divisor) });
  return [env('resource', literal(name), literal(resource), options)];
}

function source(from: Fields): Expression[] {
  for (const [field, method, kind] of [
    ['configMapRef', 'fromConfigMap', 'ConfigMap'],
    ['secretRef', 'fromSecret', 'Secret'],
  ] as const) {
    const { name, optional } = fields(from[field]);
    if (typeof name !== 'string') continue;
    return [env(method, nameOf(kind, name), optionalObject({ prefix: text(from.prefix), optional: flag(optional) }))];
  }
  return [];
}

function env(method: string, ...args: (Expression | undefined)[]): Expression {
  return call('cdk8s-patterns', 'Env', method, ...args);
}
