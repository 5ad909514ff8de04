import { bindingOf } from './binding';
import { insideJson } from './json-text';
import { type Directive, DirectiveKind } from './directive';
import { arithmeticOn } from '../tokens/arithmetic';
import { damageIn } from '../tokens/damage';
import { tokenOf } from '../tokens/find-tokens';
import { plainNumber } from '../tokens/plain-value';
import { type Segment, splitText } from '../tokens/split-text';
import { type Token, TokenType } from '../tokens/token';
import { shellScripts } from './shell-scripts';
import { type TextSegment, TextStyle } from './text-segment';
import { isObject } from '../kubernetes/json';

/** A finished object in which the tokens were found. Both outputs are rendered from it. */
export type TemplateNode = LiteralNode | TextNode | ValueNode | MapNode | ListNode | HashNode;

/** A number, a boolean or null. */
export interface LiteralNode {
  readonly kind: 'literal';
  readonly value: unknown;
}

/** Text with or without tokens. */
export interface TextNode {
  readonly kind: 'text';
  readonly segments: TextSegment[];
}

/** A field that is a token as a whole, with its own type. */
export interface ValueNode {
  readonly kind: 'value';
  readonly token: Token;
}

/** A map. */
export interface MapNode {
  readonly kind: 'map';
  readonly entries: MapEntry[];
}

/** An entry of a map, rendered when all conditions are true. */
export interface MapEntry {
  readonly key: string;
  readonly node: TemplateNode;
  readonly conditions: Token[];
}

/** The hash of the content that a pod reads. */
export interface HashNode {
  readonly kind: 'hash';
  /** Name of the template that renders the content; unique in the chart and its subcharts. */
  readonly name: string;
  readonly content: MapNode;
}

/** A list. */
export interface ListNode {
  readonly kind: 'list';
  readonly items: ListItem[];
}

/** An item of a list, rendered when all conditions are true, once for each element of the lists that it repeats. */
export interface ListItem {
  readonly node: TemplateNode;
  readonly conditions: Token[];
  readonly lists: Token[];
  /** The item stands for all elements of a list. */
  readonly spread: boolean;
}

/** An object of the chart. */
export interface TemplateObject {
  /** Path of the construct. */
  readonly path: string;
  readonly root: MapNode;
  readonly conditions: Token[];
  readonly lists: Token[];
}

/** The result of reading a finished object: the object and its problems. */
export interface TemplateReading {
  readonly object: TemplateObject;
  readonly problems: string[];
}

/**
 * Finds the tokens in a finished object.
 *
 * @param directives what is conditional or repeated in this object, and the object itself (directives without a field)
 */
export function readTemplate(path: string, json: unknown, directives: readonly Directive[]): TemplateReading {
  const reader = new Reader(path, json, directives);
  return { object: reader.read(), problems: reader.problems };
}

class Reader {
  public readonly problems: string[] = [];
  private readonly unused: Set<Directive>;
  private readonly scripts: ReadonlySet<string>;

  public constructor(
    private readonly path: string,
    private readonly json: unknown,
    private readonly directives: readonly Directive[],
  ) {
    this.unused = new Set(directives.filter((m) => m.field !== undefined));
    this.scripts = shellScripts(json);
  }

  public read(): TemplateObject {
    const own = this.directives.filter((m) => m.field === undefined);
    const lists = tokensOf(own, DirectiveKind.EACH);
    const root = isObject(this.json) ? this.map(this.json, '', lists) : { kind: 'map' as const, entries: [] };
    for (const directive of this.unused) {
      this.problems.push(
        `${this.path}: ${directive.token.name} applies to ${directive.field}, which the object does not have`,
      );
    }
    return { path: this.path, root, conditions: tokensOf(own, DirectiveKind.WHEN), lists };
  }

  private node(value: unknown, pointer: string, lists: readonly Token[]): TemplateNode {
    if (typeof value === 'string') return this.text(value, pointer, lists);
    if (typeof value === 'number') return this.number(value, pointer);
    if (Array.isArray(value)) return this.list(value as unknown[], pointer, lists);
    if (isObject(value)) return this.map(value, pointer, lists);
    return { kind: 'literal', value };
  }

  private map(value: object, pointer: string, lists: readonly Token[]): MapNode {
    const entries = Object.entries(value).map(([key, v]): MapEntry => {
      const at = `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
      for (const segment of splitText(key)) {
        if (typeof segment !== 'string') {
          this.problem(at, `a map key contains ${segment.token.name}: the keys of a chart are fixed`);
        }
      }
      const directives = this.directivesAt(at);
      if (tokensOf(directives, DirectiveKind.EACH).length > 0) {
        this.problem(at, 'only elements of lists can be repeated, and this is an entry of a map');
      }
      return { key, node: this.node(v, at, lists), conditions: tokensOf(directives, DirectiveKind.WHEN) };
    });
    return { kind: 'map', entries };
  }

  private list(value: readonly unknown[], pointer: string, lists: readonly Token[]): ListNode {
    const items = value.map((v, i): ListItem => {
      const at = `${pointer}/${i}`;
      const directives = this.directivesAt(at);
      const own = tokensOf(directives, DirectiveKind.EACH);
      const whole = typeof v === 'string' ? tokenOf(v) : undefined;
      return {
        node: this.node(v, at, [...lists, ...own]),
        conditions: tokensOf(directives, DirectiveKind.WHEN),
        lists: own,
        spread: whole?.type === TokenType.LIST,
      };
    });
    return { kind: 'list', items };
  }

  private number(value: number, pointer: string): TemplateNode {
    const token = tokenOf(value);
    if (token) return { kind: 'value', token };
    if (arithmeticOn(value)) {
      try {
        plainNumber(value);
      } catch (error) {
        this.problem(pointer, messageOf(error));
      }
    }
    return { kind: 'literal', value };
  }

  private text(value: string, pointer: string, lists: readonly Token[]): TemplateNode {
    const segments = splitText(value);
    const damage = damageIn(segments) ?? hiddenIn(this.json, pointer, value);
    if (damage !== undefined) this.problem(pointer, damage);
    const tokens = segments.flatMap((s) => (typeof s === 'string' ? [] : [s.token]));
    for (const token of tokens) this.checkUse(token, pointer, lists);
    const first = segments[0];
    if (segments.length === 1 && first !== undefined && typeof first !== 'string' && !first.asText) {
      return { kind: 'value', token: first.token };
    }
    const styled = insideJson(value, segments) ?? segments.map(plainSegment);
    for (const segment of styled) {
      if (typeof segment === 'string' || segment.style !== TextStyle.PLAIN) continue;
      if ([TokenType.LIST, TokenType.JSON].includes(segment.token.type)) {
        this.problem(pointer, `${segment.token.name} is a ${segment.token.type}: it cannot stand in a text`);
      }
    }
    return { kind: 'text', segments: styled };
  }

  private checkUse(token: Token, pointer: string, lists: readonly Token[]): void {
    const binding = bindingOf(token);
    if (binding.itemOf && !lists.includes(binding.itemOf)) {
      this.problem(pointer, `${token.name} is used outside of what each repeats`);
    }
    if (!binding.shellSafe && this.scripts.has(pointer)) {
      this.problem(
        pointer,
        `${token.name} is text that a deployer chooses, inside a shell script: ` +
          `pass it through an environment variable, or give it a pattern`,
      );
    }
  }

  private directivesAt(pointer: string): Directive[] {
    const found = this.directives.filter((m) => m.field === pointer);
    found.forEach((m) => this.unused.delete(m));
    return found;
  }

  private problem(pointer: string, message: string): void {
    this.problems.push(`${this.path}: ${message}, at ${pointer}`);
  }
}

function plainSegment(segment: Segment): TextSegment {
  return typeof segment === 'string' ? segment : { token: segment.token, style: TextStyle.PLAIN };
}

function tokensOf(directives: readonly Directive[], kind: DirectiveKind): Token[] {
  return [...new Set(directives.filter((m) => m.kind === kind).map((m) => m.token))];
}

/** The data of a Secret is base64, in which a token can no longer be replaced. */
function hiddenIn(json: unknown, pointer: string, value: string): string | undefined {
  if (!isObject(json) || json.kind !== 'Secret' || !pointer.startsWith('/data/')) return undefined;
  for (const text of [value, Buffer.from(value, 'base64').toString('utf8')]) {
    const segments = splitText(text);
    const found = segments.find((s) => typeof s !== 'string');
    if (found !== undefined && typeof found !== 'string') {
      return `${found.token.name} stands in base64 data of a Secret, where it cannot be replaced: use stringData`;
    }
    const damage = damageIn(segments);
    if (damage !== undefined) return `${damage} (in base64)`;
  }
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
