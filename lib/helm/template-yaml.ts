import { bindingOf } from './binding';
import { HASH_ROOT, hashAction, hashTemplate } from './config-hash-template';
import { escapeLiteral, fieldAction, inlineAction, textAction } from './go-expression';
import { itemVariable } from './item-variable';
import { type Token } from '../tokens/token';
import { type ListNode, type MapNode, type TemplateNode, type TemplateObject, type TextNode } from './template-node';
import { TextStyle } from './text-segment';
import { blockHeader, fitsBlock, yamlQuoted, yamlScalar } from './yaml-scalar';

/** A placeholder for a token while the format of a text is chosen: a word without special characters. */
const WORD = 'x';

/**
 * Renders an object as a template file of a Helm chart. The file renders to valid YAML for any values: every
 * expression writes JSON, or text that YAML cannot misread.
 */
export function templateYaml(object: TemplateObject): string {
  const root = object.lists.length > 0 ? '$' : '';
  const body = mapLines(object.root, '', root);
  const open = [
    ...hashTemplate(object.root, (content) => mapLines(content, '', HASH_ROOT)),
    ...object.lists.map((list, i) => rangeOver(list, i === 0 ? '' : '$')),
    ...(object.conditions.length > 0 ? [`{{- if ${conjunction(object.conditions, root)} }}`] : []),
    ...(object.lists.length > 0 ? ['---'] : []),
  ];
  const close = Array<string>(object.lists.length + (object.conditions.length > 0 ? 1 : 0)).fill('{{- end }}');
  return [...open, ...body, ...close].join('\n') + '\n';
}

function mapLines(map: MapNode, indent: string, root: string): string[] {
  return map.entries.flatMap(({ key, node, conditions }) => {
    const lines = valueLines(`${indent}${escapeLiteral(yamlScalar(key))}:`, node, indent, root);
    return enclosed(lines, conditions, [], root);
  });
}

/** The lines of a value after its key or dash. */
function valueLines(head: string, node: TemplateNode, indent: string, root: string): string[] {
  switch (node.kind) {
    case 'literal':
      return [`${head} ${JSON.stringify(node.value)}`];
    case 'value':
      return [`${head} ${fieldAction(node.token, root)}`];
    case 'text':
      return textLines(head, node, indent, root);
    case 'map': {
      if (node.entries.length === 0) return [`${head} {}`];
      const empty = emptiness(
        node.entries.map(({ conditions }) => conditions),
        root,
      );
      return [
        `${head}${empty === undefined ? '' : `{{ if ${empty} }} {}{{ end }}`}`,
        ...mapLines(node, `${indent}  `, root),
      ];
    }
    case 'list':
      return listLines(head, node, indent, root);
    case 'hash':
      return [`${head} ${hashAction(node)}`];
  }
}

function listLines(head: string, list: ListNode, indent: string, root: string): string[] {
  const [only] = list.items;
  if (only === undefined) return [`${head} []`];
  if (
    list.items.length === 1 &&
    only.spread &&
    only.conditions.length + only.lists.length === 0 &&
    only.node.kind === 'value'
  ) {
    return [`${head} ${fieldAction(only.node.token, root)}`];
  }
  const inner = `${indent}  `;
  const lines = list.items.flatMap(({ node, conditions, lists, spread }) => {
    const inside = lists.length > 0 ? '$' : root;
    if (spread && node.kind === 'value') {
      const variable = itemVariable(node.token);
      const each = [rangeOver(node.token, inside), `${inner}- {{ ${variable} | toJson }}`, '{{- end }}'];
      return enclosed(each, conditions, lists, root);
    }
    return enclosed(itemLines(node, inner, inside), conditions, lists, root);
  });
  const empty = emptiness(
    list.items.map(({ node, conditions, lists, spread }) => [
      ...conditions,
      ...lists,
      ...(spread && node.kind === 'value' ? [node.token] : []),
    ]),
    root,
  );
  return [`${head}${empty === undefined ? '' : `{{ if ${empty} }} []{{ end }}`}`, ...lines];
}

function itemLines(node: TemplateNode, indent: string, root: string): string[] {
  const startsWithEntry = node.kind === 'map' && node.entries.some(({ conditions }) => conditions.length === 0);
  if (!startsWithEntry) return valueLines(`${indent}-`, node, indent, root);
  // The dash precedes an entry that is always rendered.
  const entries = [...node.entries].sort((a, b) => Math.min(a.conditions.length, 1) - Math.min(b.conditions.length, 1));
  const lines = mapLines({ kind: 'map', entries }, `${indent}  `, root);
  return [`${indent}- ${(lines[0] ?? '').trimStart()}`, ...lines.slice(1)];
}

function textLines(head: string, node: TextNode, indent: string, root: string): string[] {
  const shape = node.segments.map((s) => (typeof s === 'string' ? s : WORD)).join('');
  const hasTokens = node.segments.some((s) => typeof s !== 'string');
  if (fitsBlock(shape) && node.segments.every(isLineSafe)) {
    const text = inlineText(node, root);
    const lines = text.replace(/\n$/, '').split('\n');
    return [`${head} ${blockHeader(shape)}`, ...lines.map((line) => (line === '' ? '' : `${indent}  ${line}`))];
  }
  if (hasTokens) return [`${head} ${textAction(node, root)}`];
  return [`${head} ${escapeLiteral(shape.includes('\n') ? yamlQuoted(shape) : yamlScalar(shape))}`];
}

function isLineSafe(segment: TextNode['segments'][number]): boolean {
  if (typeof segment === 'string' || bindingOf(segment.token).lineSafe) return true;
  return segment.style !== TextStyle.PLAIN;
}

/** A text with its tokens inline: for YAML blocks and for NOTES.txt. */
export function inlineText(node: TextNode, root: string): string {
  return node.segments
    .map((s, i) => (typeof s === 'string' ? escapeLiteral(s, i + 1 < node.segments.length) : inlineAction(s, root)))
    .join('');
}

function enclosed(lines: string[], conditions: Token[], lists: Token[], root: string): string[] {
  const open = [
    ...lists.map((list, i) => rangeOver(list, i === 0 ? root : '$')),
    ...(conditions.length > 0 ? [`{{- if ${conjunction(conditions, lists.length > 0 ? '$' : root)} }}`] : []),
  ];
  return [...open, ...lines, ...open.map(() => '{{- end }}')];
}

function rangeOver(list: Token, root: string): string {
  return `{{- range ${itemVariable(list)} := ${bindingOf(list).expression(root)} }}`;
}

function conjunction(conditions: readonly Token[], root: string): string {
  const expressions = conditions.map((c) => bindingOf(c).expression(root));
  return expressions.length === 1 ? (expressions[0] ?? '') : `and ${expressions.join(' ')}`;
}

/**
 * The condition under which none of the alternatives is rendered; undefined when one always is. An empty list is
 * false.
 */
function emptiness(alternatives: readonly Token[][], root: string): string | undefined {
  if (alternatives.some((needs) => needs.length === 0)) return undefined;
  const there = alternatives.map((needs) =>
    needs.length === 1 ? conjunction(needs, root) : `(${conjunction(needs, root)})`,
  );
  return there.length === 1 ? `not ${there[0]}` : `not (or ${there.join(' ')})`;
}
