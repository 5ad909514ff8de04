import { type Fields, isFields, type Json, type Manifest } from '../testing/equivalence/manifest';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Whether an object comes from a cluster (`kubectl get -o yaml`) and not from a file. */
export function isLive(manifest: Manifest): boolean {
  return typeof manifest.metadata?.uid === 'string' && manifest.metadata.uid !== '';
}

/**
 * What applying a manifest makes of a live object: fields of the manifest are set; a field that the last manifest had
 * and this one has not is removed; every other field, which the server or a controller set, stays.
 */
export function applied(live: Manifest, manifest: Manifest): Manifest {
  const last = lastApplied(live);
  const merged = merge(live as unknown as Fields, manifest as unknown as Fields, last) as unknown as Manifest;
  return { ...merged, apiVersion: manifest.apiVersion, kind: manifest.kind };
}

function lastApplied(live: Manifest): Fields {
  try {
    const parsed = JSON.parse(live.metadata?.annotations?.[LAST_APPLIED] ?? '{}') as Json;
    return isFields(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function merge(live: Fields, wanted: Fields, last: Fields): Fields {
  const merged: Fields = { ...live };
  for (const name of Object.keys(last)) if (wanted[name] === undefined) delete merged[name];
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined) continue;
    merged[name] = mergeValue(live[name], value, last[name]);
  }
  return merged;
}

function mergeValue(live: Json | undefined, wanted: Json, last: Json | undefined): Json {
  if (isFields(live) && isFields(wanted)) return merge(live, wanted, isFields(last) ? last : {});
  if (Array.isArray(live) && Array.isArray(wanted)) return mergeLists(live, wanted, Array.isArray(last) ? last : []);
  return wanted;
}

/** Items that have a name are merged by it; a list of anything else is replaced. */
function mergeLists(live: readonly Json[], wanted: readonly Json[], last: readonly Json[]): Json[] {
  const named = (list: readonly Json[], item: Json): Json | undefined =>
    list.find((each) => keyOf(each) !== undefined && keyOf(each) === keyOf(item));
  const merged = wanted.map((item) => mergeValue(named(live, item), item, named(last, item)));
  const added = live.filter((item) => {
    return keyOf(item) !== undefined && named(wanted, item) === undefined && named(last, item) === undefined;
  });
  return last.length > 0 ? [...merged, ...added] : merged;
}

/** What names an item of a list, as the API merges lists: containers and volumes by name, ports by their number. */
function keyOf(item: Json): string | undefined {
  if (!isFields(item)) return undefined;
  const key = item.name ?? item.containerPort ?? item.port ?? item.mountPath ?? item.ip ?? item.topologyKey;
  return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
}
