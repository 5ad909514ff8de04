import { type ApiObject, type App, type Chart } from 'cdk8s';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Json, type Manifest } from './manifest';
import { ManifestError } from './manifest-error';
import { parse, takeApart } from './parse';

/** A file of YAML or JSON, or a folder of such files. */
export interface ManifestFile {
  readonly file: string;
}

/** Whatever holds manifests: YAML or JSON text, a file or folder, objects, and what cdk8s synthesizes. */
export type ManifestSource = string | ManifestFile | Manifest | Chart | App | ApiObject | readonly ManifestSource[];

/** The manifests of a file, or of every .yaml, .yml and .json file of a folder and the folders in it. */
export function fromFile(path: string): ManifestFile {
  return { file: path };
}

/**
 * The manifests that a source holds, in their order.
 *
 * @throws ManifestError where a file is missing, or a text holds no manifests
 */
export function readManifests(source: ManifestSource): Manifest[] {
  if (typeof source === 'string') return parse(source);
  if (Array.isArray(source)) return (source as readonly ManifestSource[]).flatMap(readManifests);
  if (isConstruct(source)) return constructManifests(source);
  if (isManifestFile(source)) return readPath(source.file);
  return takeApart(plain(source));
}

function isManifestFile(source: object): source is ManifestFile {
  return 'file' in source && typeof source.file === 'string' && !('kind' in source);
}

function isConstruct(source: object): source is Chart | App | ApiObject {
  return 'node' in source && typeof source.node === 'object' && source.node !== null;
}

/** Tells App, Chart and ApiObject apart by what they offer, for a class may come from another copy of cdk8s. */
function constructManifests(source: Chart | App | ApiObject): Manifest[] {
  if ('synthYaml' in source) return parse(source.synthYaml(), { allowEmpty: true });
  const made: unknown = source.toJson();
  const list = (Array.isArray(made) ? made : [made]) as Json[];
  return list.flatMap((manifest) => takeApart(plain(manifest)));
}

/** A value as JSON holds it, its own copy: what toJSON gives, and no undefined members. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

function readPath(path: string): Manifest[] {
  if (!existsSync(path)) throw new ManifestError('there is no such file', { file: path });
  if (!statSync(path).isDirectory()) return parse(readText(path), { file: path });
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const manifests = files.flatMap((file) => parse(readText(file), { file, allowEmpty: true }));
  if (manifests.length === 0)
    throw new ManifestError('no manifest found in the .yaml, .yml and .json files of this folder', { file: path });
  return manifests;
}

/** Text in UTF-8; a byte order mark is dropped. */
function readText(file: string): string {
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ManifestError('not text in UTF-8', { file });
  }
}
