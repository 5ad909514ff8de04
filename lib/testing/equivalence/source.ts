import { type ApiObject, type App, type Chart } from 'cdk8s';
import { type Json, type Manifest } from './manifest';
import { ManifestError } from './manifest-error';
import { isParsed } from './origin';
import { parse } from './parse';
import { readFiles } from './read-files';
import { takeApart } from './take-apart';
import { divideText, TextDocument } from './text-document';

/** A file of YAML or JSON, or a folder of such files. */
export interface ManifestFile {
  readonly file: string;
}

/** Whatever holds manifests: YAML or JSON text, a file or folder, objects, and what cdk8s synthesizes. */
export type ManifestSource =
  | string
  | ManifestFile
  | Manifest
  | TextDocument
  | Chart
  | App
  | ApiObject
  | readonly ManifestSource[];

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
  return readDocuments(source).flatMap((each) => (each instanceof TextDocument ? each.manifests() : [each]));
}

/** The manifests of a source; those of a text as documents that are not yet read. */
export function readDocuments(source: ManifestSource): (Manifest | TextDocument)[] {
  if (typeof source === 'string') return textDocuments(source);
  if (source instanceof TextDocument) return [source];
  if (Array.isArray(source)) return (source as readonly ManifestSource[]).flatMap(readDocuments);
  if (isConstruct(source)) return constructManifests(source);
  if (isManifestFile(source)) return readFiles(source.file);
  // What was parsed already is known to be a manifest, and errors in it can still say where it stands.
  return isParsed(source as Manifest) ? [source as Manifest] : takeApart(plain(source));
}

function textDocuments(text: string): TextDocument[] {
  const documents = divideText(text, {});
  if (documents.every((document) => document.isBlank())) {
    throw new ManifestError('no manifest found, the input is empty');
  }
  return documents;
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
