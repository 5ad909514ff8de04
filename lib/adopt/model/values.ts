import { PercentOrAbsolute } from 'cdk8s-plus-27';
import { type Fields, isFields, type Json } from '../../testing/equivalence/manifest';
import { nanos } from '../../kubernetes/quantity';
import { exported } from './evaluate';
import { call, type Expression, list, literal, member, object, type PackageName } from './expression';

/** The string, or nothing for anything else and for the empty string. */
export function text(value: Json | undefined): Expression | undefined {
  return typeof value === 'string' && value !== '' ? literal(value) : undefined;
}

/** The number, or nothing for anything else. */
export function number(value: Json | undefined): Expression | undefined {
  return typeof value === 'number' ? literal(value) : undefined;
}

/** Permissions of a file, or nothing for anything but a number. */
export function fileMode(value: Json | undefined): Expression | undefined {
  return typeof value === 'number' ? { kind: 'mode', value } : undefined;
}

/** The truth value, or nothing for anything else. */
export function flag(value: Json | undefined): Expression | undefined {
  return typeof value === 'boolean' ? literal(value) : undefined;
}

/** The strings of a list, or nothing. */
export function texts(value: Json | undefined): Expression | undefined {
  return Array.isArray(value) ? list(value.map((item) => literal(textOf(item)))) : undefined;
}

/** A map of strings, such as labels, or nothing for an empty one. */
export function textMap(value: Json | undefined): Expression | undefined {
  if (!isFields(value)) return undefined;
  const members = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return members.length === 0
    ? undefined
    : object(Object.fromEntries(members.map(([key, item]) => [key, literal(textOf(item))])));
}

/** The member of an enum that has the value, or nothing when none has. */
export function enumMember(from: PackageName, name: string, value: Json | undefined): Expression | undefined {
  const found = Object.entries(exported(from, name) as object).find(([, each]) => each === value);
  return found === undefined || value === undefined ? undefined : member(from, name, found[0]);
}

/** `Duration` of whole seconds. */
export function seconds(value: Json | undefined): Expression | undefined {
  if (typeof value !== 'number') return undefined;
  const inMinutes = value >= 60 && value % 60 === 0;
  return call('cdk8s', 'Duration', inMinutes ? 'minutes' : 'seconds', literal(inMinutes ? value / 60 : value));
}

const SIZES = [
  ['gibibytes', 3],
  ['mebibytes', 2],
  ['kibibytes', 1],
] as const;

/** `Size`, for the quantities that are whole kibibytes; nothing for others. */
export function size(value: Json | undefined): Expression | undefined {
  const amount = quantity(value);
  if (amount === undefined) return undefined;
  for (const [unit, power] of SIZES) {
    const factor = 1_000_000_000n * 1024n ** BigInt(power);
    if (amount > 0n && amount % factor === 0n) return call('cdk8s', 'Size', unit, literal(Number(amount / factor)));
  }
  return undefined;
}

/** `Cpu`, for the quantities that are whole millis; nothing for others. */
export function cpu(value: Json | undefined): Expression | undefined {
  const amount = quantity(value);
  if (amount === undefined || amount % 1_000_000n !== 0n) return undefined;
  const millis = Number(amount / 1_000_000n);
  return millis >= 1000 && millis % 1000 === 0
    ? call('cdk8s-plus-27', 'Cpu', 'units', literal(millis / 1000))
    : call('cdk8s-plus-27', 'Cpu', 'millis', literal(millis));
}

/** A count or percentage as cdk8s-plus has it. */
export function countOrPercent(value: Json | undefined): Expression | undefined {
  if (typeof value === 'number') return call('cdk8s-plus-27', PercentOrAbsolute.name, 'absolute', literal(value));
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return percent === undefined
    ? undefined
    : call('cdk8s-plus-27', PercentOrAbsolute.name, 'percent', literal(Number(percent)));
}

/** The fields of a value, none for what is no object. */
export function fields(value: Json | undefined): Fields {
  return isFields(value) ? value : {};
}

/** The objects of a list, none for what is no list. */
export function items(value: Json | undefined): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function quantity(value: Json | undefined): bigint | undefined {
  return typeof value === 'string' || typeof value === 'number' ? nanos(value) : undefined;
}

/** The string, the empty one too, or nothing for anything else. */
export function literalText(value: Json | undefined): Expression | undefined {
  return typeof value === 'string' ? literal(value) : undefined;
}

/** A scalar as text: the empty string for what is none. */
export function textOf(value: Json | undefined): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}
