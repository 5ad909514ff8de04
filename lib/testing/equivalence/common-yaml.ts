import { type Fields, type Json } from './manifest';
import { NOT_JSON, resolvePlainScalar } from './yaml-scalar';

/** Raised where a document is not common YAML. */
const UNCOMMON = new Error('uncommon YAML');

/**
 * Reads a document of the YAML that manifests are commonly written in: block mappings and sequences, flow collections
 * and JSON, plain and quoted scalars on one line, literal blocks. Everything else (anchors, tags, folded text, escapes
 * that readers take differently, every error) is left to the full reader, which decides about it and says where it stands.
 *
 * The document must have neither carriage returns nor control characters.
 *
 * @param end where the document ends in the text
 * @returns undefined for what is uncommon
 */
export function readCommonYaml(text: string, start: number, end: number): Json | undefined {
  const reader = new CommonYaml(text, start, end);
  try {
    return reader.document();
  } catch (error) {
    if (error === UNCOMMON) return undefined;
    throw error;
  }
}

const TAB = 9;
const NEWLINE = 10;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const COMMA = 44;
const DASH = 45;
const COLON = 58;
const QUESTION = 63;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const PIPE = 124;
const OPEN_MAP = 123;
const CLOSE_MAP = 125;

/** Characters with which a plain scalar cannot begin, or only before certain others. */
const INDICATORS = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map((character) => character.charCodeAt(0)));

const ESCAPES = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ['\\', '\\'],
]);

const MOST_LEVELS = 100;

class CommonYaml {
  private position: number;
  /** The indentation of the line at the position; -1 at the end. */
  private column = 0;
  private level = 0;

  public constructor(
    private readonly text: string,
    start: number,
    private readonly end: number,
  ) {
    this.position = start;
  }

  public document(): Json {
    this.toContent();
    if (this.column < 0) return null;
    const value = this.block(-1);
    if (this.column >= 0) throw UNCOMMON;
    return value;
  }

  /** Goes on to the first character of the next line that is neither blank nor a comment. */
  private toContent(): void {
    const { text, end } = this;
    let at = this.position;
    while (at < end) {
      const line = at;
      while (at < end && text.charCodeAt(at) === SPACE) at++;
      if (at >= end) break;
      const code = text.charCodeAt(at);
      if (code === NEWLINE) at++;
      else if (code === HASH) at = this.nextLine(at);
      else if (code === TAB) throw UNCOMMON;
      else {
        this.position = at;
        this.column = at - line;
        return;
      }
    }
    this.position = end;
    this.column = -1;
  }

  private nextLine(from: number): number {
    const at = this.text.indexOf('\n', from);
    return at < 0 || at >= this.end ? this.end : at + 1;
  }

  /** The value that begins at the position, first on its line. */
  private block(parent: number): Json {
    if (++this.level > MOST_LEVELS) throw UNCOMMON;
    let value: Json;
    if (this.isEntry()) value = this.sequence(this.column);
    else {
      const key = this.key();
      value = key === undefined ? this.inline(parent) : this.mapping(this.column, key);
    }
    this.level--;
    return value;
  }

  /** Whether an item of a block sequence begins at the position. */
  private isEntry(): boolean {
    if (this.text.charCodeAt(this.position) !== DASH) return false;
    const at = this.position + 1;
    return at >= this.end || this.isBlank(this.text.charCodeAt(at));
  }

  private isBlank(code: number): boolean {
    return code === SPACE || code === NEWLINE || code === TAB;
  }

  private sequence(column: number): Json[] {
    const items: Json[] = [];
    while (this.column === column && this.isEntry()) {
      const dash = this.position;
      this.position++;
      if (this.skipToValue()) {
        this.column = column + (this.position - dash);
        items.push(this.entry(column));
      } else {
        items.push(this.column > column ? this.block(column) : null);
      }
    }
    if (this.column > column) throw UNCOMMON;
    return items;
  }

  /** The value after a dash on its line, at the column that it stands in. */
  private entry(parent: number): Json {
    const code = this.text.charCodeAt(this.position);
    // A block scalar is indented against the sequence; a flow collection cannot be told from a key before it is read.
    return code === PIPE || code === OPEN_LIST || code === OPEN_MAP ? this.inline(parent) : this.block(parent);
  }

  private mapping(column: number, first: string): Fields {
    const fields: Fields = {};
    let key = first;
    for (;;) {
      // A key that is there, or that every object inherits.
      if (fields[key] !== undefined) throw UNCOMMON;
      let value: Json;
      if (this.skipToValue()) value = this.inline(column);
      else if (this.column > column) value = this.block(column);
      else if (this.column === column && this.isEntry()) value = this.sequence(column);
      else value = null;
      fields[key] = value;
      if (this.column !== column) break;
      const next = this.key();
      if (next === undefined) throw UNCOMMON;
      key = next;
    }
    if (this.column > column) throw UNCOMMON;
    return fields;
  }

  /** Skips spaces and a comment. Whether there is a value on the line; if not, goes on to the next content. */
  private skipToValue(): boolean {
    const { text, end } = this;
    let at = this.position;
    while (at < end && text.charCodeAt(at) === SPACE) at++;
    const code = at < end ? text.charCodeAt(at) : NEWLINE;
    if (code !== NEWLINE && code !== HASH) {
      if (code === TAB) throw UNCOMMON;
      this.position = at;
      return true;
    }
    if (code === HASH && at === this.position) throw UNCOMMON;
    this.position = this.nextLine(at);
    this.toContent();
    return false;
  }

  /** A key and its colon, after which the position is then; `undefined` where the line has no key. */
  private key(): string | undefined {
    const { text, end } = this;
    const start = this.position;
    const first = text.charCodeAt(start);
    if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) return this.quotedKey(first);
    if (INDICATORS.has(first) && !(first === DASH && !this.isBlank(text.charCodeAt(start + 1)))) {
      if (first === OPEN_LIST || first === OPEN_MAP || first === PIPE) return undefined;
      throw UNCOMMON;
    }
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE) return undefined;
      if (code === TAB) throw UNCOMMON;
      if (code === HASH && text.charCodeAt(at - 1) === SPACE) return undefined;
      if (code !== COLON || !(at + 1 >= end || this.isBlank(text.charCodeAt(at + 1)))) continue;
      this.position = at + 1;
      let last = at;
      while (text.charCodeAt(last - 1) === SPACE) last--;
      return plainKey(text.slice(start, last));
    }
    return undefined;
  }

  private quotedKey(quote: number): string | undefined {
    const start = this.position;
    const key = quote === DOUBLE_QUOTE ? this.doubleQuoted() : this.singleQuoted();
    let at = this.position;
    while (at < this.end && this.text.charCodeAt(at) === SPACE) at++;
    if (this.text.charCodeAt(at) === COLON && (at + 1 >= this.end || this.isBlank(this.text.charCodeAt(at + 1)))) {
      this.position = at + 1;
      return key;
    }
    this.position = start;
    return undefined;
  }

  /** A value at the position that is no block collection. Goes on to the content after it. */
  private inline(parent: number): Json {
    const code = this.text.charCodeAt(this.position);
    if (code === PIPE) return this.literal(parent);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE || code === OPEN_LIST || code === OPEN_MAP) {
      const value =
        code === DOUBLE_QUOTE ? this.doubleQuoted() : code === SINGLE_QUOTE ? this.singleQuoted() : this.flow();
      this.endLine();
      return value;
    }
    if (INDICATORS.has(code) && !(code === DASH && !this.isBlank(this.text.charCodeAt(this.position + 1))))
      throw UNCOMMON;
    return this.plain(parent);
  }

  /** Only spaces and a comment may follow on the line. */
  private endLine(): void {
    const from = this.position;
    let at = from;
    while (at < this.end && this.text.charCodeAt(at) === SPACE) at++;
    if (at < this.end) {
      const code = this.text.charCodeAt(at);
      if (code !== NEWLINE && (code !== HASH || at === from)) throw UNCOMMON;
    }
    this.position = this.nextLine(at);
    this.toContent();
  }

  private plain(parent: number): Json {
    const { text, end } = this;
    const start = this.position;
    let at = start;
    let last = start;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE) break;
      if (code === SPACE) continue;
      if (code === TAB) throw UNCOMMON;
      if (code === COLON && (at + 1 >= end || this.isBlank(text.charCodeAt(at + 1)))) throw UNCOMMON;
      if (code === HASH && text.charCodeAt(at - 1) === SPACE) break;
      last = at + 1;
    }
    const commented = at < end && text.charCodeAt(at) === HASH;
    this.position = this.nextLine(at);
    this.toContent();
    // More of the text on the next line.
    if (this.column > parent && !commented) throw UNCOMMON;
    return plainValue(text.slice(start, last));
  }

  private singleQuoted(): string {
    const { text } = this;
    const start = this.position + 1;
    let close = text.indexOf("'", start);
    while (close >= 0 && text.charCodeAt(close + 1) === SINGLE_QUOTE) close = text.indexOf("'", close + 2);
    if (close < 0 || close >= this.end) throw UNCOMMON;
    const value = text.slice(start, close);
    if (value.includes('\n')) throw UNCOMMON;
    this.position = close + 1;
    return value.includes("''") ? value.replaceAll("''", "'") : value;
  }

  private doubleQuoted(): string {
    const { text, end } = this;
    const start = this.position + 1;
    let escaped = false;
    let at = start;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === DOUBLE_QUOTE) break;
      if (code === NEWLINE) throw UNCOMMON;
      if (code === BACKSLASH) {
        escaped = true;
        at++;
      }
    }
    if (at >= end) throw UNCOMMON;
    this.position = at + 1;
    const value = text.slice(start, at);
    return escaped ? unescape(value) : value;
  }

  /** A flow collection or, inside of one, a scalar. */
  private flow(): Json {
    const code = this.text.charCodeAt(this.position);
    if (code === OPEN_MAP) return this.flowMapping();
    if (code === OPEN_LIST) return this.flowSequence();
    if (code === DOUBLE_QUOTE) return this.doubleQuoted();
    if (code === SINGLE_QUOTE) return this.singleQuoted();
    return plainValue(this.flowPlain());
  }

  private flowMapping(): Fields {
    if (++this.level > MOST_LEVELS) throw UNCOMMON;
    const fields: Fields = {};
    this.position++;
    let code = this.flowSpace();
    while (code !== CLOSE_MAP) {
      const quoted = code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
      const key = quoted ? (this.flow() as string) : plainKey(this.flowPlain());
      // A key that is there, or that every object inherits.
      if (fields[key] !== undefined) throw UNCOMMON;
      if (this.flowSpace() !== COLON) throw UNCOMMON;
      this.position++;
      if (!quoted && !this.isBlank(this.text.charCodeAt(this.position))) throw UNCOMMON;
      code = this.flowSpace();
      if (code === COMMA || code === CLOSE_MAP) throw UNCOMMON;
      fields[key] = this.flow();
      code = this.flowSpace();
      if (code === COMMA) {
        this.position++;
        code = this.flowSpace();
      } else if (code !== CLOSE_MAP) throw UNCOMMON;
    }
    this.position++;
    this.level--;
    return fields;
  }

  private flowSequence(): Json[] {
    if (++this.level > MOST_LEVELS) throw UNCOMMON;
    const items: Json[] = [];
    this.position++;
    let code = this.flowSpace();
    while (code !== CLOSE_LIST) {
      items.push(this.flow());
      code = this.flowSpace();
      if (code === COMMA) {
        this.position++;
        code = this.flowSpace();
      } else if (code !== CLOSE_LIST) throw UNCOMMON;
    }
    this.position++;
    this.level--;
    return items;
  }

  /** Skips spaces and line ends in a flow collection, and tells the character after them. */
  private flowSpace(): number {
    const { text, end } = this;
    let at = this.position;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE) {
        // The full reader asks for indentation of what follows.
        const next = text.charCodeAt(at + 1);
        if (next !== SPACE && next !== NEWLINE && next !== CLOSE_LIST && next !== CLOSE_MAP) throw UNCOMMON;
      } else if (code !== SPACE) {
        if (code === TAB || code === HASH) throw UNCOMMON;
        this.position = at;
        return code;
      }
      at++;
    }
    throw UNCOMMON;
  }

  private flowPlain(): string {
    const { text, end } = this;
    const start = this.position;
    const first = text.charCodeAt(start);
    if (INDICATORS.has(first) && !(first === DASH && /[A-Za-z0-9.]/.test(text.charAt(start + 1)))) throw UNCOMMON;
    let last = start;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === COMMA || code === CLOSE_LIST || code === CLOSE_MAP) break;
      if (code === SPACE) continue;
      if (code === COLON) {
        const next = text.charCodeAt(at + 1);
        if (next === SPACE) break;
        if (INDICATORS.has(next) || next === NEWLINE) throw UNCOMMON;
      }
      if (code === NEWLINE) {
        // Either the scalar ends here or it goes on.
        const after = /[ \n]*(.)/y;
        after.lastIndex = at;
        const next = after.exec(text)?.[1];
        if (next === ',' || next === ']' || next === '}') break;
        throw UNCOMMON;
      }
      if (code === TAB || code === HASH || code === QUESTION || code === OPEN_LIST || code === OPEN_MAP) throw UNCOMMON;
      last = at + 1;
    }
    this.position = last;
    return text.slice(start, last);
  }

  /** A literal block, `|`, `|-` or `|+`. */
  private literal(parent: number): string {
    const { text, end } = this;
    let at = this.position + 1;
    const chomp = text.charAt(at);
    if (chomp === '-' || chomp === '+') at++;
    while (at < end && text.charCodeAt(at) === SPACE) at++;
    if (at >= end || text.charCodeAt(at) !== NEWLINE) throw UNCOMMON;
    at++;
    let indent = -1;
    let value = '';
    // Line ends that count only where more text follows, or all of them are kept.
    let breaks = '';
    let closed = false;
    while (at < end) {
      let spaces = 0;
      while (at + spaces < end && text.charCodeAt(at + spaces) === SPACE && (indent < 0 || spaces < indent)) spaces++;
      const code = at + spaces < end ? text.charCodeAt(at + spaces) : -1;
      if (code === NEWLINE) {
        // A blank line before the first that has more spaces than it is an error.
        if (indent < 0 && spaces > parent + 1) throw UNCOMMON;
        breaks += '\n';
        at += spaces + 1;
        continue;
      }
      if (code < 0) {
        // Spaces at the end of the text, without a line end.
        if (spaces > 0) throw UNCOMMON;
        at = end;
        break;
      }
      if (indent < 0) {
        if (spaces <= parent) break;
        if (code === TAB) throw UNCOMMON;
        indent = spaces;
      } else if (spaces < indent) {
        if (code === TAB) throw UNCOMMON;
        break;
      }
      const lineEnd = text.indexOf('\n', at);
      closed = lineEnd >= 0 && lineEnd < end;
      value += breaks + text.slice(at + indent, closed ? lineEnd : end);
      breaks = closed ? '\n' : '';
      at = closed ? lineEnd + 1 : end;
    }
    if (indent < 0) throw UNCOMMON;
    this.position = at;
    this.toContent();
    if (chomp === '-') return value;
    return value + (chomp === '+' ? breaks : breaks.slice(0, 1));
  }
}

function plainValue(text: string): Json {
  if (NOT_JSON.has(text)) throw UNCOMMON;
  return resolvePlainScalar(text);
}

/** A plain key as text: numbers and booleans are written out. */
function plainKey(text: string): string {
  if (text === '<<' || text === '') throw UNCOMMON;
  const value = plainValue(text);
  if (typeof value === 'string') return value;
  if (value === null || typeof value === 'object') throw UNCOMMON;
  return String(value);
}

function unescape(text: string): string {
  return text.replace(/\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^])/g, (escape) => {
    const kind = escape.charAt(1);
    if (escape.length === 2) {
      const value = ESCAPES.get(kind);
      if (value === undefined) throw UNCOMMON;
      return value;
    }
    const code = parseInt(escape.slice(2), 16);
    if (code >= 0xd800 && code <= 0xdfff) throw UNCOMMON;
    return String.fromCharCode(code);
  });
}
