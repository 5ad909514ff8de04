/** A check of one value: the problem as `must be …, got …`, or undefined when the value is fine. */
export interface Check {
  (value: unknown): string | undefined;
  /** Empty text is no absence here: the field is no text, or a pointer that tells '' from nothing. */
  readonly evenEmpty?: boolean;
}

/** The check, run on empty text too. */
export function evenEmpty(check: Check): Check {
  return Object.assign((value: unknown) => check(value), { evenEmpty: true });
}

/** How a received value is shown in a message: JSON, cut where it would drown the sentence. */
export function formatValue(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** Whether a value is a map in the sense of JSON. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const MISSING = 'is required';

const NONE: readonly Field[] = [];

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** What a check says of a value; nothing of one that is absent. */
function problemOf(value: unknown, check: Check): string | undefined {
  if (value === undefined || value === null || (value === '' && check.evenEmpty !== true)) return undefined;
  return check(value);
}

/**
 * A place in a manifest: the value, its path, and the list that problems go to.
 *
 * Rules walk a manifest through fields, so that each message carries the path without any rule building one.
 * Absent means what it means to the API server, whose Go structs cannot tell null, '' and nothing apart.
 */
export class Field {
  static root(value: unknown, problems: string[]): Field {
    return new Field(value, undefined, '', problems, false);
  }

  /** A root below which whatever is asked for a member, and is no map, is a problem. */
  static typed(value: unknown, problems: string[]): Field {
    return new Field(value, undefined, '', problems, true);
  }

  private constructor(
    readonly value: unknown,
    private readonly parent: Field | undefined,
    private readonly step: string | number,
    private readonly problems: string[],
    private readonly isTyped: boolean,
  ) {}

  /** The path from the root, put together only when somebody asks: most fields are sound. */
  get path(): string {
    const { parent, step } = this;
    if (parent === undefined) return '';
    if (typeof step === 'number') return `${parent.path}[${step}]`;
    if (!/^[A-Za-z_]\w*$/.test(step)) return `${parent.path}[${JSON.stringify(step)}]`;
    return parent.parent === undefined ? step : `${parent.path}.${step}`;
  }

  get present(): boolean {
    return isPresent(this.value);
  }

  /** The member of a map; an absent field when this is not a map. */
  at(key: string): Field {
    return this.member(key, this.valueAt(key));
  }

  /** The value of a member: what `at(key).value` is, without a field for it. Most members of most manifests are absent. */
  valueAt(key: string): unknown {
    const { value } = this;
    if (isMap(value)) return value[key];
    if (this.isTyped && value !== undefined && value !== null) {
      this.report(`must be a map, got ${formatValue(value)}`);
    }
    return undefined;
  }

  /** As `at(key).present`. */
  hasAt(key: string): boolean {
    return isPresent(this.valueAt(key));
  }

  /** As `at(key).text()`. */
  textAt(key: string): string | undefined {
    return textOf(this.valueAt(key));
  }

  /** As `at(key).number()`. */
  numberAt(key: string): number | undefined {
    return numberOf(this.valueAt(key));
  }

  /** As `at(key).items()`. */
  itemsAt(key: string): readonly Field[] {
    const value = this.valueAt(key);
    return value === undefined || value === null ? NONE : this.member(key, value).items();
  }

  /** As `at(key).check(check)`. */
  checkAt(key: string, check: Check): void {
    const value = this.valueAt(key);
    const problem = problemOf(value, check);
    if (problem !== undefined) this.member(key, value).report(problem);
  }

  /** As `at(key).required(check)`. */
  requiredAt(key: string, check: Check): void {
    const value = this.valueAt(key);
    const problem = isPresent(value) ? problemOf(value, check) : MISSING;
    if (problem !== undefined) this.member(key, value).report(problem);
  }

  private member(key: string, value: unknown): Field {
    return new Field(value, this, key, this.problems, this.isTyped);
  }

  /** The elements of a list; reports a value that is no list. */
  items(): Field[] {
    if (this.value === undefined || this.value === null) return [];
    if (!Array.isArray(this.value)) {
      this.report(`must be a list, got ${formatValue(this.value)}`);
      return [];
    }
    return this.value.map((item, index) => new Field(item, this, index, this.problems, this.isTyped));
  }

  /** The members of a map; reports a value that is no map. */
  members(): ReadonlyMap<string, Field> {
    return new Map(this.keys().map((key) => [key, this.at(key)]));
  }

  /** The keys of a map; reports a value that is no map. */
  keys(): readonly string[] {
    if (this.value === undefined || this.value === null) return [];
    if (isMap(this.value)) return Object.keys(this.value);
    this.report(`must be a map, got ${formatValue(this.value)}`);
    return [];
  }

  /** The value when it is a non-empty string, for rules that compare; its type is checked elsewhere. */
  text(): string | undefined {
    return textOf(this.value);
  }

  /** The value when it is a number, for rules that compare. */
  number(): number | undefined {
    return numberOf(this.value);
  }

  /** Runs checks in turn on a present value and reports the first problem. */
  check(...checks: Check[]): this {
    for (const check of checks) {
      const problem = problemOf(this.value, check);
      if (problem !== undefined) {
        this.report(problem);
        break;
      }
    }
    return this;
  }

  /** As `check`, and reports a value that is missing. */
  required(...checks: Check[]): this {
    if (!this.present) {
      this.report(MISSING);
      return this;
    }
    return this.check(...checks);
  }

  report(problem: string): void {
    const { path } = this;
    this.problems.push(path === '' ? problem : `${path}: ${problem}`);
  }
}
