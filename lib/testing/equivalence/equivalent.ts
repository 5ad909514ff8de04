import { compare } from './compare';
import { applyDeviations, type Deviation, type UsedDeviation } from './deviations';
import { type Difference } from './difference';
import { type Manifest, objectName } from './manifest';
import { ManifestError } from './manifest-error';
import { type Normalisation } from './normalisation';
import { identity, normalizeManifest, type NormalizeOptions } from './normalize';
import { pair } from './pair';
import { positionOf } from './origin';
import { type ManifestSource, readManifests } from './source';
import { type UpgradeDefaults } from './upgrade';

export interface EquivalenceOptions {
  /**
   * Whose defaults a removed API version gets: `target`, as if only its apiVersion were edited; `source`, its own,
   * written out as kubectl-convert does.
   * @default 'target'
   */
  readonly upgradeDefaults?: UpgradeDefaults;
  /**
   * Names of actual and what each is called in expected, as `name` or `Kind/name`. Fields that refer to a renamed
   * object may differ that way.
   * @default - names are the same
   */
  readonly rename?: Readonly<Record<string, string>>;
  /**
   * Differences that are meant. One that does not occur makes the verdict negative.
   * @default - none
   */
  readonly deviations?: readonly Deviation[];
  /**
   * Fields that are not looked at. Unlike a deviation, one that makes no difference is fine.
   * @default - none
   */
  readonly ignore?: readonly Deviation[];
  /**
   * Whether objects without a counterpart of their name are paired by kind, the most alike first.
   * @default false
   */
  readonly pairByKind?: boolean;
  /**
   * Whether it is enough that actual has what expected has: expected is then partial, and no default is filled into it.
   * @default false
   */
  readonly subset?: boolean;
  /**
   * The namespace of objects that name none.
   * @default 'default'
   */
  readonly defaultNamespace?: string;
}

export interface EquivalenceVerdict {
  /** Whether there are neither differences nor unused deviations. */
  readonly equivalent: boolean;
  readonly differences: readonly Difference[];
  /** What was changed on each side before comparing. */
  readonly normalisations: { readonly actual: readonly Normalisation[]; readonly expected: readonly Normalisation[] };
  readonly deviations: { readonly used: readonly UsedDeviation[]; readonly unused: readonly Deviation[] };
}

/**
 * Whether an API server of today would store the same objects for both sources.
 *
 * @throws ManifestError where a source is not manifests, or holds a value of a type that the API server rejects
 */
export function equivalent(
  actual: ManifestSource,
  expected: ManifestSource,
  options: EquivalenceOptions = {},
): EquivalenceVerdict {
  const { upgradeDefaults, defaultNamespace, subset } = options;
  const sides = {
    actual: new Side(actual, { upgradeDefaults, defaultNamespace }),
    expected: new Side(expected, { upgradeDefaults, defaultNamespace, partial: subset }),
  };
  const { pairs, renamed } = pair(sides.actual.manifests, sides.expected.manifests, options);
  const found = pairs.flatMap((pairing): Difference[] => {
    if (pairing.actual && pairing.expected)
      return compare(pairing.actual, pairing.expected, { subset, rename: renamed });
    if (pairing.expected) {
      return [
        {
          object: objectName(pairing.expected),
          path: '',
          actual: undefined,
          expected: pairing.expected,
          missing: 'actual',
        },
      ];
    }
    const extra = pairing.actual as Manifest;
    if (subset === true) return [];
    return [{ object: objectName(extra), path: '', actual: extra, expected: undefined, missing: 'expected' }];
  });
  const { rest: noticed } = applyDeviations(found, options.ignore ?? []);
  const { rest: differences, used, unused } = applyDeviations(noticed, options.deviations ?? []);
  return {
    equivalent: differences.length === 0 && unused.length === 0,
    differences,
    normalisations: {
      get actual() {
        return sides.actual.normalisations;
      },
      get expected() {
        return sides.expected.normalisations;
      },
    },
    deviations: { used, unused },
  };
}

/** One side, in canonical form. What was changed is found out when somebody asks, for most do not. */
class Side {
  public readonly manifests: readonly Manifest[];
  private readonly written: readonly Manifest[];
  private noted?: readonly Normalisation[];

  public constructor(
    source: ManifestSource,
    private readonly options: NormalizeOptions,
  ) {
    this.written = readManifests(source);
    this.manifests = this.written.map((manifest) => normalizeManifest(manifest, options));
    const seen = new Set<string>();
    for (const [index, manifest] of this.manifests.entries()) {
      const key = identity(manifest);
      if (seen.has(key) && manifest.metadata?.name !== undefined) {
        throw new ManifestError(
          `${objectName(manifest)} is written twice`,
          positionOf(this.written[index] as Manifest, []),
        );
      }
      seen.add(key);
    }
  }

  public get normalisations(): readonly Normalisation[] {
    if (this.noted === undefined) {
      const notes: Normalisation[] = [];
      for (const manifest of this.written) normalizeManifest(manifest, this.options, notes);
      this.noted = notes;
    }
    return this.noted;
  }
}
