import { FieldPath } from './field-path';
import { type Fields, isFields, type Json, type Manifest, setMember } from './manifest';
import { type Recorder } from './normalisation';
import { typeNamed, typeOf } from '../../kubernetes/schema/kinds';
import { type FieldType, type TypeDefinition } from '../../kubernetes/schema/notation';
import { isZeroQuantity } from './quantity';
import { isServerSet, pruneServerSet } from './server-set';

export interface PruneOptions {
  /**
   * Whether to keep a written zero value that the API server takes for absence. A partial expectation that says
   * `hostNetwork: false` means it.
   * @default false
   */
  readonly keepZeros?: boolean;
}

/**
 * A copy of a manifest without what a server sets (status, uid, managedFields …) and without the null, empty and zero
 * values that the Go type of their field takes for absence. Unknown fields stay as they are.
 */
export function prune(manifest: Manifest, options: PruneOptions = {}, record?: Recorder): Manifest {
  const type = typeOf(manifest.apiVersion, manifest.kind);
  const pruner = new Pruner(options.keepZeros === true, record);
  const pruned = (type === undefined
    ? pruner.untyped(manifest as unknown as Fields)
    : pruner.root(manifest as unknown as Fields, type)) as unknown as Manifest;
  pruneServerSet(pruned, manifest, record);
  return pruned;
}

class Pruner {
  public constructor(
    private readonly keepZeros: boolean,
    private readonly record: Recorder | undefined,
  ) {}

  /** A kind that the engine does not know keeps all but status and what ObjectMeta, which every kind has, takes for absence. */
  public untyped(manifest: Fields): Fields {
    const copy: Fields = {};
    for (const [name, value] of Object.entries(manifest)) {
      if (value === undefined) continue;
      if (name === 'status') this.gone('status', FieldPath.ROOT.member(name), value);
      else {
        const kept =
          name === 'metadata' && isFields(value)
            ? this.struct(value, objectMeta(), FieldPath.ROOT.member(name))
            : structuredClone(value);
        setMember(copy, name, kept);
      }
    }
    return copy;
  }

  public root(manifest: Fields, type: TypeDefinition): Fields {
    const pruned = this.struct(manifest, type, FieldPath.ROOT);
    // Present in every object, and so never a default to be filled in.
    if (pruned.metadata === undefined && manifest.metadata !== undefined) pruned.metadata = {};
    return pruned;
  }

  private struct(object: Fields, type: TypeDefinition, path: FieldPath): Fields {
    const pruned: Fields = {};
    for (const name in object) {
      const value = object[name];
      if (value === undefined) continue;
      const field = type.fields.get(name);
      const at = this.record ? path.member(name) : path;
      if (field === undefined) {
        setMember(pruned, name, structuredClone(value));
        continue;
      }
      if (isServerSet(type.name, name)) {
        this.gone('set by the server', at, value);
        continue;
      }
      const kept = this.value(value, field, at);
      if (kept !== undefined) pruned[name] = kept;
      else if (value !== null) this.gone('an empty value means absence', at, value);
    }
    return pruned;
  }

  private value(value: Json, type: FieldType, path: FieldPath): Json | undefined {
    if (value === null) return undefined;
    switch (type.kind) {
      case 'struct': {
        if (!isFields(value)) return value;
        const object = this.struct(value, type.of, path);
        return !type.pointer && isEmpty(object) ? undefined : object;
      }
      case 'list':
        if (!Array.isArray(value)) return value;
        if (value.length === 0) return undefined;
        return value.map((item, index) =>
          this.element(item, type.of, this.record ? path.item(item, type.keys, index) : path),
        );
      case 'map': {
        if (!isFields(value)) return value;
        const map: Fields = {};
        for (const name in value) {
          const member = value[name];
          if (member === undefined) continue;
          setMember(map, name, this.element(member, type.of, this.record ? path.member(name) : path));
        }
        return isEmpty(map) ? undefined : map;
      }
      case 'any':
        return structuredClone(value);
      case 'quantity':
        return !type.pointer && !this.keepZeros && isZeroQuantity(value) ? undefined : value;
      case 'intstr':
        // The zero of IntOrString is the number; an empty string is a value.
        return !type.pointer && !this.keepZeros && value === 0 ? undefined : value;
      default:
        return !type.pointer && !this.keepZeros && (value === '' || value === 0 || value === false) ? undefined : value;
    }
  }

  /** An item of a list or map is there even where it is zero, and null is the zero value. */
  private element(item: Json, type: FieldType, path: FieldPath): Json {
    if (item === null) return type.kind === 'list' ? [] : (ZERO[type.kind] ?? {});
    if (type.kind === 'struct') return isFields(item) ? this.struct(item, type.of, path) : item;
    if (type.kind === 'list' || type.kind === 'map')
      return this.value(item, type, path) ?? (type.kind === 'list' ? [] : {});
    return item;
  }

  private gone(reason: string, path: FieldPath, value: Json): void {
    this.record?.('prune', path, value, undefined, reason);
  }
}

const ZERO: Partial<Record<FieldType['kind'], Json>> = {
  string: '',
  bytes: '',
  time: '',
  duration: '',
  int: 0,
  float: 0,
  intstr: 0,
  bool: false,
  quantity: '0',
};

function isEmpty(object: Fields): boolean {
  for (const _ in object) return false;
  return true;
}

const objectMeta = (): TypeDefinition => typeNamed('meta.ObjectMeta');
