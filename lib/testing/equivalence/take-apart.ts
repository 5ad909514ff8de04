import { describeJson, isFields, type Json, type Manifest } from './manifest';
import { ManifestError, type Position } from './manifest-error';

/** Where a value stands, found out only for an error. */
type Where = () => Position;

const NOWHERE: Where = () => ({});

/**
 * The manifests that a value holds: itself, or the items of a List.
 *
 * @throws ManifestError for what is no manifest
 */
export function takeApart(value: Json, where: Where = NOWHERE): Manifest[] {
  const manifest = asManifest(value, where, 'the document');
  if (!manifest.kind.endsWith('List') || !Array.isArray(manifest.items)) return [manifest];
  const itemKind = manifest.kind === 'List' ? undefined : manifest.kind.slice(0, -'List'.length);
  return manifest.items.map((item: Json, index) => {
    // The items of a typed list (RoleList) may leave out what the list has said.
    const named =
      itemKind !== undefined && isFields(item) ? { apiVersion: manifest.apiVersion, kind: itemKind, ...item } : item;
    const inner = asManifest(named, where, `items[${index}] of the ${manifest.kind}`);
    if (inner.kind.endsWith('List') && Array.isArray(inner.items)) {
      throw new ManifestError(
        `items[${index}] of the ${manifest.kind} is itself a ${inner.kind}, expected an object`,
        where(),
      );
    }
    return inner;
  });
}

function asManifest(value: Json, where: Where, what: string): Manifest {
  if (!isFields(value)) {
    const got =
      value === null
        ? 'null'
        : Array.isArray(value)
          ? 'a list'
          : `the ${typeof value} ${JSON.stringify(String(value)).slice(0, 60)}`;
    throw new ManifestError(`${what} is ${got}, expected an object with apiVersion and kind`, where());
  }
  for (const field of ['apiVersion', 'kind'] as const) {
    const given = value[field];
    if (given === undefined || given === null || given === '') {
      const other = value[field === 'kind' ? 'apiVersion' : 'kind'];
      const name = isFields(value.metadata) ? value.metadata.name : undefined;
      const hint = typeof name === 'string' ? ` named ${name}` : typeof other === 'string' ? ` of ${other}` : '';
      throw new ManifestError(`${what}${hint} has no ${field}`, where());
    }
    if (typeof given !== 'string') {
      throw new ManifestError(`${field} of ${what} is ${describeJson(given)}, expected a string`, where());
    }
  }
  if (value.metadata !== undefined && value.metadata !== null && !isFields(value.metadata)) {
    throw new ManifestError(
      `metadata of the ${value.kind as string} is ${describeJson(value.metadata)}, expected an object`,
      where(),
    );
  }
  if (value.metadata === null) delete value.metadata;
  return value as unknown as Manifest;
}
