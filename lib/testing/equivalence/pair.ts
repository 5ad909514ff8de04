import { compare } from './compare';
import { type Manifest } from './manifest';
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

/** What a pairing asks of an object. */
export interface Pairable {
  readonly kind: string;
  readonly name: string | undefined;
  /** Group, kind, namespace and name. */
  readonly key: string;
  /** The key under another name. */
  keyAs(name: string): string;
  /** The object in canonical form. */
  normalized(): Manifest;
}

/**
 * Finds for every object its counterpart: by group, kind, namespace and name, the name renamed where a rule says so,
 * and last, where asked, by kind alone, the most alike first.
 */
export function pair(actual: readonly Manifest[], expected: readonly Manifest[], options: PairOptions = {}): Pairing {
  const { pairs, renamed } = pairBy(actual.map(pairable), expected.map(pairable), options);
  return {
    pairs: pairs.map((each) => ({ actual: each.actual?.normalized(), expected: each.expected?.normalized() })),
    renamed,
  };
}

function pairable(manifest: Manifest): Pairable {
  return {
    kind: manifest.kind,
    name: manifest.metadata?.name,
    key: identity(manifest),
    keyAs: (name) => identity(manifest, name),
    normalized: () => manifest,
  };
}

/** As `pair`, for objects of which only the key is known until they are wanted. */
export function pairBy<T extends Pairable>(
  actual: readonly T[],
  expected: readonly T[],
  options: PairOptions,
): { pairs: { actual?: T; expected?: T }[]; renamed: ReadonlyMap<string, string> } {
  const renamed = new Map<string, string>();
  const waiting = new Map<string, T[]>();
  for (const object of actual) {
    const key = renamedKey(object, options.rename, renamed);
    const list = waiting.get(key);
    if (list) list.push(object);
    else waiting.set(key, [object]);
  }
  const pairs: { actual?: T; expected?: T }[] = [];
  const unpaired: { expected: T; place: number }[] = [];
  for (const object of expected) {
    const found = waiting.get(object.key)?.shift();
    if (found === undefined) unpaired.push({ expected: object, place: pairs.length });
    pairs.push({ actual: found, expected: object });
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
      renamed.set(match.actual.name ?? '', match.expected.name ?? '');
    }
  }
  for (const object of actual) if (left.has(object)) pairs.push({ actual: object });
  return { pairs, renamed };
}

function renamedKey(
  object: Pairable,
  rename: Readonly<Record<string, string>> | undefined,
  renamed: Map<string, string>,
): string {
  const { kind, name } = object;
  if (rename === undefined || name === undefined) return object.key;
  const to = renamedTo(rename, `${kind}/${name}`) ?? renamedTo(rename, name);
  if (to === undefined) return object.key;
  const bare = to.slice(to.indexOf('/') + 1);
  renamed.set(name, bare);
  return object.keyAs(bare);
}

/** What a rule makes of a name. `*` stands for any text, which takes the place of the `*` in the new name. */
function renamedTo(rename: Readonly<Record<string, string>>, name: string): string | undefined {
  if (Object.hasOwn(rename, name)) return rename[name];
  for (const [from, to] of Object.entries(rename)) {
    const star = from.indexOf('*');
    if (star < 0 || name.includes('/') !== from.includes('/')) continue;
    const [head, tail] = [from.slice(0, star), from.slice(star + 1)];
    if (name.length < head.length + tail.length || !name.startsWith(head) || !name.endsWith(tail)) continue;
    return to.replace('*', () => name.slice(head.length, name.length - tail.length));
  }
  return undefined;
}

/** Pairs of one kind and namespace, those with the fewest differences first. */
function alike<T extends Pairable>(actual: readonly T[], expected: readonly T[]): { actual: T; expected: T }[] {
  const candidates = expected.flatMap((wanted, order) =>
    actual
      .filter((found) => found.keyAs('') === wanted.keyAs(''))
      .map((found) => ({
        actual: found,
        expected: wanted,
        order,
        distance: compare(found.normalized(), wanted.normalized(), {
          rename: new Map([[found.name ?? '', wanted.name ?? '']]),
        }).length,
      })),
  );
  candidates.sort((a, b) => a.distance - b.distance || a.order - b.order);
  const taken = new Set<T>();
  return candidates.filter((candidate) => {
    if (taken.has(candidate.actual) || taken.has(candidate.expected)) return false;
    taken.add(candidate.actual).add(candidate.expected);
    return true;
  });
}
