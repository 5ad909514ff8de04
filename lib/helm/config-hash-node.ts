import {
  CONFIG_HASH_ANNOTATION,
  configSources,
  decodedText,
  isHashedSource,
  sourceKey,
  type ConfigSource,
} from '../kubernetes/config-hash';
import { isObject } from '../kubernetes/json';
import { POD_TEMPLATE_PATHS, podSpecOf } from '../kubernetes/pod-spec';
import { type ReadObject } from './read-object';
import { type HashNode, type MapEntry, type MapNode, type TemplateNode, type TemplateObject } from './template-node';

/**
 * Returns an object whose config hash is computed from the values of a release. The workload computed it at synth,
 * which is right only for content without tokens and conditions.
 */
export function withConfigHash(read: ReadObject, all: readonly ReadObject[], chartName: string): TemplateObject {
  const { object, json, chart } = read;
  const path = isObject(json) && typeof json.kind === 'string' ? POD_TEMPLATE_PATHS.get(json.kind) : undefined;
  if (path === undefined) {
    return object;
  }
  const manifests = all.filter((other) => other.chart === chart);
  const entries = configSources(podSpecOf(json)).flatMap((source, i) =>
    manifests
      .filter((other) => isHashedSource(source, other.json))
      .map((other, j): MapEntry => ({
        key: sourceKey(i, j),
        node: contentNode(source, other.object.root),
        conditions: other.object.conditions,
      })),
  );
  const content: MapNode = { kind: 'map', entries };
  const hash: HashNode = { kind: 'hash', name: `${chartName}.config-hash.${object.path}`, content };
  return varies(content)
    ? { ...object, root: replaced(object.root, [...path, 'metadata', 'annotations'], hash) }
    : object;
}

/** The content of a ConfigMap or Secret that a pod reads; `readContent` does the same for plain manifests. */
function contentNode({ kind, keys }: ConfigSource, root: MapNode): TemplateNode {
  const fields = ['data', 'binaryData', 'stringData'].map((name) => root.entries.find(({ key }) => key === name)?.node);
  const whole = fields.find((node) => node !== undefined && node.kind !== 'map');
  if (whole) {
    return whole;
  }
  const byKey = new Map<string, MapEntry>();
  for (const [i, field] of fields.entries()) {
    for (const entry of field?.kind === 'map' ? field.entries : []) {
      const isEncoded = kind === 'Secret' && i === 0;
      if (keys === undefined || keys.has(entry.key)) {
        byKey.set(entry.key, isEncoded ? { ...entry, node: decodedNode(entry.node) } : entry);
      }
    }
  }
  return { kind: 'map', entries: [...byKey.values()] };
}

/** Base64 data contains no tokens: `readTemplate` refuses them. */
function decodedNode(node: TemplateNode): TemplateNode {
  const [only] = node.kind === 'text' ? node.segments : [];
  const text = typeof only === 'string' ? decodedText(only) : undefined;
  return typeof text === 'string' ? { kind: 'text', segments: [text] } : node;
}

/** Whether the rendered content depends on values. */
function varies(node: TemplateNode): boolean {
  switch (node.kind) {
    case 'literal':
      return false;
    case 'value':
    case 'hash':
      return true;
    case 'text':
      return node.segments.some((segment) => typeof segment !== 'string');
    case 'map':
      return node.entries.some((entry) => entry.conditions.length > 0 || varies(entry.node));
    case 'list':
      return node.items.some(
        ({ conditions, lists, node: item }) => conditions.length + lists.length > 0 || varies(item),
      );
  }
}

function replaced(map: MapNode, path: readonly string[], hash: HashNode): MapNode {
  const [key, ...rest] = path;
  return {
    kind: 'map',
    entries: map.entries.map((entry) => {
      if (key === undefined) {
        return entry.key === CONFIG_HASH_ANNOTATION ? { ...entry, node: hash } : entry;
      }
      return entry.key === key && entry.node.kind === 'map'
        ? { ...entry, node: replaced(entry.node, rest, hash) }
        : entry;
    }),
  };
}
