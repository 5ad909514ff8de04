import { annotationWords, HELM_HOOK } from '../kubernetes/hook-annotations';
import { currentEventName, HookEvent } from '../kubernetes/hook-event';
import { type ReadObject } from './read-object';
import { type TemplateNode, type TemplateObject } from './template-node';

/** Ids that say nothing: constructs gives a construct's main child one of these. */
const SILENT = ['Resource', 'Default'];

/**
 * The path of every object's file in the chart: named by the construct's path, tests in a folder of their own. The id
 * of the only chart in the tree says nothing either.
 */
export function templateFiles(objects: readonly ReadObject[]): Map<TemplateObject, string> {
  const charts = new Set(objects.map((o) => o.chart));
  const files = new Map<TemplateObject, string>();
  const taken = new Set<string>();
  for (const { chart, object } of objects) {
    const parts = object.path.split('/').filter((part) => !SILENT.includes(part));
    const inChart = charts.size === 1 && parts[0] === chart.node.id ? parts.slice(1) : parts;
    const name = fileName(inChart) || fileName([kindOf(object)]);
    const folder = isTest(object) ? 'templates/tests' : 'templates';
    let path = `${folder}/${name}.yaml`;
    for (let n = 2; taken.has(path); n += 1) path = `${folder}/${name}-${n}.yaml`;
    taken.add(path);
    files.set(object, path);
  }
  return files;
}

function fileName(parts: readonly string[]): string {
  return parts
    .join('-')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function kindOf(object: TemplateObject): string {
  return textAt(object.root, ['kind']) ?? 'object';
}

function isTest(object: TemplateObject): boolean {
  const events = textAt(object.root, ['metadata', 'annotations', HELM_HOOK.events]) ?? '';
  return annotationWords(events).map(currentEventName).includes(HookEvent.TEST);
}

function textAt(node: TemplateNode, path: readonly string[]): string | undefined {
  const [key, ...rest] = path;
  if (key === undefined) {
    const [only] = node.kind === 'text' ? node.segments : [];
    return typeof only === 'string' ? only : undefined;
  }
  const entry = node.kind === 'map' ? node.entries.find((e) => e.key === key) : undefined;
  return entry && textAt(entry.node, rest);
}
