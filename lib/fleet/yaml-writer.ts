import { Yaml } from 'cdk8s';
import { yamlKey, yamlString } from './yaml-scalar';

/** A value that is left to cdk8s's own writer. */
class Unusual extends Error {}

/**
 * Writes documents as `Yaml.stringify` of cdk8s does, byte for byte, an order of magnitude faster.
 *
 * Plain objects, arrays, strings, numbers, booleans and nulls are written here. A document that has anything else in
 * it (a class instance, an object that occurs twice and becomes an anchor, control characters, …) goes to
 * `Yaml.stringify` as a whole. So does every document when a probe shows, once per process, that the installed cdk8s
 * writes differently from the one this was made after.
 */
export class YamlWriter {
  private readonly seen = new Set<object>();
  private readonly unusual = new Unusual();

  /**
   * A YAML stream: documents divided by `---`.
   *
   * @param documents what to write; an undefined one is written as an empty line, as cdk8s does.
   */
  public stringify(documents: unknown[]): string {
    return documents.map((document) => this.document(document)).join('---\n');
  }

  /** One document, closed by a newline. */
  public document(document: unknown): string {
    return agreesWithCdk8s() ? (this.tryDocument(document) ?? Yaml.stringify(document)) : Yaml.stringify(document);
  }

  /** @returns undefined when the document is to be left to cdk8s. */
  public tryDocument(document: unknown): string | undefined {
    if (typeof document !== 'object' || document === null) {
      return undefined;
    }
    this.seen.clear();
    try {
      return `${this.collection(document, '')}\n`;
    } catch (error) {
      if (error === this.unusual || error instanceof RangeError) {
        return undefined;
      }
      throw error;
    }
  }

  /** @param indent what stands before every line but the first, which follows what the caller wrote. */
  private collection(value: object, indent: string): string {
    if (this.seen.has(value)) {
      throw this.unusual;
    }
    this.seen.add(value);
    if (Array.isArray(value) && Object.getPrototypeOf(value) === Array.prototype) {
      return this.sequence(value, indent);
    }
    if (Object.getPrototypeOf(value) === Object.prototype && !(Symbol.iterator in value)) {
      return this.mapping(value as Record<string, unknown>, indent);
    }
    throw this.unusual;
  }

  private sequence(items: unknown[], indent: string): string {
    let text = '';
    const inner = `${indent}  `;
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      text += i === 0 ? '- ' : `\n${indent}- `;
      text += typeof item === 'object' && item !== null ? this.collection(item, inner) : this.scalar(item, inner);
    }
    return text === '' ? '[]' : text;
  }

  private mapping(map: Record<string, unknown>, indent: string): string {
    let text = '';
    const inner = `${indent}  `;
    for (const key of Object.keys(map)) {
      const value = map[key];
      const keyText = yamlKey(key);
      if (keyText === undefined) {
        throw this.unusual;
      }
      text += text === '' ? `${keyText}:` : `\n${indent}${keyText}:`;
      if (typeof value !== 'object' || value === null) {
        text += ` ${this.scalar(value, inner)}`;
      } else {
        const nested = this.collection(value, inner);
        text += nested === '[]' || nested === '{}' ? ` ${nested}` : `\n${inner}${nested}`;
      }
    }
    return text === '' ? '{}' : text;
  }

  private scalar(value: unknown, indent: string): string {
    switch (typeof value) {
      case 'string': {
        const text = yamlString(value, indent);
        if (text === undefined) {
          throw this.unusual;
        }
        return text;
      }
      case 'number':
        return number(value);
      case 'boolean':
        return value ? 'true' : 'false';
      default:
        if (value === null || value === undefined) {
          return 'null';
        }
        throw this.unusual;
    }
  }
}

function number(value: number): string {
  if (Number.isNaN(value)) {
    return '.nan';
  }
  if (!Number.isFinite(value)) {
    return value < 0 ? '-.inf' : '.inf';
  }
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A document with one of everything whose form could change between releases of the YAML library. */
const PROBE = {
  words: [
    'yes',
    'y',
    'Off',
    'null',
    '~',
    '',
    'e1',
    'e-1',
    'plain/word-1.2',
    '<',
    '=',
    'a: b',
    'a #b',
    '- a',
    '@at',
    '*star',
  ],
  numbers: ['1', '0777', '0o17', '0x1F', '1_000', '1e3', '.5', '12:30:45', '2001-12-14', '.inf', '-', '1.2.3', '+1'],
  quotes: ['"', "'", '"\'', ' lead', 'trail ', 'tab\t', 'é', '\u2028', '😀', '---', '%', 'back\\slash: "x"'],
  blocks: [
    'a\nb',
    'a\nb\n',
    'a\n\n  b\n\n',
    '  a\nb',
    '\n\na\n',
    '\n',
    'a\n---\nb',
    'a \nb: c\n',
    `${'long '.repeat(40)}\nx`,
  ],
  values: [0, -0, 1.5, 1e21, 1e-7, NaN, -Infinity, true, false, null, undefined, [], {}, [[1, [2]], [{ a: [{}] }]]],
  keys: { '1': 'a', 'a b': 'b', 'a: b': 'c', '': 'd', yes: 'e', [`${'k'.repeat(200)}`]: { nested: ['x'.repeat(200)] } },
};

let agreement: boolean | undefined;

/** Whether cdk8s writes the probe as this module does. Asked once per process. */
export function agreesWithCdk8s(): boolean {
  if (agreement === undefined) {
    agreement = new YamlWriter().tryDocument(PROBE) === Yaml.stringify(PROBE);
  }
  return agreement;
}
