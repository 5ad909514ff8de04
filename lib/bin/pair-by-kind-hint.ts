import { type Difference } from '../testing/equivalence/difference';

/** A suffix as cdk8s, kustomize and Helm charts append: a hash of the content. */
const HASH = /-(?=[a-z0-9]*[0-9])[a-z0-9]{8,10}$/;

/** Suggests `--pair-by-kind` where an object is missing on each side and their names differ only by a hash. */
export function pairByKindHint(differences: readonly Difference[]): string | undefined {
  const missing = (side: 'actual' | 'expected') =>
    differences.filter((each) => each.path === '' && each.missing === side).map((each) => each.object);
  const onlyExpected = missing('actual');
  for (const object of missing('expected')) {
    const other = onlyExpected.find((each) => each.replace(HASH, '') === object.replace(HASH, ''));
    if (other !== undefined) return `${object} and ${other} differ by a hash in the name: --pair-by-kind compares them`;
  }
  return undefined;
}
