import { type EquivalenceOptions } from './equivalent';
import { normalize } from './normalize';
import { pair, type Pair } from './pair';
import { type ManifestSource } from './source';

/** The objects as they are compared: in canonical form, each with its counterpart. */
export function normalizedPairs(
  actual: ManifestSource,
  expected: ManifestSource,
  options: EquivalenceOptions = {},
): readonly Pair[] {
  const { upgradeDefaults, defaultNamespace, subset } = options;
  const sides = {
    actual: normalize(actual, { upgradeDefaults, defaultNamespace }).manifests,
    expected: normalize(expected, { upgradeDefaults, defaultNamespace, partial: subset }).manifests,
  };
  return pair(sides.actual, sides.expected, options).pairs;
}
