import { compare } from './compare';
import { groupOf, type Manifest } from './manifest';
import { identity } from './normalize';

export interface Pair {
  readonly actual?: Manifest;
  readonly expected?: Manifest;
}

export interface PairOptions {
  readonly rename?: Readonly<Record<string, string>>;
  readonly pairByKind?: boolean;
}

export interface Pairing {
  readonly pairs: Pair[];
  /** Names of actual, and what each is called in expected. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * Finds for every object its counterpart: by group, kind, namespace and name, the name renamed where a rule says so,
 * and last, where asked, by kind alone, the most alike first.
 */
export function pair(actual: readonly Manifest[], expected: readonly Manifest[], options: PairOptions = {}): Pairing {
  const renamed = new Map<string, string>();
  const waiting = new Map<string, Manifest[]>();
  for (const manifest of actual) {
    const key = identity(manifest, renameOf(manifest, options.rename, renamed));
    const list = waiting.get(key);
    if (list) list.push(manifest);
    else waiting.set(key, [manifest]);
  }
  const pairs: Pair[] = [];
  const unpaired: { expected: Manifest; place: number }[] = [];
  for (const manifest of expected) {
    const found = waiting.get(identity(manifest))?.shift();
    if (found === undefined) unpaired.push({ expected: manifest, place: pairs.length });
    pairs.push({ actual: found, expected: manifest });
  }
  const left = new Set([...waiting.values()].flat());
  if (options.pairByKind === true) {
    for (const match of alike(
      [...left],
      unpaired.map((item) => item.expected),
    )) {
      left.delete(match.actual);
      const place = unpaired.find((item) => item.expected === match.expected)?.place as number;
      pairs[place] = match;
      renamed.set(nameOf(match.actual), nameOf(match.expected));
    }
  }
  for (const manifest of actual) if (left.has(manifest)) pairs.push({ actual: manifest });
  return { pairs, renamed };
}

function renameOf(
  manifest: Manifest,
  rename: Readonly<Record<string, string>> | undefined,
  renamed: Map<string, string>,
): string | undefined {
  const name = manifest.metadata?.name;
  if (rename === undefined || name === undefined) return name;
  const to = [`${manifest.kind}/${name}`, name]
    .map((key) => (Object.hasOwn(rename, key) ? rename[key] : undefined))
    .find(Boolean);
  if (to === undefined) return name;
  const bare = to.includes('/') ? to.slice(to.indexOf('/') + 1) : to;
  renamed.set(name, bare);
  return bare;
}

/** Pairs of one kind and namespace, those with the fewest differences first. */
function alike(actual: readonly Manifest[], expected: readonly Manifest[]): { actual: Manifest; expected: Manifest }[] {
  const candidates = expected.flatMap((wanted, order) =>
    actual
      .filter((found) => kindOf(found) === kindOf(wanted))
      .map((found) => ({
        actual: found,
        expected: wanted,
        order,
        distance: compare(found, wanted, { rename: new Map([[nameOf(found), nameOf(wanted)]]) }).length,
      })),
  );
  candidates.sort((a, b) => a.distance - b.distance || a.order - b.order);
  const taken = new Set<Manifest>();
  return candidates.filter((candidate) => {
    if (taken.has(candidate.actual) || taken.has(candidate.expected)) return false;
    taken.add(candidate.actual).add(candidate.expected);
    return true;
  });
}

const kindOf = (manifest: Manifest): string =>
  `${groupOf(manifest.apiVersion)}/${manifest.kind}/${manifest.metadata?.namespace ?? ''}`;

const nameOf = (manifest: Manifest): string => manifest.metadata?.name ?? '';
