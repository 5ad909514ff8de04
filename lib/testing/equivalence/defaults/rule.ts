import { type Fields, type Json } from '../manifest';

/** A value that the API server fills in where it finds none. */
export interface DefaultRule {
  /** The type whose fields are filled in, as `group.Type`. */
  readonly on: string;
  /** The field, from there; objects on the way are made when absent. */
  readonly set: string;
  /** The value, or how it follows from the object; `undefined` for none. */
  readonly to: Json | ((object: Fields) => Json | undefined);
  /** Whether the rule applies to this object at all. */
  readonly when?: (object: Fields) => boolean;
  /** The function in Kubernetes' source that does it. */
  readonly source: string;
}

/** Sets a field that lies at the given steps from the object, and says what the API server's rule is. */
export type Setter = (steps: readonly (string | number)[], value: Json | undefined) => void;

/** A rule that no single field and value can say. */
export interface DefaultProcedure {
  readonly on: string;
  /** The fields it may set, in the words of `kubectl explain`. */
  readonly sets: string;
  readonly apply: (object: Fields, set: Setter) => void;
  readonly source: string;
}

export type DefaultTable = readonly (DefaultRule | DefaultProcedure)[];

/** The value at a dotted path. */
export function at(object: Fields | undefined, path: string): Json | undefined {
  let value: Json | undefined = object;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = value[step];
  }
  return value;
}

/** The items of a list of objects; none where there is no such list. */
export function items(value: Json | undefined): Fields[] {
  return Array.isArray(value)
    ? value.filter((item): item is Fields => typeof item === 'object' && item !== null && !Array.isArray(item))
    : [];
}
