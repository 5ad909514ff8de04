import { bindingOf } from './binding';
import { insideJson } from './json-text';
import { type Mark, MarkKind } from './mark';
import {
  arithmeticOn,
  damageIn,
  plainNumber,
  type Reference,
  referenceOf,
  ReferenceType,
  type Segment,
  splitText,
} from './reference';
import { shellScripts } from './shell-scripts';
import { type TextSegment, TextStyle } from './text-segment';
import { isObject } from './value-spec';

/** A finished object with its references found: what both outputs are rendered from. */
export type TemplateNode = LiteralNode | TextNode | ValueNode | MapNode | ListNode;

/** A number, a boolean or null. */
export interface LiteralNode {
  readonly kind: 'literal';
  readonly value: unknown;
}

/** Text, with or without references in it. */
export interface TextNode {
  readonly kind: 'text';
  readonly segments: TextSegment[];
}

/** A field that is a reference as a whole, with its own type. */
export interface ValueNode {
  readonly kind: 'value';
  readonly reference: Reference;
}

/** A map. */
export interface MapNode {
  readonly kind: 'map';
  readonly entries: MapEntry[];
}

/** An entry of a map, there when all conditions are true. */
export interface MapEntry {
  readonly key: string;
  readonly node: TemplateNode;
  readonly conditions: Reference[];
}

/** A list. */
export interface ListNode {
  readonly kind: 'list';
  readonly items: ListItem[];
}

/** An item of a list: there when all conditions are true, once for every element of the lists it repeats over. */
export interface ListItem {
  readonly node: TemplateNode;
  readonly conditions: Reference[];
  readonly lists: Reference[];
  /** The item stands for all elements of a list. */
  readonly spread: boolean;
}

/** An object of the chart. */
export interface TemplateObject {
  /** Path of the construct. */
  readonly path: string;
  readonly root: MapNode;
  readonly conditions: Reference[];
  readonly lists: Reference[];
}

/** What reading a finished object gives: the object, and everything that is wrong with it. */
export interface TemplateReading {
  readonly object: TemplateObject;
  readonly problems: string[];
}

/**
 * Finds the references in a finished object.
 *
 * @param marks what is conditional or repeated in this object, and the object itself (marks without a field)
 */
export function readTemplate(path: string, json: unknown, marks: readonly Mark[]): TemplateReading {
  const reader = new Reader(path, json, marks);
  return { object: reader.read(), problems: reader.problems };
}

class Reader {
  public readonly problems: string[] = [];
  private readonly unused: Set<Mark>;
  private readonly scripts: ReadonlySet<string>;

  public constructor(
    private readonly path: string,
    private readonly json: unknown,
    private readonly marks: readonly Mark[],
  ) {
    this.unused = new Set(marks.filter((m) => m.field !== undefined));
    this.scripts = shellScripts(json);
  }

  public read(): TemplateObject {
    const own = this.marks.filter((m) => m.field === undefined);
    const lists = referencesOf(own, MarkKind.EACH);
    const root = isObject(this.json) ? this.map(this.json, '', lists) : { kind: 'map' as const, entries: [] };
    for (const mark of this.unused) {
      this.problems.push(
        `${this.path}: ${mark.reference.name} applies to ${mark.field}, which the object does not have`,
      );
    }
    return { path: this.path, root, conditions: referencesOf(own, MarkKind.WHEN), lists };
  }

  private node(value: unknown, pointer: string, lists: readonly Reference[]): TemplateNode {
    if (typeof value === 'string') return this.text(value, pointer, lists);
    if (typeof value === 'number') return this.number(value, pointer);
    if (Array.isArray(value)) return this.list(value as unknown[], pointer, lists);
    if (isObject(value)) return this.map(value, pointer, lists);
    return { kind: 'literal', value };
  }

  private map(value: object, pointer: string, lists: readonly Reference[]): MapNode {
    const entries = Object.entries(value).map(([key, v]): MapEntry => {
      const at = `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
      for (const segment of splitText(key)) {
        if (typeof segment !== 'string') {
          this.problem(at, `${segment.reference.name} is a reference in a map key: a chart's keys are fixed`);
        }
      }
      const marks = this.marksAt(at);
      if (referencesOf(marks, MarkKind.EACH).length > 0) {
        this.problem(at, 'only elements of lists can be repeated, and this is an entry of a map');
      }
      return { key, node: this.node(v, at, lists), conditions: referencesOf(marks, MarkKind.WHEN) };
    });
    return { kind: 'map', entries };
  }

  private list(value: readonly unknown[], pointer: string, lists: readonly Reference[]): ListNode {
    const items = value.map((v, i): ListItem => {
      const at = `${pointer}/${i}`;
      const marks = this.marksAt(at);
      const own = referencesOf(marks, MarkKind.EACH);
      const whole = typeof v === 'string' ? referenceOf(v) : undefined;
      return {
        node: this.node(v, at, [...lists, ...own]),
        conditions: referencesOf(marks, MarkKind.WHEN),
        lists: own,
        spread: whole?.type === ReferenceType.LIST,
      };
    });
    return { kind: 'list', items };
  }

  private number(value: number, pointer: string): TemplateNode {
    const reference = referenceOf(value);
    if (reference) return { kind: 'value', reference };
    if (arithmeticOn(value)) {
      try {
        plainNumber(value);
      } catch (error) {
        this.problem(pointer, messageOf(error));
      }
    }
    return { kind: 'literal', value };
  }

  private text(value: string, pointer: string, lists: readonly Reference[]): TemplateNode {
    const segments = splitText(value);
    const damage = damageIn(segments) ?? hiddenIn(this.json, pointer, value);
    if (damage !== undefined) this.problem(pointer, damage);
    const references = segments.flatMap((s) => (typeof s === 'string' ? [] : [s.reference]));
    for (const reference of references) this.checkUse(reference, pointer, lists);
    const first = segments[0];
    if (segments.length === 1 && first !== undefined && typeof first !== 'string' && !first.asText) {
      return { kind: 'value', reference: first.reference };
    }
    const styled = insideJson(value, segments) ?? segments.map(plainSegment);
    for (const segment of styled) {
      if (typeof segment === 'string' || segment.style !== TextStyle.PLAIN) continue;
      if ([ReferenceType.LIST, ReferenceType.JSON].includes(segment.reference.type)) {
        this.problem(pointer, `${segment.reference.name} is a ${segment.reference.type}: it cannot stand in a text`);
      }
    }
    return { kind: 'text', segments: styled };
  }

  private checkUse(reference: Reference, pointer: string, lists: readonly Reference[]): void {
    const binding = bindingOf(reference);
    if (binding.itemOf && !lists.includes(binding.itemOf)) {
      this.problem(pointer, `${reference.name} is used outside of what each repeats`);
    }
    if (!binding.shellSafe && this.scripts.has(pointer)) {
      this.problem(
        pointer,
        `${reference.name} is text that a deployer chooses, inside a shell script: ` +
          `pass it through an environment variable, or give it a pattern`,
      );
    }
  }

  private marksAt(pointer: string): Mark[] {
    const found = this.marks.filter((m) => m.field === pointer);
    found.forEach((m) => this.unused.delete(m));
    return found;
  }

  private problem(pointer: string, message: string): void {
    this.problems.push(`${this.path}: ${message}, at ${pointer}`);
  }
}

function plainSegment(segment: Segment): TextSegment {
  return typeof segment === 'string' ? segment : { reference: segment.reference, style: TextStyle.PLAIN };
}

function referencesOf(marks: readonly Mark[], kind: MarkKind): Reference[] {
  return [...new Set(marks.filter((m) => m.kind === kind).map((m) => m.reference))];
}

/** A Secret's data is base64: a reference encoded in it cannot be replaced any more. */
function hiddenIn(json: unknown, pointer: string, value: string): string | undefined {
  if (!isObject(json) || json.kind !== 'Secret' || !pointer.startsWith('/data/')) return undefined;
  for (const text of [value, Buffer.from(value, 'base64').toString('utf8')]) {
    const segments = splitText(text);
    const found = segments.find((s) => typeof s !== 'string');
    if (found !== undefined && typeof found !== 'string') {
      return `${found.reference.name} stands in base64 data of a Secret, where it cannot be replaced: use stringData`;
    }
    const damage = damageIn(segments);
    if (damage !== undefined) return `${damage} (in base64)`;
  }
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
