import { isMap } from '../rules/field';
import { nearestName } from '../rules/nearest-name';
import { oneOf, shortText } from './prop-text';
import { CLASSES, ENUMS, INTERFACES } from './props-table';

/** A place in the props, as messages name it. */
export interface Place {
  /** The place that holds this one; the props themselves have none. */
  readonly parent?: Place;
  /** Name or number in the parent; the name of the construct at the top. */
  readonly step: string | number;
}

/** Adds what is wrong with a value to the problems. The value stands at `step` of `parent`. */
export type PropCheck = (value: unknown, parent: Place, step: string | number, problems: string[]) => void;

/** The members of an interface, each with its check. */
interface Members {
  readonly checks: ReadonlyMap<string, PropCheck>;
  readonly required: ReadonlyArray<readonly [name: string, what: string]>;
}

const TABLE: { readonly [name: string]: { readonly [prop: string]: string } } = INTERFACES;
const CHECKS = new Map<string, PropCheck>();
const MEMBERS = new Map<string, Members>();

/** The check of a type as `props-table.ts` writes it, made once for each type. */
function checkOf(type: string): PropCheck {
  let check = CHECKS.get(type);
  if (check === undefined) {
    check = makeCheck(type);
    CHECKS.set(type, check);
  }
  return check;
}

/** The members of an interface of the table, read once. */
export function membersOf(name: string): Members {
  let members = MEMBERS.get(name);
  if (members === undefined) {
    const written = Object.entries(TABLE[name] ?? {});
    members = {
      checks: new Map(written.map(([prop, type]) => [prop, checkOf(type.replace(/\?$/, ''))])),
      required: written.filter(([, type]) => !type.endsWith('?')).map(([prop, type]) => [prop, describe(type)]),
    };
    MEMBERS.set(name, members);
  }
  return members;
}

/** Checks an object against an interface: unknown members, missing members, and the type of each. */
export function checkMembers(name: string, value: object, place: Place, problems: string[]): void {
  const { checks, required } = membersOf(name);
  const members = value as { readonly [prop: string]: unknown };
  // An instance of a class may have more members than the interface that it implements.
  const keys = isPlain(value) ? Object.keys(value) : checks.keys();
  for (const key of keys) {
    const member = members[key];
    if (member === undefined) continue;
    const check = checks.get(key);
    if (check === undefined) {
      problems.push(unknownMember(key, place, [...checks.keys()]));
    } else {
      check(member, place, key, problems);
    }
  }
  for (const [key, what] of required) {
    if (members[key] === undefined) problems.push(`${placeText(place)} needs "${key}", ${what}`);
  }
}

/** Members that a message lists beside the nearest one; a workload has too many. */
const LISTED = 20;

function unknownMember(key: string, place: Place, known: string[]): string {
  const nearest = nearestName(key, known);
  const question = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  const list = nearest === undefined ? `; it has ${known.join(', ')}` : ` It has ${known.join(', ')}`;
  return `${placeText(place)} has no "${key}"${question}${nearest === undefined || known.length <= LISTED ? list : ''}`;
}

function makeCheck(type: string): PropCheck {
  const isOfType = makeTest(type);
  if (isOfType !== undefined) {
    return (value, parent, step, problems) => {
      if (!isOfType(value) && !isDeferred(value)) problems.push(mismatch(value, { parent, step }, describe(type)));
    };
  }
  const item = type.endsWith('[]') ? /^\(?(.*?)\)?\[\]$/.exec(type)?.[1] : undefined;
  if (item !== undefined) return container(Array.isArray, describe(type), checkOf(item));
  const entry = /^\{(.*)\}$/.exec(type)?.[1];
  if (entry !== undefined) return container(isMap, describe(type), checkOf(entry));
  return (value, parent, step, problems) => {
    const place = { parent, step };
    if (isDeferred(value)) return;
    if (isMap(value)) {
      checkMembers(type, value, place, problems);
    } else {
      problems.push(mismatch(value, place, describe(type)));
    }
  };
}

/** The check of a list or a map, and of all that it holds. */
function container(isContainer: (value: unknown) => boolean, what: string, check: PropCheck): PropCheck {
  return (value, parent, step, problems) => {
    const place = { parent, step };
    if (isDeferred(value)) return;
    if (!isContainer(value)) {
      problems.push(mismatch(value, place, what));
    } else if (Array.isArray(value)) {
      value.forEach((each, i) => check(each, place, i, problems));
    } else {
      for (const [key, each] of Object.entries(value as object)) {
        // A label without a value is left out, as undefined members are everywhere.
        if (each !== undefined) check(each, place, key, problems);
      }
    }
  };
}

/** A test of a type that has no members to look at; undefined for other types. */
function makeTest(type: string): ((value: unknown) => boolean) | undefined {
  if (type === 'any') return () => true;
  if (type === 'string' || type === 'number' || type === 'boolean') return (value) => typeof value === type;
  const values = ENUMS[type];
  if (values !== undefined) return (value) => values.includes(value as string);
  const valueClass = CLASSES[type];
  if (valueClass === undefined) return undefined;
  const { marker, factories } = valueClass;
  // Structural, so that a value of another copy or version of a package is accepted.
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    marker in value &&
    (factories.length === 0 || !(isPlain(value) || isOfAnotherClass(value, type)));
}

/** Whether a value is of another class of the table: Probe and LifecycleAction have the same members. */
function isOfAnotherClass(value: object, type: string): boolean {
  const { name } = value.constructor;
  return name !== type && CLASSES[name] !== undefined;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether a value is known at synth or at deployment only: a `Lazy`, or a Helm value. */
function isDeferred(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('produce' in value || 'resolve' in value);
}

function mismatch(value: unknown, place: Place, what: string): string {
  return `${placeText(place)} must be ${what}, got ${shortText(value)}`;
}

/** What a type is called in a message. */
function describe(written: string): string {
  const type = written.replace(/\?$/, '');
  if (type === 'string' || type === 'number') return `a ${type}`;
  if (type === 'boolean') return 'true or false';
  if (type.endsWith('[]')) return `a list of ${type.slice(0, -2).replace(/[()]/g, '')}`;
  if (type.startsWith('{')) return `an object with ${type === '{any}' ? 'any' : type.slice(1, -1)} values`;
  const values = ENUMS[type];
  if (values !== undefined) return oneOf(values.map((value) => JSON.stringify(value)));
  const factories = CLASSES[type]?.factories ?? [];
  const article = /^[AEIO]/.test(type) ? 'an' : 'a';
  return factories.length === 0
    ? `${article} ${type}`
    : `made with ${oneOf(factories.map((factory) => `${type}.${factory}`))}`;
}

/** `ProbedDeployment` for the props themselves, else the path in them, such as `service.ports[0]`. */
function placeText({ parent, step }: Place): string {
  if (parent === undefined) return String(step);
  const path = parent.parent === undefined ? '' : placeText(parent);
  if (typeof step === 'number') return `${path}[${step}]`;
  if (!/^[A-Za-z_]\w*$/.test(step)) return `${path}[${JSON.stringify(step)}]`;
  return path === '' ? step : `${path}.${step}`;
}
