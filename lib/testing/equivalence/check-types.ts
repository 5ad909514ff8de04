import { FieldPath } from './field-path';
import { isFields, type Json, type Manifest, objectName } from './manifest';
import { ManifestError } from './manifest-error';
import { positionOf } from './origin';
import { isQuantity } from './quantity';
import { typeOf } from '../../kubernetes/schema/kinds';
import { type FieldType, type TypeDefinition } from '../../kubernetes/schema/notation';

/**
 * Fails where a value has a type that the API server rejects: a number for the value of a variable, a string for
 * replicas. Fields that the type does not have are left for the comparison.
 *
 * @throws ManifestError with the place of the value
 */
export function checkTypes(manifest: Manifest): void {
  const type = typeOf(manifest.apiVersion, manifest.kind);
  if (type === undefined) return;
  const checker = new Checker(manifest);
  try {
    // Without paths: they cost more than the checks, and only an error needs one.
    checker.struct(manifest as unknown as Json, type, undefined);
  } catch (error) {
    if (error !== WRONG) throw error;
    checker.struct(manifest as unknown as Json, type, FieldPath.ROOT);
  }
}

/** Raised where a value has a wrong type and no path is known. */
const WRONG = new Error('a value of a wrong type');

class Checker {
  public constructor(private readonly manifest: Manifest) {}

  public struct(value: Json, type: TypeDefinition, path: FieldPath | undefined): void {
    if (!isFields(value)) throw this.wrong(value, 'an object', path);
    for (const name in value) {
      const field = type.fields.get(name);
      const member = value[name];
      if (field !== undefined && member !== undefined && member !== null) this.check(member, field, path?.member(name));
    }
  }

  private check(value: Json, type: FieldType, path: FieldPath | undefined): void {
    switch (type.kind) {
      case 'struct':
        return this.struct(value, type.of, path);
      case 'list':
        if (!Array.isArray(value)) throw this.wrong(value, 'a list', path);
        for (const [index, item] of value.entries()) {
          if (item !== null) this.check(item, type.of, path?.item(item, type.keys, index));
        }
        return;
      case 'map':
        if (!isFields(value)) throw this.wrong(value, 'an object', path);
        for (const name in value) {
          const member = value[name];
          if (member !== undefined && member !== null) this.check(member, type.of, path?.member(name));
        }
        return;
      case 'any':
        return;
      case 'time':
        if (typeof value !== 'string' || !TIME.test(value))
          throw this.wrong(value, 'a time such as 2024-01-31T12:00:00Z', path);
        return;
      case 'string':
      case 'duration':
        if (typeof value !== 'string') throw this.wrong(value, 'a string', path);
        return;
      case 'bytes':
        if (typeof value !== 'string') throw this.wrong(value, 'a string', path);
        if (!isBase64(value)) throw this.wrong(value, 'text in base64', path);
        return;
      case 'bool':
        if (typeof value !== 'boolean') throw this.wrong(value, 'a boolean', path);
        return;
      case 'int':
        if (typeof value !== 'bigint' && !Number.isInteger(value)) throw this.wrong(value, 'an integer', path);
        return;
      case 'float':
        if (typeof value !== 'number' && typeof value !== 'bigint') throw this.wrong(value, 'a number', path);
        return;
      case 'intstr':
        if (typeof value !== 'string' && !Number.isInteger(value))
          throw this.wrong(value, 'an integer or a string', path);
        return;
      case 'quantity':
        if (!isQuantity(value)) throw this.wrong(value, 'a quantity such as 500m or 1Gi', path);
        return;
    }
  }

  private wrong(value: Json, expected: string, path: FieldPath | undefined): ManifestError {
    if (path === undefined) throw WRONG;
    const got = Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? value === null
          ? 'null'
          : 'an object'
        : `the ${typeof value === 'bigint' ? 'number' : typeof value} ${JSON.stringify(typeof value === 'bigint' ? String(value) : value).slice(0, 80)}`;
    return new ManifestError(
      `${objectName(this.manifest)}: ${path.toString()} is ${got}, expected ${expected}`,
      positionOf(this.manifest, path.steps()),
    );
  }
}

/** RFC 3339. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.,]\d+)?(Z|[+-]\d\d:\d\d)$/;

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function isBase64(text: string): boolean {
  const compact = /[\r\n]/.test(text) ? text.replace(/[\r\n]/g, '') : text;
  return compact.length % 4 === 0 && BASE64.test(compact);
}
