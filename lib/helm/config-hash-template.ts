import { CONFIG_HASH_LENGTH } from '../kubernetes/config-hash';
import { type Token } from '../tokens/token';
import { bindingOf } from './binding';
import { goString } from './go-expression';
import { itemVariable } from './item-variable';
import { type HashNode, type MapNode, type TemplateNode } from './template-node';

/** The meaning of `$` outside of the named template. */
export const HASH_ROOT = '$.root';

/**
 * Returns the named template that renders the content that the pods of an object read, or nothing when the hash is
 * fixed. The hash is computed from what the template renders, so it follows the values of the release.
 */
export function hashTemplate(node: TemplateNode, render: (content: MapNode) => string[]): string[] {
  const hash = hashIn(node);
  if (hash === undefined) {
    return [];
  }
  const items = itemLists(hash.content).map((list) => {
    const variable = itemVariable(list);
    return `{{- ${variable} := $.${variable.slice(1)} }}`;
  });
  return [`{{- define ${goString(hash.name)} }}`, ...items, ...render(hash.content), '{{- end }}'];
}

/** Returns the expression for the hash. */
export function hashAction({ name, content }: HashNode): string {
  const items = itemLists(content).map((list) => ` ${goString(itemVariable(list).slice(1))} ${itemVariable(list)}`);
  const rendered = `include ${goString(name)} (dict "root" $${items.join('')})`;
  return `{{ ${rendered} | fromYaml | toJson | sha256sum | trunc ${CONFIG_HASH_LENGTH} | quote }}`;
}

function hashIn(node: TemplateNode): HashNode | undefined {
  if (node.kind === 'hash') {
    return node;
  }
  return node.kind === 'map'
    ? node.entries.map((entry) => hashIn(entry.node)).find((hash) => hash !== undefined)
    : undefined;
}

/** The lists whose current element the content contains. */
function itemLists(content: MapNode): Token[] {
  const lists = new Set<Token>();
  const visit = (node: TemplateNode): void => {
    if (node.kind === 'map') {
      node.entries.forEach((entry) => visit(entry.node));
    } else if (node.kind === 'text') {
      for (const segment of node.segments) {
        const list = typeof segment === 'string' ? undefined : bindingOf(segment.token).itemOf;
        if (list) {
          lists.add(list);
        }
      }
    } else if (node.kind === 'value') {
      const list = bindingOf(node.token).itemOf;
      if (list) {
        lists.add(list);
      }
    }
  };
  visit(content);
  return [...lists];
}
