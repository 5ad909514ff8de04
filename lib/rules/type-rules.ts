import { isServed } from '../kubernetes/served-kinds';
import { nanos } from '../kubernetes/quantity';
import { knownKinds, typeOf } from '../kubernetes/schema/kinds';
import { type FieldType, type ScalarKind, type TypeDefinition } from '../kubernetes/schema/notation';
import { base64 } from './config-rules';
import { type Check, type Field, formatValue, isMap } from './field';
import { boolean, text } from './names';
import { nearestName } from './nearest-name';
import { integer, longInteger } from './numbers';

/** The integer fields of 64 bits; all others have 32. */
const LONG = new Set(
  (
    'activeDeadlineSeconds capacity count defaultUser deletionGracePeriodSeconds expirationSeconds fsGroup generation ' +
    'nodeAllocatableUpdatePeriodSeconds revision runAsGroup runAsUser seconds startingDeadlineSeconds ' +
    'supplementalGroups terminationGracePeriodSeconds tolerationSeconds user'
  ).split(' '),
);

const CHECKS: Readonly<Record<ScalarKind, Check | undefined>> = {
  string: text,
  duration: text,
  int: integer,
  float: (value) => (typeof value === 'number' ? undefined : `must be a number, got ${formatValue(value)}`),
  bool: boolean,
  bytes: base64,
  time: (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.,]\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)
      ? undefined
      : `must be a time such as "2024-01-31T12:00:00Z", got ${formatValue(value)}`,
  quantity: (value) =>
    nanos(value) === undefined ? `must be a quantity such as "500m" or "64Mi", got ${formatValue(value)}` : undefined,
  intstr: (value) =>
    typeof value === 'string' || integer(value) === undefined
      ? undefined
      : `must be a whole number or a string, got ${formatValue(value)}`,
  any: undefined,
};

/** What else an object of a kind has, also where it stands in a template. */
const OBJECT_FIELDS = ['apiVersion', 'kind', 'status'];

let objectTypes: ReadonlySet<TypeDefinition> | undefined;

/**
 * Fields that do not exist, and values of another type than their field has: what the server's strict decoding refuses.
 * A place that another rule reported already is left out.
 */
export function checkTypes(object: Field, apiVersion: string, kind: string, problems: readonly string[]): void {
  if (!isServed(apiVersion, kind)) return;
  const type = typeOf(apiVersion, kind);
  if (type === undefined) return;
  objectTypes ??= new Set(knownKinds().map((known) => typeOf(known.apiVersion, known.kind) as TypeDefinition));
  new TypeCheck(object, problems).struct(object.value, type);
}

class TypeCheck {
  private readonly steps: (string | number)[] = [];

  public constructor(
    private readonly root: Field,
    private readonly problems: readonly string[],
  ) {}

  public struct(value: unknown, type: TypeDefinition): void {
    if (!isMap(value)) return this.report(`must be a map, got ${formatValue(value)}`);
    for (const name in value) {
      const member = value[name];
      const field = type.fields.get(name);
      if (field === undefined) this.unknown(name, member, type);
      else if (member !== undefined && member !== null) {
        this.steps.push(name);
        this.value(member, field, name);
        this.steps.pop();
      }
    }
  }

  private value(value: unknown, type: FieldType, name: string): void {
    switch (type.kind) {
      case 'struct':
        return this.struct(value, type.of);
      case 'list':
        if (!Array.isArray(value)) return this.report(`must be a list, got ${formatValue(value)}`);
        for (let index = 0; index < value.length; index++) this.member(index, value[index], type.of, name);
        return;
      case 'map':
        if (!isMap(value)) return this.report(`must be a map, got ${formatValue(value)}`);
        for (const key in value) this.member(key, value[key], type.of, name);
        return;
      default: {
        const check = type.kind === 'int' && LONG.has(name) ? longInteger : CHECKS[type.kind];
        const problem = check?.(value);
        if (problem !== undefined) this.report(problem);
      }
    }
  }

  private member(step: string | number, value: unknown, type: FieldType, name: string): void {
    if (value === undefined || value === null) return;
    this.steps.push(step);
    this.value(value, type, name);
    this.steps.pop();
  }

  private unknown(name: string, value: unknown, type: TypeDefinition): void {
    if (value === undefined || (OBJECT_FIELDS.includes(name) && objectTypes?.has(type) === true)) return;
    const nearest = nearestName(name, [...type.fields.keys()]);
    const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
    this.steps.push(name);
    this.report(`is not a field of ${type.name.slice(type.name.indexOf('.') + 1)}${hint}`);
    this.steps.pop();
  }

  private report(problem: string): void {
    let field = this.root;
    for (const step of this.steps) field = typeof step === 'number' ? (field.items()[step] as Field) : field.at(step);
    const { path } = field;
    if (!this.problems.some((known) => known.startsWith(`${path}: `))) field.report(problem);
  }
}
