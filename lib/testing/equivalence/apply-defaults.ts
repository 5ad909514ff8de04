import { ADMISSION_DEFAULTS } from './defaults/admission';
import { CORE_DEFAULTS } from './defaults/core';
import { CORE_POD_DEFAULTS } from './defaults/core-pod';
import { CORE_VOLUME_DEFAULTS } from './defaults/core-volume';
import { POLICY_DEFAULTS } from './defaults/policies';
import { type DefaultProcedure, type DefaultRule } from './defaults/rule';
import { WORKLOAD_DEFAULTS } from './defaults/workloads';
import { FieldPath } from './field-path';
import { type Fields, isFields, type Json, type Manifest } from './manifest';
import { type Recorder } from './normalisation';
import { typeOf } from '../../kubernetes/schema/kinds';
import { type FieldType, type StructType, type TypeDefinition } from '../../kubernetes/schema/notation';

/** Every defaulting rule of the engine. */
export const DEFAULTS: readonly (DefaultRule | DefaultProcedure)[] = [
  ...CORE_POD_DEFAULTS,
  ...CORE_VOLUME_DEFAULTS,
  ...CORE_DEFAULTS,
  ...WORKLOAD_DEFAULTS,
  ...POLICY_DEFAULTS,
  ...ADMISSION_DEFAULTS,
];

type PreparedRule =
  | { readonly rule: DefaultRule; readonly steps: readonly string[] }
  | { readonly procedure: DefaultProcedure };

const rulesByType = new Map<string, PreparedRule[]>();
for (const rule of DEFAULTS) {
  const list = rulesByType.get(rule.on) ?? [];
  rulesByType.set(rule.on, list);
  list.push('set' in rule ? { rule, steps: rule.set.split('.') } : { procedure: rule });
}

/**
 * Fills in what the API server would, into the manifest given. Nothing is filled into kinds that the engine does not
 * know. Expects a pruned manifest: a written zero value counts as a value.
 */
export function applyDefaultsInPlace(manifest: Manifest, record?: Recorder): void {
  const type = typeOf(manifest.apiVersion, manifest.kind);
  if (type !== undefined) fillStruct(manifest as unknown as Fields, type, FieldPath.ROOT, record);
}

/** A copy of a manifest with what the API server would fill in. */
export function applyDefaults(manifest: Manifest, record?: Recorder): Manifest {
  const copy = structuredClone(manifest);
  applyDefaultsInPlace(copy, record);
  return copy;
}

/** As in Go: first the rules of the object itself, then those of what it holds. */
function fillStruct(object: Fields, type: TypeDefinition, path: FieldPath, record: Recorder | undefined): void {
  for (const prepared of rulesByType.get(type.name) ?? NONE) {
    if ('rule' in prepared) applyRule(object, prepared.rule, prepared.steps, path, record);
    else {
      const { apply, source } = prepared.procedure;
      apply(object, (steps, value) => setDeep(object, steps, value, path, source, record));
    }
  }
  for (const name of structsWithDefaults(type)) {
    if (object[name] !== undefined) continue;
    // A struct that Go holds by value is there even where it is not written.
    const made: Fields = {};
    fillStruct(made, (type.fields.get(name) as StructType).of, record ? path.member(name) : path, record);
    if (Object.keys(made).length > 0) object[name] = made;
  }
  for (const name in object) {
    const field = type.fields.get(name);
    const value = object[name];
    if (field !== undefined && typeof value === 'object' && value !== null) {
      fill(value, field, record ? path.member(name) : path, record);
    }
  }
}

const NONE: readonly PreparedRule[] = [];

const structs = new Map<TypeDefinition, readonly string[]>();

/** The members of a type that are structs held by value, with rules of their own or further down. */
function structsWithDefaults(type: TypeDefinition): readonly string[] {
  let names = structs.get(type);
  if (names === undefined) {
    names = [...type.fields].filter(([, field]) => isValueStruct(field) && hasDefaults(field.of)).map(([name]) => name);
    structs.set(type, names);
  }
  return names;
}

function hasDefaults(type: TypeDefinition): boolean {
  return rulesByType.has(type.name) || structsWithDefaults(type).length > 0;
}

function isValueStruct(type: FieldType): type is StructType {
  return type.kind === 'struct' && !type.pointer;
}

function fill(value: Json, type: FieldType, path: FieldPath, record: Recorder | undefined): void {
  if (type.kind === 'struct') {
    if (isFields(value)) fillStruct(value, type.of, path, record);
  } else if (type.kind === 'list') {
    if (!Array.isArray(value) || (type.of.kind !== 'struct' && type.of.kind !== 'map')) return;
    for (const [index, item] of value.entries()) {
      fill(item, type.of, record ? path.item(item, type.keys, index) : path, record);
    }
  } else if (type.kind === 'map' && isFields(value) && (type.of.kind === 'struct' || type.of.kind === 'list')) {
    for (const name in value) fill(value[name] as Json, type.of, record ? path.member(name) : path, record);
  }
}

function applyRule(
  object: Fields,
  rule: DefaultRule,
  steps: readonly string[],
  path: FieldPath,
  record: Recorder | undefined,
): void {
  let holder: Json | undefined = object;
  for (const step of steps) {
    if (holder === undefined) break;
    if (!isFields(holder)) return;
    holder = holder[step];
  }
  if (holder !== undefined) return;
  if (rule.when !== undefined && !rule.when(object)) return;
  const value = typeof rule.to === 'function' ? rule.to(object) : rule.to;
  if (value !== undefined) setDeep(object, steps, value, path, rule.source, record);
}

function setDeep(
  object: Fields,
  steps: readonly (string | number)[],
  value: Json | undefined,
  path: FieldPath,
  source: string,
  record: Recorder | undefined,
): void {
  let holder: Fields | Json[] = object;
  let place = path;
  for (const [position, step] of steps.entries()) {
    const at: FieldPath = record ? (typeof step === 'number' ? place.index(step) : place.member(step)) : place;
    const old: Json | undefined = Array.isArray(holder) ? holder[step as number] : holder[step];
    if (position === steps.length - 1) {
      record?.('default', at, old, value, source);
      if (Array.isArray(holder)) holder[step as number] = value as Json;
      else if (value === undefined) delete holder[step];
      else holder[step] = value;
      return;
    }
    if (typeof old === 'object' && old !== null) holder = old;
    else {
      const made: Fields = {};
      if (Array.isArray(holder)) holder[step as number] = made;
      else holder[step] = made;
      holder = made;
    }
    place = at;
  }
}
