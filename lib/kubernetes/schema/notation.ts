/**
 * The notation of the type tables: what the Go types of the Kubernetes API say about a field, as far as it decides
 * whether two manifests are stored alike.
 *
 *     Type: field type, field type, …
 *
 * | written          | meaning                                                                              |
 * | ---------------- | ------------------------------------------------------------------------------------ |
 * | `string`, `int`… | a scalar held by value: its zero value (empty, 0, false) and absence are one           |
 * | `Other`          | a struct held by value: `{}` and absence are one; `group.Other` names another group's |
 * | `*…`             | a pointer: zero and absence differ                                                     |
 * | `[…]`            | a list whose order counts; empty and absent are one                                    |
 * | `[…]/key+key`    | a list merged by key: order does not count                                             |
 * | `[…]#key`        | a list merged by key whose order counts all the same                                   |
 * | `[…]/`           | a set                                                                                  |
 * | `{…}`            | a map from string; empty and absent are one                                            |
 * | `any`            | compared as it stands                                                                  |
 */
export type ScalarKind =
  | 'string'
  | 'int'
  | 'float'
  | 'bool'
  | 'bytes'
  | 'time'
  | 'quantity'
  | 'intstr'
  | 'duration'
  | 'any';

export interface ScalarType {
  readonly kind: ScalarKind;
  readonly pointer: boolean;
}

export interface StructType {
  readonly kind: 'struct';
  readonly pointer: boolean;
  readonly of: TypeDefinition;
}

export interface ListType {
  readonly kind: 'list';
  readonly of: FieldType;
  /** The members that name an item among its siblings; empty for a list of scalars. */
  readonly keys: readonly string[];
  readonly ordered: boolean;
}

export interface MapType {
  readonly kind: 'map';
  readonly of: FieldType;
}

export type FieldType = ScalarType | StructType | ListType | MapType;

export interface TypeDefinition {
  /** Group and type, as in `core.Container`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldType>;
}

const SCALARS = new Set<string>([
  'string',
  'int',
  'float',
  'bool',
  'bytes',
  'time',
  'quantity',
  'intstr',
  'duration',
  'any',
]);

/** Reads tables, each given with the group its bare names belong to. */
export function readTables(tables: readonly (readonly [group: string, table: string])[]): Map<string, TypeDefinition> {
  const definitions = new Map<string, TypeDefinition & { fields: Map<string, FieldType> }>();
  const define = (name: string): TypeDefinition & { fields: Map<string, FieldType> } => {
    let definition = definitions.get(name);
    if (definition === undefined) definitions.set(name, (definition = { name, fields: new Map() }));
    return definition;
  };
  for (const [group, table] of tables) {
    for (const line of table.trim().replace(/\n\s+/g, ' ').split('\n')) {
      const colon = line.indexOf(':');
      const { fields } = define(`${group}.${line.slice(0, colon)}`);
      for (const field of line.slice(colon + 1).split(',')) {
        const [name, type] = field.trim().split(' ') as [string, string];
        fields.set(name, readType(type, group, define));
      }
    }
  }
  for (const { name, fields } of definitions.values()) {
    if (fields.size === 0) throw new Error(`type ${name} is used and not defined`);
  }
  return definitions;
}

function readType(type: string, group: string, define: (name: string) => TypeDefinition): FieldType {
  if (type.startsWith('[')) {
    const end = type.lastIndexOf(']');
    const merge = type.slice(end + 1);
    const keys = merge
      .slice(1)
      .split('+')
      .filter((key) => key !== '');
    return { kind: 'list', of: readType(type.slice(1, end), group, define), keys, ordered: !merge.startsWith('/') };
  }
  if (type.startsWith('{')) return { kind: 'map', of: readType(type.slice(1, -1), group, define) };
  const pointer = type.startsWith('*');
  const name = pointer ? type.slice(1) : type;
  if (SCALARS.has(name)) return { kind: name as ScalarKind, pointer };
  return { kind: 'struct', pointer, of: define(name.includes('.') ? name : `${group}.${name}`) };
}
