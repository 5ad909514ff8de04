import { type ApiObject, JsonPatch } from 'cdk8s';
import { formatValue, isMap } from './field';

/** An operation of a JSON patch. */
interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
}

/**
 * Names the first JSON patch of an object that cannot be applied, and the part of its path that does not exist. Undefined
 * when every patch can be applied.
 */
export function patchProblem(object: ApiObject): string | undefined {
  const patches = (Reflect.get(object, 'patches') as JsonPatch[] | undefined) ?? [];
  let document = unpatched(object);
  for (const patch of patches) {
    const operation = patch._toJson() as Operation;
    const missing = [operation.from, operation.path].flatMap((path, i) =>
      path === undefined ? [] : (missingPart(document, path, i === 1 && operation.op === 'add') ?? []),
    );
    const what = `JSON patch "${operation.op}" of ${operation.path} cannot be applied`;
    if (missing[0] !== undefined) return `${what}: ${missing[0]}`;
    try {
      document = JsonPatch.apply(document, patch) as unknown;
    } catch (error) {
      return `${what}: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  return undefined;
}

/** The object without its patches. They are private in cdk8s. */
function unpatched(object: ApiObject): unknown {
  const patches: unknown = Reflect.get(object, 'patches');
  Reflect.set(object, 'patches', []);
  try {
    return object.toJson();
  } finally {
    Reflect.set(object, 'patches', patches);
  }
}

/** What a path needs and the document lacks. The last part of the path of `add` may be new. */
function missingPart(document: unknown, path: string, mayBeNew: boolean): string | undefined {
  const steps = path.split('/').slice(1);
  let value = document;
  for (const [i, step] of steps.entries()) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const parent = `/${steps.slice(0, i).join('/')}`;
    if (!isMap(value) && !Array.isArray(value)) {
      return `${parent} must be a map or a list, got ${formatValue(value)}`;
    }
    if (mayBeNew && i === steps.length - 1) return undefined;
    const members = value as { readonly [key: string]: unknown };
    if (members[key] === undefined) {
      const has = Array.isArray(value) ? `${value.length} entries` : Object.keys(value).join(', ') || 'nothing';
      return `${parent} has no "${key}", it has ${has}`;
    }
    value = members[key];
  }
  return undefined;
}
