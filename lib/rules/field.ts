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
    return this.value !== undefined && this.value !== null && this.value !== '';
  }

  /** The member of a map; an absent field when this is not a map. */
  at(key: string): Field {
    const isMember = isMap(this.value);
    if (this.isTyped && !isMember && this.value !== undefined && this.value !== null) {
      this.report(`must be a map, got ${formatValue(this.value)}`);
    }
    return new Field(isMember ? this.value[key] : undefined, this, key, this.problems, this.isTyped);
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
  members(): Map<string, Field> {
    if (this.value === undefined || this.value === null) return new Map();
    if (!isMap(this.value)) {
      this.report(`must be a map, got ${formatValue(this.value)}`);
      return new Map();
    }
    return new Map(Object.keys(this.value).map((key) => [key, this.at(key)]));
  }

  /** The value when it is a non-empty string, for rules that compare; its type is checked elsewhere. */
  text(): string | undefined {
    return typeof this.value === 'string' && this.value !== '' ? this.value : undefined;
  }

  /** The value when it is a number, for rules that compare. */
  number(): number | undefined {
    return typeof this.value === 'number' ? this.value : undefined;
  }

  /** Runs checks in turn on a present value and reports the first problem. */
  check(...checks: Check[]): this {
    if (this.value === undefined || this.value === null) return this;
    for (const check of checks) {
      if (this.value === '' && check.evenEmpty !== true) continue;
      const problem = check(this.value);
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
      this.report('is required');
      return this;
    }
    return this.check(...checks);
  }

  report(problem: string): void {
    const { path } = this;
    this.problems.push(path === '' ? problem : `${path}: ${problem}`);
  }
}
