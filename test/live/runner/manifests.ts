import * as fs from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { type DataObject, type KubeObject } from './types';

/** Kinds the runner executes. Others (NetworkPolicy, PodDisruptionBudget, …) are read, kept and reported as not executed. */
export const EXECUTED_KINDS = [
  'StatefulSet',
  'Deployment',
  'ReplicaSet',
  'Job',
  'Pod',
  'Service',
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
] as const;

/** Reads a stream of manifests as Kubernetes does: YAML 1.1 (`defaultMode: 0555` is octal), `List` unwrapped. */
export function parseManifests(text: string, origin: string): KubeObject[] {
  return parseAllDocuments(text, { version: '1.1' }).flatMap((document, index) => {
    const error = document.errors[0];
    if (error !== undefined) throw new Error(`${origin}, document ${index + 1}: ${error.message}`);
    const value: unknown = document.toJS();
    return value === null || value === undefined ? [] : unwrap(value, `${origin}, document ${index + 1}`);
  });
}

export function readManifests(files: readonly string[]): KubeObject[] {
  return files.flatMap((file) => parseManifests(fs.readFileSync(file, 'utf8'), file));
}

function unwrap(value: unknown, where: string): KubeObject[] {
  const object = value as { kind?: unknown; metadata?: { name?: unknown }; items?: unknown };
  if (object.kind === 'List' && Array.isArray(object.items)) {
    return object.items.flatMap((item: unknown) => unwrap(item, where));
  }
  if (typeof object.kind !== 'string' || typeof object.metadata?.name !== 'string') {
    throw new Error(`${where}: not a Kubernetes object: kind and metadata.name are required`);
  }
  return [value as KubeObject];
}

/** The bytes of a ConfigMap or Secret, by key. */
export function dataOf(object: DataObject): Map<string, Buffer> {
  const secret = object.kind === 'Secret';
  const files = new Map<string, Buffer>();
  for (const [key, value] of Object.entries(object.data ?? {})) {
    files.set(key, Buffer.from(value, secret ? 'base64' : 'utf8'));
  }
  for (const [key, value] of Object.entries(object.binaryData ?? {})) files.set(key, Buffer.from(value, 'base64'));
  for (const [key, value] of Object.entries(object.stringData ?? {})) files.set(key, Buffer.from(value, 'utf8'));
  return files;
}

const FACTORS: Record<string, number> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A quantity as a number: bytes, or cores. */
export function quantity(value: string | number): number {
  const [, number = '', unit = ''] = /^([0-9.]+(?:e[0-9]+)?)([A-Za-z]*)$/.exec(String(value)) ?? [];
  const factor = FACTORS[unit];
  if (number === '' || factor === undefined) throw new Error(`not a quantity: ${value}`);
  return Number(number) * factor;
}

export function matches(selector: Record<string, string> | undefined, labels: Record<string, string>): boolean {
  return selector !== undefined && Object.entries(selector).every(([key, value]) => labels[key] === value);
}
