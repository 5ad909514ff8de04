import { ApiObject, type Chart } from 'cdk8s';
import { type HelmChart } from '../../../lib/helm/helm-chart';
import { type JsonObject } from '../../../lib/kubernetes/json';

/** A repeatable source of random choices (mulberry32). */
export class Random {
  public constructor(private state: number) {}

  public next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number below a limit. */
  public below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  public chance(probability: number): boolean {
    return this.next() < probability;
  }

  public pick<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)];
    if (choice === undefined) throw new Error('nothing to pick from');
    return choice;
  }

  public times<T>(most: number, make: (i: number) => T): T[] {
    return Array.from({ length: this.below(most + 1) }, (_, i) => make(i));
  }
}

/* prettier-ignore */
const AWKWARD = [
  '', ' ', 'yes', 'no', 'on', 'Off', 'true', 'NULL', '~', 'y', 'N', 'null', '1234', '0123', '0x1f', '1e3', '1_000', '.5', '.inf',
  '-', '--', '---', '...', '?', ':', 'a: b', 'a:b', ':a', '# no comment', 'a #b', '- a', '*a', '&a', '!a', '!!str a', '@a', '`a`', '%a', '%s', '%d%%',
  '{', '}', '{{', '}}', '{{{', '}}}', '{{ .Values.x }}', '{{- end }}', '{{/* c */}}', '{% raw %}', '{a', 'a{', '{"a":1}', '[', ']', '[1]', ',',
  "'", "it's", '"', '""', '\\', '\\n', 'a\\', 'a"b\\"c', '|', '>', '|-', '\n', 'a\n', 'a\nb', 'a\nb\n', 'a\n\nb\n\n', '\na', ' a\n b', 'a \nb ', 'a\tb', '\ta', '\t', 'a\r\nb', '\r',
  '<a href="x">&amp;</a>', 'é', 'ß', '日本語', '😀', '👩‍👩‍👧', '\u00a0', '\u200b', '\u2028', '\u2029', '\u0001', '\b\f', '\u001b[0m', '\u0000',
  '2001-01-01', '12:30:45', '1.', '0o17', '0b1', '=', '<<', '$HOME', '$(x)', 'a b', 'x'.repeat(300), '#!/bin/sh\necho hi\n', '%!s(int=1)',
];
/** Only in literal text: the schema refuses them in values. */
const UNPRINTABLE = ['\u007f', '\u0085', 'a\u0085b', '\u009f', '\ufeff', 'a\ufeffb', '\uffff'];
/* prettier-ignore */
const INTEGERS = [0, 1, -1, 7, 80, 443, 65535, 1000000, 10000000, -1000000, 2147483648, 4294967296, 9007199254740991, -9007199254740991, 123456789012];
/* prettier-ignore */
const NUMBERS = [0, 0.5, -0.25, 1.5, 1e-7, 1.25e-9, 1e21, 3.5e22, 1000000.5, -12345.678, 0.1, 1e6, 5e-324, 1.7976931348623157e308, 100];

export function text(random: Random): string {
  switch (random.below(4)) {
    case 0:
      return random.pick(AWKWARD) + random.pick(AWKWARD);
    case 1: {
      const points = random.times(12, () => codePoint(random));
      return String.fromCodePoint(...points);
    }
    default:
      return random.pick(AWKWARD);
  }
}

function codePoint(random: Random): number {
  const point = random.pick([
    () => 0x20 + random.below(0x5f),
    () => random.below(0x20),
    () => 0xa0 + random.below(0x400),
    () => 0x4e00 + random.below(0x1000),
    () => 0x1f300 + random.below(0x300),
  ])();
  return point;
}

function literal(random: Random): string {
  return random.chance(0.1) ? random.pick(UNPRINTABLE) : text(random);
}

interface Declared {
  readonly text: string | undefined;
  readonly value: unknown;
  readonly inJson: unknown;
}

/** A random object in a chart, with values of its own. */
export class RandomTree {
  /** Overrides for its values, to be nested below `key`. */
  public readonly overrides: { [key: string]: unknown } = {};
  private readonly declared: Declared[] = [];
  private readonly flags: boolean[] = [];
  private readonly lists: string[][] = [];

  public constructor(
    private readonly app: HelmChart,
    chart: Chart,
    public readonly key: string,
    private readonly random: Random,
  ) {
    const count = 1 + random.below(6);
    for (let i = 0; i < count; i += 1) this.declare(`${key}.${random.pick(['v', 'v-', 'V_'])}${i}`, i);
    const spec = { ...this.map(0), fixed: this.node(0) };
    const object = new ApiObject(chart, key, {
      apiVersion: 'example.org/v1',
      kind: 'Random',
      metadata: { name: key, annotations: { release: this.app.values.release.name } },
      spec,
    });
    this.directive(object);
  }

  private declare(path: string, i: number): void {
    const { random } = this;
    const { values } = this.app;
    const name = path.slice(this.key.length + 1);
    const override = (value: unknown): void => {
      if (random.chance(0.7)) this.overrides[name] = value;
    };
    switch (random.below(9)) {
      case 0:
      case 1: {
        const value = values.string(path, { default: text(random), description: literal(random) });
        this.declared.push({ text: value, value, inJson: value });
        return override(text(random));
      }
      case 2: {
        const value = values.int(path, { default: random.pick(INTEGERS) });
        this.declared.push({ text: `${value}`, value, inJson: value });
        return override(random.pick(INTEGERS));
      }
      case 3: {
        const value = values.number(path, { default: random.pick(NUMBERS) });
        this.declared.push({ text: `${value}`, value, inJson: value });
        return override(random.pick(NUMBERS));
      }
      case 4: {
        const value = values.bool(path, { default: random.chance(0.5) });
        this.flags.push(value);
        this.declared.push({ text: String(value), value, inJson: value });
        return override(random.chance(0.5));
      }
      case 5: {
        const options = [`a${i}`, 'b', ...(random.chance(0.5) ? [text(random)] : [])];
        const value = values.enum(path, { options, default: 'b' });
        this.flags.push(values.equals(value, 'b'));
        this.declared.push({ text: value, value, inJson: value });
        return override(random.pick(options));
      }
      case 6: {
        const value = values.list(path, { default: random.times(3, () => text(random)) });
        this.lists.push(value);
        this.declared.push({ text: undefined, value, inJson: value });
        return override(random.times(3, () => text(random)));
      }
      case 7: {
        const value = values.json(path, { default: this.plainMap(0) });
        this.declared.push({ text: undefined, value, inJson: value });
        return override(this.plainMap(0));
      }
      default: {
        const { name: built } = values.release;
        this.declared.push({ text: built, value: built, inJson: built });
      }
    }
  }

  private node(depth: number): unknown {
    const { random } = this;
    switch (random.below(depth < 3 ? 10 : 7)) {
      case 0:
        return random.pick([...INTEGERS, ...NUMBERS, true, false]);
      case 1:
        return literal(random);
      case 2:
      case 3:
        return random.pick(this.declared).value;
      case 4:
        return this.mixed(literal);
      case 5:
        return this.mixed(() =>
          random.pick(['first line\n', '\nlast line\n', '{', 'x', '  indented\n', '\n', 'a b c']),
        );
      case 6:
        return JSON.stringify(this.jsonConfig(), undefined, random.pick([0, 2]));
      case 7:
        return this.map(depth + 1);
      case 8:
        return random.times(4, () => this.node(depth + 1));
      default:
        return this.spread();
    }
  }

  private mixed(part: (random: Random) => string): string {
    const { random } = this;
    const texts = this.declared.flatMap((d) => (d.text === undefined ? [] : [d.text]));
    const parts = random.times(4, () => (texts.length > 0 && random.chance(0.6) ? random.pick(texts) : part(random)));
    // Digits right behind a number are refused.
    const joined = parts.reduce(
      (left, right) => (/\d$/.test(left) && /^\d/.test(right) ? `${left} ${right}` : left + right),
      '',
    );
    // Text that a shell would run may not hold what a deployer chooses, and text that is JSON is JSON.
    return joined.startsWith('#!') || /^\s*[[{]/.test(joined) ? `x${joined}` : joined;
  }

  private jsonConfig(): unknown {
    const { random } = this;
    const entries = random.times(4, (i): [string, unknown] => [
      `${random.pick(['k', '{{', 'a"b', 'é'])}${i}`,
      random.chance(0.6)
        ? random.pick(this.declared).inJson
        : random.chance(0.5)
          ? literal(random)
          : this.mixed(literal),
    ]);
    return Object.fromEntries(entries);
  }

  private spread(): unknown[] {
    const { random } = this;
    const lists = this.lists.length > 0 ? random.pick(this.lists) : [];
    return [...random.times(2, () => literal(random)), ...lists, ...random.times(2, () => this.mixed(literal))];
  }

  private map(depth: number): { [key: string]: unknown } {
    return Object.fromEntries(this.random.times(4, (i) => [this.keyName(i), this.node(depth)]));
  }

  private keyName(i: number): string {
    return this.random.chance(0.7)
      ? `k${i}`
      : `${literal(this.random)
          .slice(0, 40)
          .replace(/[\ud800-\udfff]/g, '')}${i}`;
  }

  private plainMap(depth: number): { [key: string]: unknown } {
    const { random } = this;
    return Object.fromEntries(
      random.times(3, (i) => [
        random.chance(0.7)
          ? `k${i}`
          : `${text(random)
              .slice(0, 40)
              .replace(/[\ud800-\udfff]/g, '')}${i}`,
        depth < 2 && random.chance(0.4)
          ? random.chance(0.5)
            ? this.plainMap(depth + 1)
            : random.times(3, () => text(random))
          : random.pick<unknown>([text(random), random.pick(INTEGERS), random.pick(NUMBERS), random.chance(0.5)]),
      ]),
    );
  }

  private directive(object: ApiObject): void {
    const { random } = this;
    const { values } = this.app;
    const places = placesIn((object.toJson() as JsonObject).spec, '/spec');
    const pointers = places.map(({ pointer }) => pointer);
    const elements = places.filter(({ inList }) => inList).map(({ pointer }) => pointer);
    for (const flag of this.flags) {
      const used = random.chance(0.5) ? values.not(flag) : flag;
      if (random.chance(0.2)) values.when(used, object);
      for (const pointer of random.times(2, () => random.pick(pointers))) values.when(used, object, pointer);
    }
    for (const list of this.lists) {
      if (random.chance(0.2)) values.each(list, object);
      if (elements.length > 0 && random.chance(0.5)) values.each(list, object, random.pick(elements));
    }
  }
}

interface Place {
  readonly pointer: string;
  readonly inList: boolean;
}

/** The places of everything in a value, below its root. */
function placesIn(value: unknown, at: string): Place[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, v]) => {
    const pointer = `${at}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    return [{ pointer, inList: Array.isArray(value) }, ...placesIn(v, pointer)];
  });
}
