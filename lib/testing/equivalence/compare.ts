import { isOrderKept, sortKey } from './canonical';
import { type Difference } from './difference';
import { FieldPath } from './field-path';
import { type Fields, isFields, type Json, type Manifest, objectName, ownMember } from './manifest';
import { isReference } from './reference-fields';
import { typeOf } from '../../kubernetes/schema/kinds';
import { type FieldType, type ListType, type TypeDefinition } from '../../kubernetes/schema/notation';

export interface CompareOptions {
  /**
   * Whether it is enough that actual has what expected has.
   * @default false
   */
  readonly subset?: boolean;
  /**
   * Names of actual, and what each is called in expected. A field that refers to a renamed object may differ that way.
   * @default - no names differ
   */
  readonly rename?: ReadonlyMap<string, string>;
}

/** Where two canonical manifests of one object differ. */
export function compare(actual: Manifest, expected: Manifest, options: CompareOptions = {}): Difference[] {
  const comparison = new Comparison(objectName(expected), options);
  const type = typeOf(expected.apiVersion, expected.kind);
  comparison.struct(actual as unknown as Fields, expected as unknown as Fields, type, FieldPath.ROOT);
  return comparison.differences;
}

class Comparison {
  public readonly differences: Difference[] = [];

  public constructor(
    private readonly object: string,
    private readonly options: CompareOptions,
  ) {}

  public struct(actual: Fields, expected: Fields, type: TypeDefinition | undefined, path: FieldPath): void {
    for (const name in expected) {
      const field = type?.fields.get(name);
      this.value(ownMember(actual, name), expected[name], field, path, name);
    }
    for (const name in actual) {
      if (!Object.hasOwn(expected, name)) this.value(actual[name], undefined, undefined, path, name);
    }
  }

  private value(
    actual: Json | undefined,
    expected: Json | undefined,
    type: FieldType | undefined,
    parent: FieldPath,
    step: string | FieldPath,
  ): void {
    if (actual === expected) return;
    if (typeof actual === 'object' && typeof expected === 'object' && actual !== null && expected !== null) {
      const path = typeof step === 'string' ? parent.member(step) : step;
      if (Array.isArray(actual) && Array.isArray(expected)) return this.list(actual, expected, type, path);
      if (isFields(actual) && isFields(expected)) {
        if (type?.kind === 'map') return this.map(actual, expected, type.of, path);
        return this.struct(actual, expected, type?.kind === 'struct' ? type.of : undefined, path);
      }
    }
    if (expected === undefined && this.options.subset) return;
    if (actual === undefined && this.options.subset && isZero(expected, type)) return;
    const path = typeof step === 'string' ? parent.member(step) : step;
    if (this.isRenamed(actual, expected) && isReference(path.steps())) return;
    this.differ(path, actual, expected);
  }

  private isRenamed(actual: Json | undefined, expected: Json | undefined): boolean {
    return typeof actual === 'string' && expected !== undefined && this.options.rename?.get(actual) === expected;
  }

  private map(actual: Fields, expected: Fields, of: FieldType, path: FieldPath): void {
    for (const name in expected) this.value(ownMember(actual, name), expected[name], of, path, name);
    for (const name in actual) if (!Object.hasOwn(expected, name)) this.value(actual[name], undefined, of, path, name);
  }

  private list(actual: Json[], expected: Json[], type: FieldType | undefined, path: FieldPath): void {
    const listType = type?.kind === 'list' ? type : undefined;
    if (listType === undefined || (listType.ordered && listType.keys.length === 0)) {
      return this.byPosition(actual, expected, listType?.of, path, []);
    }
    if (listType.keys.length === 0) return this.set(actual, expected, path);
    if (repeats(actual, listType) || repeats(expected, listType))
      return this.byPosition(actual, expected, listType.of, path, []);
    this.byKey(actual, expected, listType, path);
  }

  private byPosition(
    actual: Json[],
    expected: Json[],
    of: FieldType | undefined,
    path: FieldPath,
    keys: string[],
  ): void {
    const length = Math.max(actual.length, expected.length);
    for (let index = 0; index < length; index++) {
      if (index >= expected.length) this.differ(path.index(index), actual[index], undefined);
      else this.value(actual[index], expected[index], of, path, path.item(expected[index], keys, index));
    }
  }

  private set(actual: Json[], expected: Json[], path: FieldPath): void {
    for (const item of surplus(expected, actual)) this.differ(path.element(item), undefined, item);
    if (this.options.subset) return;
    for (const item of surplus(actual, expected)) this.differ(path.element(item), item, undefined);
  }

  private byKey(actual: Json[], expected: Json[], type: ListType, path: FieldPath): void {
    const { keys } = type;
    const before = this.differences.length;
    const rest = new Map(actual.map((item) => [sortKey(item, keys), item]));
    const paired: Json[] = [];
    for (const [index, item] of expected.entries()) {
      const key = this.keyOf(item, keys, rest);
      const found = rest.get(key);
      rest.delete(key);
      if (found !== undefined) paired.push(found);
      this.value(found, item, type.of, path, path.item(item, keys, index));
    }
    for (const item of rest.values()) {
      this.value(item, undefined, type.of, path, path.item(item, keys, actual.indexOf(item)));
    }
    if (this.differences.length > before) return;
    const ordered = isOrderKept(actual, type) || isOrderKept(expected, type);
    if (
      !ordered ||
      paired.every((item, index) => index === 0 || actual.indexOf(item) > actual.indexOf(paired[index - 1] as Json))
    )
      return;
    this.differ(
      path,
      actual.map((item) => sortKey(item, keys)),
      expected.map((item) => sortKey(item, keys)),
    );
  }

  /** In a partial expectation an item may leave out a part of its key. */
  private keyOf(item: Json, keys: readonly string[], rest: Map<string, Json>): string {
    const key = sortKey(item, keys);
    if (!this.options.subset || rest.has(key) || !isFields(item)) return key;
    const written = keys.filter((name) => item[name] !== undefined);
    for (const [other, candidate] of rest) {
      if (isFields(candidate) && written.length > 0 && written.every((name) => candidate[name] === item[name]))
        return other;
    }
    return key;
  }

  private differ(path: FieldPath, actual: Json | undefined, expected: Json | undefined): void {
    const missing = actual === undefined ? 'actual' : expected === undefined ? 'expected' : undefined;
    this.differences.push({
      object: this.object,
      path: path.toString(),
      actual,
      expected,
      ...(missing && { missing }),
    });
  }
}

function repeats(list: Json[], type: ListType): boolean {
  return list.length > 1 && new Set(list.map((item) => sortKey(item, type.keys))).size < list.length;
}

function isZero(value: Json | undefined, type: FieldType | undefined): boolean {
  if (type === undefined || !('pointer' in type) || type.pointer) return false;
  return value === '' || value === 0 || value === false;
}

/** The items of a set that the other lacks, or has less often: an API server keeps an item that stands twice. */
function surplus(items: readonly Json[], others: readonly Json[]): Json[] {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(sortKey(other, []), (counts.get(sortKey(other, [])) ?? 0) + 1);
  return items.filter((item) => {
    const count = counts.get(sortKey(item, [])) ?? 0;
    counts.set(sortKey(item, []), count - 1);
    return count < 1;
  });
}
