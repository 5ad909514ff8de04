import { mergeValues } from './merge-values';
import { isObject, type JsonObject } from '../kubernetes/json';

/** The path of a value in values.yaml: `['image', 'tag']`. */
export type ValuePath = readonly string[];

/**
 * The path that a key names, `image.tag`.
 *
 * @throws Error when a part is no name
 */
export function valuePath(key: string): ValuePath {
  const path = key.split('.');
  for (const part of path) {
    if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(part)) {
      throw new Error(`values.${key} is no path of names separated by dots: '${part}' is not allowed`);
    }
  }
  return path;
}

/** Whether two paths are equal, or one is a prefix of the other. */
export function pathsClash(a: ValuePath, b: ValuePath): boolean {
  const shorter = Math.min(a.length, b.length);
  return a.slice(0, shorter).join('.') === b.slice(0, shorter).join('.');
}

/** The expression of the value in a Go template. */
export function valueExpression(root: string, path: ValuePath): string {
  // A name in a Go template cannot contain a dash.
  if (path.every((p) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(p))) return `${root}.Values.${path.join('.')}`;
  return `(index ${root}.Values ${path.map((p) => `"${p}"`).join(' ')})`;
}

/** The value at a path; undefined where there is none. */
export function valueAt(values: unknown, path: ValuePath): unknown {
  let value = values;
  for (const part of path) value = isObject(value) ? value[part] : undefined;
  return value;
}

/** Values by their paths as one object. */
export function nestedValues(values: readonly (readonly [ValuePath, unknown])[]): JsonObject {
  return values.reduce<JsonObject>((all, [path, value]) => {
    const alone = path.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
    return mergeValues(all, alone as JsonObject);
  }, {});
}
