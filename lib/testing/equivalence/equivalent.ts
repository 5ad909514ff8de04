import { checkTypes } from './check-types';
import { compare, type CompareOptions } from './compare';
import { compareAsWritten } from './compare-as-written';
import { applyDeviations, type Deviation, type UsedDeviation } from './deviations';
import { type Difference } from './difference';
import { type Manifest, objectName } from './manifest';
import { ManifestError, type Position } from './manifest-error';
import { type Normalisation } from './normalisation';
import { type NormalizeOptions } from './normalize';
import { pairBy } from './pair';
import { type Entry, MISREAD, Side } from './side';
import { type ManifestSource } from './source';
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
   * object may differ that way. `*` stands for any text, and for the same text on the other side: `web-*` is `app-*`.
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
  /** The objects of each side, as in `Deployment default/web`. */
  objects(): { actual: readonly string[]; expected: readonly string[] };
  /** Where a difference stands: in the text of actual or, where that lacks the object, of expected. */
  positionOf(difference: Difference): Position;
}

/**
 * Whether both sources mean the same to a current API server, and whether it would store the same objects for them.
 * A document whose text is the same on both sides is not read any further than its kind and name.
 *
 * @throws ManifestError where a source is not manifests, or holds a value of a type that the API server rejects
 */
export function equivalent(
  actual: ManifestSource,
  expected: ManifestSource,
  options: EquivalenceOptions = {},
): EquivalenceVerdict {
  try {
    return judge(actual, expected, options, true);
  } catch (error) {
    if (error !== MISREAD) throw error;
    return judge(actual, expected, options, false);
  }
}

function judge(
  actual: ManifestSource,
  expected: ManifestSource,
  options: EquivalenceOptions,
  skim: boolean,
): EquivalenceVerdict {
  const { upgradeDefaults, defaultNamespace, subset } = options;
  const normalize: NormalizeOptions = { upgradeDefaults, defaultNamespace, keepOrder: true };
  const problems: ManifestError[] = [];
  const sides = {
    actual: new Side(actual, normalize, skim, problems),
    expected: new Side(expected, { ...normalize, partial: subset }, skim, problems),
  };
  const { pairs, renamed } = pairBy(sides.actual.entries, sides.expected.entries, options);
  const comparison: CompareOptions = { subset, rename: renamed };
  const found = pairs.flatMap((each) => {
    try {
      return differencesOf(each, comparison);
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      problems.push(error);
      return [];
    }
  });
  if (problems.length > 0) throw ManifestError.all(problems);

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
    objects: () => ({
      actual: sides.actual.entries.map((each) => each.object),
      expected: sides.expected.entries.map((each) => each.object),
    }),
    positionOf: ({ object, path }) => sides.actual.locate(object, path) ?? sides.expected.locate(object, path) ?? {},
  };
}

/** Where two objects differ. Objects that are written alike are not normalised, because that would not tell them apart. */
function differencesOf(
  { actual, expected }: { actual?: Entry; expected?: Entry },
  options: CompareOptions,
): (Difference | StoredOtherwise)[] {
  if (actual === undefined || expected === undefined) return missing(actual, expected, options);
  // Whatever it says, both sides say the same.
  if (actual.isSameText(expected)) return [];
  const written = actual.read();
  const wanted = expected.read();
  const { subset = false } = options;
  const look = subset ? 'unknown' : compareAsWritten(written, wanted);
  if (look === 'alike') {
    checkTypes(written);
    return [];
  }
  const [one, other] = [actual.normalized(written), expected.normalized(wanted)];
  const differing = look === 'reordered' ? [] : compare(one, other, options);
  return subset ? differing : [...differing, ...compareStoredOrder(one, other)];
}

/** An object that only one side has. */
function missing(actual: Entry | undefined, expected: Entry | undefined, { subset }: CompareOptions): Difference[] {
  const lone = (actual ?? expected)?.normalized() as Manifest;
  if (actual === undefined) {
    return [{ object: objectName(lone), path: '', actual: undefined, expected: lone, missing: 'actual' }];
  }
  if (subset === true) return [];
  return [{ object: objectName(lone), path: '', actual: lone, expected: undefined, missing: 'expected' }];
}

function isStoredOtherwise(difference: Difference): difference is StoredOtherwise {
  return 'effect' in difference;
}
