import { compare } from './compare';
import { applyDeviations, type Deviation, type UsedDeviation } from './deviations';
import { type Difference } from './difference';
import { type Manifest, objectName } from './manifest';
import { ManifestError } from './manifest-error';
import { type Normalisation } from './normalisation';
import { identity, normalizeManifest, type NormalizeOptions } from './normalize';
import { positionOf } from './origin';
import { pair } from './pair';
import { type ManifestSource, readManifests } from './source';
import { compareStoredOrder, type StoredOtherwise } from './stored-order';
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
  /**
   * Whether manifests that mean the same but are stored otherwise are not equivalent.
   * @default false
   */
  readonly strict?: boolean;
}

/**
 * `same`: an API server stores the same objects for both sides. `stored-otherwise`: it stores lists in another order,
 * which has no meaning but can have an effect when it is applied. `different`: it stores objects of another meaning.
 */
export type Outcome = 'same' | 'stored-otherwise' | 'different';

export interface EquivalenceVerdict {
  /**
   * Whether both sides mean the same and no deviation is unused. With `strict`, whether they are also stored the same.
   */
  readonly equivalent: boolean;
  readonly outcome: Outcome;
  readonly differences: readonly Difference[];
  /** Lists in another order without another meaning, and what applying the other order does. */
  readonly storedOtherwise: readonly StoredOtherwise[];
  /** What was changed on each side before comparing. */
  readonly normalisations: { readonly actual: readonly Normalisation[]; readonly expected: readonly Normalisation[] };
  readonly deviations: { readonly used: readonly UsedDeviation[]; readonly unused: readonly Deviation[] };
}

/**
 * Whether both sources mean the same to a current API server, and whether it would store the same objects for them.
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
    actual: new Side(actual, { upgradeDefaults, defaultNamespace, keepOrder: true }),
    expected: new Side(expected, { upgradeDefaults, defaultNamespace, keepOrder: true, partial: subset }),
  };
  const { pairs, renamed } = pair(sides.actual.manifests, sides.expected.manifests, options);
  const found = pairs.flatMap((pairing): Difference[] => {
    if (pairing.actual && pairing.expected) {
      const differing = compare(pairing.actual, pairing.expected, { subset, rename: renamed });
      return subset === true ? differing : [...differing, ...compareStoredOrder(pairing.actual, pairing.expected)];
    }
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
  const { rest, used, unused } = applyDeviations(noticed, options.deviations ?? []);
  const storedOtherwise = rest.filter(isStoredOtherwise);
  const differences = rest.filter((each) => !isStoredOtherwise(each));
  const outcome = differences.length > 0 ? 'different' : storedOtherwise.length > 0 ? 'stored-otherwise' : 'same';
  return {
    equivalent: unused.length === 0 && (outcome === 'same' || (outcome === 'stored-otherwise' && !options.strict)),
    outcome,
    differences,
    storedOtherwise,
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

function isStoredOtherwise(difference: Difference): difference is StoredOtherwise {
  return 'effect' in difference;
}

/** One side, in canonical form. The list of changes is made on demand, because most callers do not need it. */
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
      for (const manifest of this.written) normalizeManifest(manifest, { ...this.options, keepOrder: false }, notes);
      this.noted = notes;
    }
    return this.noted;
  }
}
