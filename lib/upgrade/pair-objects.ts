import { type Manifest } from '../testing/equivalence/manifest';
import { identity } from '../testing/equivalence/normalize';

/** An object of the old state, of the new one, or of both. */
export interface ObjectPair {
  readonly before?: Manifest;
  readonly after?: Manifest;

  /** The pair has different names, which begin alike and end in a hash. */
  readonly isRenamed?: boolean;
}

/** What generators append to a name: kustomize's ten characters, cdk8s's eight, a hexadecimal digest. */
const HASH = /-(?=[a-z0-9]*\d)[a-z0-9]{8,64}$/;

/** Pairs objects by group, kind, namespace and name, and then those whose names differ in a hash at their end. */
export function pairObjects(old: readonly Manifest[], next: readonly Manifest[]): ObjectPair[] {
  const left = new Map(old.map((each) => [identity(each), each]));
  const pairs: ObjectPair[] = next.map((after) => {
    const before = left.get(identity(after));
    left.delete(identity(after));
    return { before, after };
  });
  const byStem = new Map([...left.values()].map((each) => [stemOf(each), each]));
  const paired = pairs.map((pair): ObjectPair => {
    const stem = pair.before === undefined && pair.after !== undefined ? stemOf(pair.after) : undefined;
    const before = stem === undefined ? undefined : byStem.get(stem);
    if (before === undefined) return pair;
    byStem.delete(stem);
    left.delete(identity(before));
    return { ...pair, before, isRenamed: true };
  });
  return [...paired, ...[...left.values()].map((before) => ({ before }))];
}

/** The identity without the hash; `undefined` for a name without one. */
function stemOf(manifest: Manifest): string | undefined {
  const name = manifest.metadata?.name ?? '';
  return HASH.test(name) ? identity(manifest, name.replace(HASH, '')) : undefined;
}
