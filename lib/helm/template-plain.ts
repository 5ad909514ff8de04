import { type JsonObject } from '../kubernetes/json';
import { bindingOf, type Scope } from './binding';
import { configHash } from '../kubernetes/config-hash';
import { sortedGoJson } from '../kubernetes/go-json';
import { type Token } from '../tokens/token';
import { type ListItem, type TemplateNode, type TemplateObject } from './template-node';
import { type TextSegment, TextStyle } from './text-segment';

/**
 * Renders an object as plain JSON, with the values of its tokens in a scope.
 *
 * @returns one object; none when a condition is false; several when it is repeated over a list
 */
export function templatePlain(object: TemplateObject, scope: Scope): unknown[] {
  return scopes(object.lists, scope)
    .filter((s) => holds(object.conditions, s))
    .map((s) => plain(object.root, s));
}

/** Renders an object once, with every condition true, for the checks. */
export function templateSample(object: TemplateObject, scope: Scope): unknown {
  const items = new Map(object.lists.map((list): [Token, unknown] => [list, firstOf(list, scope)]));
  return plain(object.root, { ...scope, items });
}

function firstOf(list: Token, scope: Scope): unknown {
  const elements = valueOf(list, scope);
  return Array.isArray(elements) && elements.length > 0 ? (elements as unknown[])[0] : 'example';
}

/** Renders a text with the values of its tokens in a scope. */
export function plainText(segments: readonly TextSegment[], scope: Scope): string {
  return segments.map((s) => (typeof s === 'string' ? s : plainSegment(s, scope))).join('');
}

function plain(node: TemplateNode, scope: Scope): unknown {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'value':
      return valueOf(node.token, scope);
    case 'text':
      return plainText(node.segments, scope);
    case 'map':
      return Object.fromEntries(
        node.entries.filter((e) => holds(e.conditions, scope)).map((e) => [e.key, plain(e.node, scope)]),
      );
    case 'hash':
      return configHash(plain(node.content, scope) as JsonObject);
    case 'list':
      return node.items.flatMap((item) => plainItems(item, scope));
  }
}

function plainItems(item: ListItem, scope: Scope): unknown[] {
  return scopes(item.lists, scope)
    .filter((s) => holds(item.conditions, s))
    .flatMap((s) => {
      const value = plain(item.node, s);
      return item.spread && Array.isArray(value) ? (value as unknown[]) : [value];
    });
}

function plainSegment({ token, style }: Exclude<TextSegment, string>, scope: Scope): string {
  const value = valueOf(token, scope);
  switch (style) {
    case TextStyle.JSON_VALUE:
      return sortedGoJson(value);
    case TextStyle.JSON_CONTENT:
      return sortedGoJson(value).replace(/^"|"$/g, '');
    case TextStyle.PLAIN:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

function valueOf(token: Token, scope: Scope): unknown {
  const value = bindingOf(token).evaluate(scope);
  if (value === undefined) throw new Error(`${token.name} has no default and was not given`);
  return value;
}

function holds(conditions: readonly Token[], scope: Scope): boolean {
  return conditions.every((c) => valueOf(c, scope) === true);
}

/** A scope for every combination of elements of some lists; the scope itself when there are none. */
function scopes(lists: readonly Token[], scope: Scope): Scope[] {
  return lists.reduce<Scope[]>(
    (all, list) =>
      all.flatMap((s) => {
        const elements = valueOf(list, s);
        return Array.isArray(elements)
          ? (elements as unknown[]).map((element) => ({ ...s, items: new Map([...s.items, [list, element]]) }))
          : [];
      }),
    [scope],
  );
}
