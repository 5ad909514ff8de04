import { createHash } from 'node:crypto';
import { sortedGoJson } from './go-json';
import { annotationsOf } from './helm-hook';
import { isObject, type JsonObject } from './json';
import { podSources } from './pod-spec';

/** The annotation of a pod template that contains the hash of the configuration. */
export const CONFIG_HASH_ANNOTATION = 'cdk8s-patterns/config-hash';

/** The annotation of a ConfigMap or Secret whose readers reload it while they run: the hash leaves it out. */
export const RELOADED_ANNOTATION = 'cdk8s-patterns/reloaded';

/** The number of hexadecimal digits of the hash. */
export const CONFIG_HASH_LENGTH = 16;

/** A ConfigMap or Secret that a pod reads. */
export interface ConfigSource {
  readonly kind: string;
  readonly name: string;
  /** The keys that the pod reads; undefined for all. */
  readonly keys: ReadonlySet<string> | undefined;
}

/** Returns the ConfigMaps and Secrets that a pod spec reads, once each, in the order of their first use. */
export function configSources(podSpec: JsonObject | undefined): ConfigSource[] {
  const found = new Map<string, ConfigSource>();
  for (const { kind, name, keys, isConfig } of podSources(podSpec)) {
    if (!isConfig) {
      continue;
    }
    const id = `${kind}/${name}`;
    const known = found.get(id);
    const all = known && known.keys === undefined ? undefined : keys && new Set([...(known?.keys ?? []), ...keys]);
    found.set(id, { kind, name, keys: all });
  }
  return [...found.values()];
}

/** Whether a manifest is a source, and its content counts. */
export function isHashedSource({ kind, name }: ConfigSource, manifest: unknown): boolean {
  return (
    isObject(manifest) &&
    manifest.kind === kind &&
    isObject(manifest.metadata) &&
    manifest.metadata.name === name &&
    annotationsOf(manifest)[RELOADED_ANNOTATION] !== 'true'
  );
}

/** Returns the key of a source in the content that is hashed. Several manifests of one name can exclude each other. */
export function sourceKey(source: number, manifest: number): string {
  return `source-${source}-${manifest}`;
}

/** Returns what a pod reads of a ConfigMap or Secret, by key. */
export function readContent({ keys }: ConfigSource, manifest: JsonObject): JsonObject {
  const { kind, data, binaryData, stringData } = manifest;
  const encoded = Object.entries(isObject(data) ? data : {});
  const content = {
    ...Object.fromEntries(encoded.map(([key, value]) => [key, kind === 'Secret' ? decodedText(value) : value])),
    ...(isObject(binaryData) ? binaryData : {}),
    ...(isObject(stringData) ? stringData : {}),
  };
  return keys ? Object.fromEntries(Object.entries(content).filter(([key]) => keys.has(key))) : content;
}

/** Returns the text that a base64 value of a Secret encodes; the value itself when it encodes something else. */
export function decodedText(value: unknown): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  const text = Buffer.from(value, 'base64').toString('utf8');
  return Buffer.from(text, 'utf8').toString('base64') === value ? text : value;
}

/** Returns the hash of what a pod reads. A Helm template computes the same: `toJson | sha256sum | trunc 16`. */
export function configHash(content: JsonObject): string {
  return createHash('sha256').update(sortedGoJson(content)).digest('hex').slice(0, CONFIG_HASH_LENGTH);
}
