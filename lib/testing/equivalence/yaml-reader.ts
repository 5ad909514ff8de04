import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { describeJson, type Fields, isFields, type Json, setMember } from './manifest';
import { ManifestError, type Position } from './manifest-error';
import { ServerQuirks } from './server-quirks';
import { NOT_JSON, resolvePlainScalar } from './yaml-scalar';

export interface ParseOptions {
  /** The name to give in errors. */
  readonly file?: string;
  /**
   * The longest text that is read, in characters.
   * @default 33554432 (32 Mi): ten times what an API server accepts in one request
   */
  readonly maxLength?: number;
  /**
   * Whether a text without any manifest (empty, or only comments, as Helm renders a template that is switched off) is
   * an empty list rather than an error.
   * @default false
   */
  readonly allowEmpty?: boolean;
}

/** Nodes that aliases may add to one document: as goyaml, enough for people and too few for a billion laughs. */
const MAX_ALIASED_NODES = 100_000;

/** Reads the documents of a YAML or JSON text as sigs.k8s.io/yaml does. */
export class YamlReader {
  private readonly lines = new LineCounter();
  private anchors = new Map<string, Node>();
  private open = new Set<Node>();
  private aliased = 0;
  private depth = 0;
  private quirks?: ServerQuirks;
  private composed?: Document.Parsed[];

  public constructor(
    private readonly text: string,
    private readonly options: ParseOptions,
    /** The lines before the text in its file. */
    private readonly linesBefore = 0,
  ) {}

  public documents(): { value: Json; position: Position }[] {
    return this.compose().map((document) => {
      this.anchors = new Map();
      this.open = new Set();
      this.aliased = 0;
      const contents = document.contents;
      const position = this.at(contents?.range[0] ?? 0);
      return { value: contents === null ? null : this.value(contents), position };
    });
  }

  public locate(document: number, item: number, path: readonly (string | number)[]): Position {
    this.composed ??= this.compose();
    let node: unknown = this.composed[document]?.contents;
    let best = node;
    const kind = isMap(node) ? node.get('kind') : undefined;
    const steps =
      typeof kind === 'string' && kind.endsWith('List') && isMap(node) && isSeq(node.get('items', true))
        ? ['items', item, ...path]
        : path;
    for (const step of steps) {
      if (isMap(node)) node = node.get(step, true);
      else if (isSeq(node)) node = node.get(step, true);
      else break;
      if (node === undefined || node === null) break;
      best = node;
    }
    const range = (best as Node | undefined)?.range;
    return this.at(range ? range[0] : 0);
  }

  private compose(): Document.Parsed[] {
    const { text } = this;
    let documents: ReturnType<typeof parseAllDocuments>;
    try {
      documents = parseAllDocuments(text, {
        schema: 'failsafe',
        resolveKnownTags: false,
        merge: false,
        uniqueKeys: false,
        prettyErrors: false,
        logLevel: 'silent',
        lineCounter: this.lines,
      });
    } catch (error) {
      throw this.foreign(error);
    }
    if (!Array.isArray(documents)) return [];
    const parsed = documents as Document.Parsed[];
    for (const document of parsed) {
      const first = document.errors[0] ?? document.warnings.find((warning) => warning.code === 'BAD_DIRECTIVE');
      if (first) throw this.fail(/call stack/.test(first.message) ? 'nested too deep' : first.message, first.pos[0]);
    }
    return parsed;
  }

  private value(node: Node | null): Json {
    if (node === null) return null;
    if (++this.depth > 500) throw this.fail('nested more than 500 levels deep', node.range?.[0] ?? 0);
    try {
      if (isAlias(node)) return this.alias(node.source, node);
      if (this.open.size > 0 && ++this.aliased > MAX_ALIASED_NODES) {
        throw this.fail(`aliases expand to more than ${MAX_ALIASED_NODES} nodes`, node.range?.[0] ?? 0);
      }
      const anchor = (node as { anchor?: string }).anchor;
      if (anchor !== undefined) this.anchors.set(anchor, node);
      if (isScalar(node)) return this.scalar(node);
      if (isMap(node)) return this.map(node);
      if (isSeq(node)) return node.items.map((item) => this.value(item as Node | null));
      throw this.fail('unexpected content', (node as Node).range?.[0] ?? 0);
    } finally {
      this.depth--;
    }
  }

  private alias(name: string, node: Node): Json {
    const target = this.aliasTarget(name, node);
    this.open.add(target);
    try {
      return this.value(target);
    } finally {
      this.open.delete(target);
    }
  }

  private aliasTarget(name: string, node: Node): Node {
    const target = this.anchors.get(name);
    if (target === undefined) throw this.fail(`alias *${name} has no anchor`, node.range?.[0] ?? 0);
    const inside = node.range && target.range && node.range[0] >= target.range[0] && node.range[0] < target.range[1];
    if (inside || this.open.has(target)) throw this.fail(`anchor &${name} contains itself`, node.range?.[0] ?? 0);
    return target;
  }

  private map(node: YAMLMap): Fields {
    const fields: Fields = {};
    const own = new Set<string>();
    for (const pair of node.items) {
      if (!isPair(pair)) throw this.fail('expected a key and a value', node.range?.[0] ?? 0);
      const keyNode = pair.key as Node | null;
      if (isScalar(keyNode) && keyNode.type === 'PLAIN' && keyNode.value === '<<') {
        this.merge(fields, pair.value as Node | null, keyNode);
        continue;
      }
      const key = this.key(keyNode, node);
      if (own.has(key)) throw this.fail(`key ${JSON.stringify(key)} is written twice`, keyNode?.range?.[0] ?? 0);
      own.add(key);
      setMember(fields, key, this.value(pair.value as Node | null));
    }
    return fields;
  }

  /**
   * A merge key. As goyaml does it: what it brings overrides what the map wrote before and yields to what follows, and
   * among several maps the first wins.
   */
  private merge(fields: Fields, node: Node | null, at: Node): void {
    const sources = isSeq(node) ? (node.items as (Node | null)[]).slice().reverse() : [node];
    for (const source of sources) {
      const value = source === null ? null : this.value(source);
      if (!isFields(value)) throw this.fail('a merge key takes a map or a list of maps', at.range?.[0] ?? 0);
      for (const [key, merged] of Object.entries(value)) setMember(fields, key, merged);
    }
  }

  private key(node: Node | null, map: YAMLMap): string {
    const value = isScalar(node) || isAlias(node) ? this.value(node) : undefined;
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
    const what =
      node === null || value === null ? 'null' : isScalar(node) ? describeJson(value ?? null) : 'not a scalar';
    throw this.fail(`a key is ${what}, expected a string`, node?.range?.[0] ?? map.range?.[0] ?? 0);
  }

  private scalar(node: Scalar): Json {
    const text = node.value as string;
    const tag = node.tag;
    if (this.quirks === undefined) this.quirks = new ServerQuirks(this.text);
    const problem = this.quirks.problemOf(node);
    if (problem !== undefined) throw this.fail(problem.message, problem.offset);
    if (tag === undefined || tag === '?') {
      if (node.type !== 'PLAIN') return this.quirks.valueOf(node, text);
      if (NOT_JSON.has(text)) throw this.fail(`${text} is a number that JSON cannot hold`, node.range?.[0] ?? 0);
      return resolvePlainScalar(text);
    }
    return this.tagged(node, tag, text);
  }

  private tagged(node: Scalar, tag: string, text: string): Json {
    const short = tag.replace(/^tag:yaml\.org,2002:/, '!!');
    const plain = resolvePlainScalar(text);
    switch (short) {
      case '!!str':
      case '!':
        return text;
      case '!!null':
        if (plain === null) return null;
        break;
      case '!!bool':
        if (typeof plain === 'boolean') return plain;
        break;
      case '!!int':
        if (typeof plain === 'bigint' || (typeof plain === 'number' && Number.isInteger(plain))) return plain;
        break;
      case '!!float':
        if (typeof plain === 'number' || typeof plain === 'bigint') return plain;
        break;
      case '!!timestamp':
        return text;
      case '!!binary':
        // goyaml decodes the base64 into the string.
        return Buffer.from(text, 'base64').toString('utf8');
      default:
        throw this.fail(`unknown tag ${short}`, node.range?.[0] ?? 0);
    }
    throw this.fail(`${JSON.stringify(text)} is not of the type that its tag ${short} says`, node.range?.[0] ?? 0);
  }

  private at(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.options.file, line: Math.max(line, 1) + this.linesBefore, column: Math.max(col, 1) };
  }

  private fail(problem: string, offset: number): ManifestError {
    return new ManifestError(
      problem.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()),
      this.at(offset),
    );
  }

  private foreign(error: unknown): ManifestError {
    if (error instanceof RangeError) return new ManifestError('nested too deep', { file: this.options.file });
    return new ManifestError(error instanceof Error ? error.message : String(error), { file: this.options.file });
  }
}
