/**
 * References: native strings and numbers that stand for a value which only a deployer knows.
 *
 * TypeScript code, cdk8s and cdk8s-plus-27 take strings and numbers. A reference is therefore a string or a number
 * that nobody would write by hand (a *sentinel*), registered here, and recognised again in the finished JSON:
 *
 * - text: 13 lower-case letters and digits, so that it passes wherever a DNS label passes;
 * - number: a safe integer a little above 8e15, far from its neighbours, so that arithmetic on it shows;
 * - boolean, list and object: an object that cdk8s resolves (`resolve()`) and JSON turns (`toJSON()`) into text.
 *
 * Who validates names, ports or lengths validates the plain form: `plainString(name)`, never the sentinel.
 */

/** What a reference stands for. */
export enum ReferenceType {
  STRING = 'string',
  INT = 'int',
  NUMBER = 'number',
  BOOL = 'bool',
  LIST = 'list',
  JSON = 'json',
}

/** How a reference is declared. */
export interface ReferenceProps {
  /** What messages call it, for example `values.image.tag` or `release.name`. */
  readonly name: string;
  readonly type: ReferenceType;
  /** The value that counts now: an override, else the default, else an example. Never throws. */
  readonly plain: () => unknown;
}

/** A registered reference. Identity matters: writers keep what they know about it in a map keyed by this object. */
export interface Reference {
  readonly name: string;
  readonly type: ReferenceType;
  readonly plain: () => unknown;
  /** The sentinel to write where the value itself belongs. */
  readonly text: string;
  /** The sentinel that means the value as text, `"true"` in place of `true`. Differs from `text` for booleans only. */
  readonly inText: string;
  /** The sentinel of a number reference; undefined for every other type. */
  readonly number: number | undefined;
}

/** Literal text, or a reference standing in it. */
export type Segment = string | { readonly reference: Reference; readonly asText: boolean };

const PREFIX = 'zqv';
const SUFFIX = 'vqz';
const ID_DIGITS = 5;
const TEXT_LENGTH = PREFIX.length + ID_DIGITS + 2 + SUFFIX.length;
const NUMBER_BASE = 8e15;
const NUMBER_DIGITS = 16;
/** Distance between two number sentinels: arithmetic with everyday operands cannot reach a neighbour. */
const NUMBER_STEP = 1e9;
const NUMBER_LIMIT = Math.floor((Number.MAX_SAFE_INTEGER - NUMBER_BASE) / NUMBER_STEP);
/** Smaller numbers are not checked for being the result of arithmetic. */
const SUSPICIOUS = 1e8;
const LARGEST_DIVISOR = 1e6;
const LARGEST_FACTOR = 1e8;
const LARGEST_SUMMAND = 1e6;
/** Stands in every text that holds a sentinel or what is left of one, and in hardly any other. */
const SUSPECT = /zqv|\d{9}/i;

const byText = new Map<string, { readonly reference: Reference; readonly asText: boolean }>();
const byNumber = new Map<number, Reference>();
let registered = 0;

/** A small mixing function, so that a sentinel carries digits that no neighbour has. */
function mix(id: number): number {
  let h = Math.imul(id ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function textSentinel(id: number): string {
  const check = (mix(id) % 1296).toString(36).padStart(2, '0');
  return PREFIX + id.toString(36).padStart(ID_DIGITS, '0') + check + SUFFIX;
}

/**
 * Registers a reference.
 *
 * @throws Error when more references are alive than sentinels exist (about a million numbers)
 */
export function registerReference(props: ReferenceProps): Reference {
  registered += 1;
  const id = 2 * registered;
  const isNumber = props.type === ReferenceType.INT || props.type === ReferenceType.NUMBER;
  if (isNumber && registered >= NUMBER_LIMIT) {
    throw new Error(`too many value references: ${registered} registered, at most ${NUMBER_LIMIT} are possible`);
  }
  const text = textSentinel(id);
  const reference: Reference = {
    name: props.name,
    type: props.type,
    plain: props.plain,
    text,
    inText: props.type === ReferenceType.BOOL ? textSentinel(id + 1) : text,
    number: isNumber ? NUMBER_BASE + registered * NUMBER_STEP + 1e8 + (mix(id) % 8e8) : undefined,
  };
  byText.set(reference.text, { reference, asText: false });
  if (reference.inText !== reference.text) byText.set(reference.inText, { reference, asText: true });
  if (reference.number !== undefined) byNumber.set(reference.number, reference);
  return reference;
}

/** The object that stands for a boolean, a list or a JSON value; see {@link referenceObject}. */
class ReferenceObject {
  public constructor(public readonly reference: Reference) {}

  /** Called by cdk8s when it serializes. */
  public resolve(): string {
    return this.reference.text;
  }

  /** Called by JSON.stringify, and so by JSON patches. */
  public toJSON(): string {
    return this.reference.text;
  }

  public toString(): string {
    return this.reference.inText;
  }

  public [Symbol.toPrimitive](hint: string): string {
    if (hint === 'number') {
      throw new Error(`${this.reference.name} is a reference whose value is known at deployment: it is no number here`);
    }
    return this.reference.inText;
  }
}

/** What may be read from a reference object; anything else would silently read nothing from an unknown value. */
const READABLE = new Set<PropertyKey>(['resolve', 'toJSON', 'toString', 'valueOf', 'constructor', 'reference', 'then']);

/**
 * An object that stands for a reference where the language asks for a boolean or an object. Reading a member of it
 * throws, because code that picks `limits` from unknown resources would drop them without a word.
 */
export function referenceObject(reference: Reference): object {
  return new Proxy(new ReferenceObject(reference), {
    get(target, key, receiver): unknown {
      // `value`: cdk8s asks every object whether it is a union of number and string.
      if (typeof key === 'string' && !READABLE.has(key) && key !== 'value' && key !== '$$typeof') {
        throw new Error(
          `${reference.name} is a reference whose content is known at deployment: '${key}' cannot be read from it; ` +
            `use it as a whole, for example in a JSON patch`,
        );
      }
      return Reflect.get(target, key, receiver);
    },
  });
}

/** The text sentinels in a text, in order, with the literal text between them. Numbers in text count. */
export function splitText(text: string): Segment[] {
  if (!SUSPECT.test(text)) return text === '' ? [] : [text];
  const segments: Segment[] = [];
  const beginnings = new RegExp(`${PREFIX}|8\\d{${NUMBER_DIGITS - 1}}`, 'g');
  let end = 0;
  for (let match = beginnings.exec(text); match; match = beginnings.exec(text)) {
    const { index } = match;
    const found = sentinelAt(text, index);
    if (!found) {
      beginnings.lastIndex = index + 1;
      continue;
    }
    if (index > end) segments.push(text.slice(end, index));
    segments.push(found);
    end = index + (text[index] === '8' ? NUMBER_DIGITS : TEXT_LENGTH);
    beginnings.lastIndex = end;
  }
  if (end < text.length) segments.push(text.slice(end));
  return segments;
}

/** The sentinel that starts here in a text. */
function sentinelAt(text: string, at: number): Exclude<Segment, string> | undefined {
  if (text[at] !== '8') return byText.get(text.slice(at, at + TEXT_LENGTH));
  const reference = numberAt(text, at);
  return reference && { reference, asText: true };
}

/**
 * The number reference whose sentinel starts here in a text. Digits right behind it are another reference's or make it
 * no reference: `${n}0` cannot be told from `${n * 10}`.
 */
function numberAt(text: string, at: number): Reference | undefined {
  const end = at + NUMBER_DIGITS;
  const reference = byNumber.get(Number(text.slice(at, end)));
  return reference && (!/^\d/.test(text.slice(end, end + 1)) || numberAt(text, end)) ? reference : undefined;
}

/** The reference that a value is as a whole: a number or text sentinel, a reference object; else undefined. */
export function referenceOf(value: unknown): Reference | undefined {
  if (typeof value === 'number') return byNumber.get(value);
  if (typeof value === 'string') return byText.get(value)?.reference;
  if (value instanceof ReferenceObject) return value.reference;
  if (Array.isArray(value) && value.length === 1) {
    const only = referenceOf(value[0]);
    return only?.type === ReferenceType.LIST ? only : undefined;
  }
  return undefined;
}

/**
 * The number that stands for a reference.
 *
 * @throws Error when it stands for something else
 */
export function referenceNumber(reference: Reference): number {
  if (reference.number === undefined) throw new Error(`${reference.name} is no number`);
  return reference.number;
}

/** Every reference in a value: itself, in its text, in its members and in their keys. */
export function referencesIn(value: unknown): Reference[] {
  const found = new Set<Reference>();
  const visit = (v: unknown): void => {
    const whole = referenceOf(v);
    if (whole) found.add(whole);
    else if (typeof v === 'string') {
      for (const s of splitText(v)) if (typeof s !== 'string') found.add(s.reference);
    } else if (Array.isArray(v)) v.forEach(visit);
    else if (v !== null && typeof v === 'object') Object.entries(v).flat().forEach(visit);
  };
  visit(value);
  return [...found];
}

/** Whether a value is, or (text) contains, a reference. */
export function isReference(value: unknown): boolean {
  if (referenceOf(value)) return true;
  return typeof value === 'string' && splitText(value).some((s) => typeof s !== 'string');
}

/**
 * The number that counts now: a reference's override, default or example; any other number itself.
 *
 * @throws Error naming the reference when the number is the result of arithmetic on one
 */
export function plainNumber(value: number): number {
  const reference = byNumber.get(value);
  if (reference) return Number(reference.plain());
  const operand = arithmeticOn(value);
  if (operand) throw new Error(arithmeticMessage(operand, value));
  return value;
}

/**
 * The text that counts now, every reference in it replaced by its override, default or example.
 *
 * @throws Error naming the reference when the text holds a damaged one: cut, in capitals, or computed with
 */
export function plainString(value: string): string {
  if (!SUSPECT.test(value)) return value;
  const segments = splitText(value);
  const problem = damageIn(segments);
  if (problem !== undefined) throw new Error(problem);
  return segments.map((s) => (typeof s === 'string' ? s : asText(s.reference.plain()))).join('');
}

/**
 * The JSON that counts now: see `plainString` and `plainNumber`. A list reference inside a list is spread.
 *
 * @returns a copy, or the value itself in a program without references
 */
export function plainValue(json: unknown): unknown {
  if (registered === 0) return json;
  if (typeof json === 'number') return plainNumber(json);
  if (json instanceof ReferenceObject) return json.reference.plain();
  if (typeof json === 'string') {
    const whole = byText.get(json);
    return whole && !whole.asText ? whole.reference.plain() : plainString(json);
  }
  if (Array.isArray(json)) {
    return json.flatMap((item: unknown) => {
      const plain = plainValue(item);
      return referenceOf(item)?.type === ReferenceType.LIST && Array.isArray(plain) ? (plain as unknown[]) : [plain];
    });
  }
  if (json !== null && typeof json === 'object') {
    return Object.fromEntries(Object.entries(json).map(([k, v]) => [plainString(k), plainValue(v)]));
  }
  return json;
}

/** How a value reads inside a text. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * The reference that a number was computed from, by a product, a quotient, a sum or a difference; undefined when it
 * is an ordinary number or a reference itself.
 */
export function arithmeticOn(value: number): Reference | undefined {
  const size = Math.abs(value);
  if (byNumber.size === 0 || size < SUSPICIOUS || !Number.isFinite(value) || byNumber.has(value)) return undefined;
  for (const [sentinel, reference] of byNumber) {
    const factor = Math.round(value / sentinel);
    if (
      factor !== 0 &&
      Math.abs(factor) <= LARGEST_FACTOR &&
      Math.abs(value - sentinel * factor) <= Math.max(LARGEST_SUMMAND, size * 4 * Number.EPSILON)
    ) {
      return reference;
    }
    const divisor = Math.round(sentinel / value);
    if (
      Math.abs(divisor) > 1 &&
      Math.abs(divisor) <= LARGEST_DIVISOR &&
      Math.abs(sentinel - value * divisor) <= Math.abs(divisor)
    ) {
      return reference;
    }
    for (const rounding of [-2, -1, 0, 1, 2]) {
      if (byNumber.has(value - sentinel + rounding) || byNumber.has(value + sentinel + rounding)) return reference;
    }
  }
  return undefined;
}

function arithmeticMessage(reference: Reference, received: number): string {
  return (
    `arithmetic on ${reference.name} (received ${received}): its value is known at deployment, ` +
    `so it can be written (not with digits right behind it) but not computed with; declare a value for the result`
  );
}

/**
 * What is wrong with the literal parts of a text: a piece of a sentinel that was cut off, a sentinel in capitals, or a
 * number computed from one. Undefined when nothing is.
 */
export function damageIn(segments: Segment[]): string | undefined {
  for (const segment of segments) {
    if (typeof segment !== 'string' || !SUSPECT.test(segment)) continue;
    const lower = segment.toLowerCase();
    for (let at = lower.indexOf(PREFIX); at >= 0; at = lower.indexOf(PREFIX, at + 1)) {
      const id = lower.slice(at + PREFIX.length, at + PREFIX.length + ID_DIGITS);
      if (!/^[0-9a-z]{5}$/.test(id)) continue;
      const found = byText.get(textSentinel(parseInt(id, 36)));
      if (!found) continue;
      const whole = lower.startsWith(textSentinel(parseInt(id, 36)), at);
      return (
        `${found.reference.name} was ${whole ? 'changed to other letters' : 'cut'} (received '${segment}'): ` +
        `its value is known at deployment, so it can be written but not transformed`
      );
    }
    for (const digits of segment.match(/\d{10,}(?:\.\d+)?(?:e[+-]?\d+)?|\d\.\d{9,}e[+-]?\d+/gi) ?? []) {
      const operand = arithmeticOn(Number(digits));
      if (operand) return arithmeticMessage(operand, Number(digits));
    }
  }
  return undefined;
}
