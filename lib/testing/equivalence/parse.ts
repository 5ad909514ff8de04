import { type Json, isFields, type Manifest } from './manifest';
import { ManifestError, type Position } from './manifest-error';
import { rememberOrigin } from './origin';
import { describeJson, type ParseOptions, YamlReader } from './yaml-reader';

/**
 * Reads manifests from YAML or JSON as Kubernetes does: YAML 1.1, any number of documents, `kind: List` taken apart.
 *
 * @throws ManifestError with line and column, where the text is not YAML, repeats a key, or holds something that is no
 * manifest
 */
export function parse(text: string, options: ParseOptions = {}): Manifest[] {
  const manifests: Manifest[] = [];
  const reader = new YamlReader(text, options);
  for (const [index, { value, position }] of reader.documents().entries()) {
    if (value === null) continue;
    for (const [item, manifest] of takeApart(value, position).entries()) {
      rememberOrigin(manifest, { file: options.file, locate: (path) => locate(text, options, index, item, path) });
      manifests.push(manifest);
    }
  }
  if (manifests.length === 0 && options.allowEmpty !== true) {
    throw new ManifestError('no manifest found, the input is empty', { file: options.file });
  }
  return manifests;
}

/** Reads any YAML or JSON documents, as Kubernetes does, without asking that they be manifests. */
export function parseValues(text: string, options: ParseOptions = {}): Json[] {
  return new YamlReader(text, options).documents().map((document) => document.value);
}

/**
 * The manifests that a value holds: itself, or the items of a List.
 *
 * @throws ManifestError for what is no manifest
 */
export function takeApart(value: Json, position: Position = {}): Manifest[] {
  const manifest = asManifest(value, position, 'the document');
  if (!manifest.kind.endsWith('List') || !Array.isArray(manifest.items)) return [manifest];
  const itemKind = manifest.kind === 'List' ? undefined : manifest.kind.slice(0, -'List'.length);
  return manifest.items.map((item: Json, index) => {
    // The items of a typed list (RoleList) may leave out what the list has said.
    const named =
      itemKind !== undefined && isFields(item) ? { apiVersion: manifest.apiVersion, kind: itemKind, ...item } : item;
    const inner = asManifest(named, position, `items[${index}] of the ${manifest.kind}`);
    if (inner.kind.endsWith('List') && Array.isArray(inner.items)) {
      throw new ManifestError(
        `items[${index}] of the ${manifest.kind} is itself a ${inner.kind}, expected an object`,
        position,
      );
    }
    return inner;
  });
}

function asManifest(value: Json, position: Position, what: string): Manifest {
  if (!isFields(value)) {
    const got =
      value === null
        ? 'null'
        : Array.isArray(value)
          ? 'a list'
          : `the ${typeof value} ${JSON.stringify(String(value)).slice(0, 60)}`;
    throw new ManifestError(`${what} is ${got}, expected an object with apiVersion and kind`, position);
  }
  for (const field of ['apiVersion', 'kind'] as const) {
    const given = value[field];
    if (given === undefined || given === null || given === '') {
      const other = value[field === 'kind' ? 'apiVersion' : 'kind'];
      const name = isFields(value.metadata) ? value.metadata.name : undefined;
      const hint = typeof name === 'string' ? ` named ${name}` : typeof other === 'string' ? ` of ${other}` : '';
      throw new ManifestError(`${what}${hint} has no ${field}`, position);
    }
    if (typeof given !== 'string') {
      throw new ManifestError(`${field} of ${what} is ${describeJson(given)}, expected a string`, position);
    }
  }
  if (value.metadata !== undefined && value.metadata !== null && !isFields(value.metadata)) {
    throw new ManifestError(
      `metadata of the ${value.kind as string} is ${describeJson(value.metadata)}, expected an object`,
      position,
    );
  }
  if (value.metadata === null) delete value.metadata;
  return value as unknown as Manifest;
}

/** Where a path of a manifest stands in its text. The text is read again: positions are wanted only for errors. */
function locate(
  text: string,
  options: ParseOptions,
  document: number,
  item: number,
  path: readonly (string | number)[],
): Position {
  return new YamlReader(text, options).locate(document, item, path);
}

export { type ParseOptions };
