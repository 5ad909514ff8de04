import { compare } from '../../testing/equivalence/compare';
import { type Json, type Manifest } from '../../testing/equivalence/manifest';
import { identity, normalizeManifest } from '../../testing/equivalence/normalize';
import { type Proposal } from '../model/proposal';
import { jsonPatch, leaves, type Patch, patchesBetween } from './patches';
import { synthesize, type Synthesized, type Trial } from './synthesize';

/** A proposal that was tried: with these patches it makes exactly the manifests that it covers. */
export interface Settled {
  readonly proposal: Proposal;
  readonly patches: readonly Patch[];
}

/** A construct that needs more patches than this says less than the manifest itself. */
const MOST_PATCHES = 8;

/** The part of a manifest's values that may stand in patches. */
const MOST_PATCHED = 0.5;

/** Tries a proposal and its extensions. Nothing when the construct cannot make the manifests, or only with many patches. */
export function settle(proposal: Proposal, trial: Trial): Settled | undefined {
  let settled = attempt(proposal, trial);
  if (settled === undefined) return undefined;
  for (const extend of proposal.extensions ?? []) {
    const larger = extend(settled.proposal);
    const tried = larger && attempt(larger, trial);
    if (tried !== undefined && tried.patches.length <= settled.patches.length) settled = tried;
  }
  return settled;
}

function attempt(proposal: Proposal, trial: Trial): Settled | undefined {
  const originals = proposal.covers.map(trial.original);
  const [main] = originals;
  if (main === undefined) return undefined;
  try {
    const isTrue = ({ manifests, problems }: Synthesized) => problems.length === 0 && areEqual(manifests, originals);
    const bare = synthesize(proposal, trial);
    if (isTrue(bare)) return { proposal, patches: [] };
    const made = bare.manifests;
    // Patches go to the main object alone.
    const twin = made.find((each) => identity(each) === identity(main));
    const others = (manifests: readonly Manifest[], without: Manifest) => manifests.filter((each) => each !== without);
    if (twin === undefined || !areEqual(others(made, twin), others(originals, main))) return undefined;
    const patches = fewest(patchesBetween(asJson(twin), asJson(main)), (chosen) =>
      isTrue(synthesize(proposal, trial, chosen.map(jsonPatch))),
    );
    return patches && isWorthIt(patches, main) ? { proposal, patches } : undefined;
  } catch {
    // What a construct refuses is not its own: the next proposal is tried, or the manifest is kept as it is.
    return undefined;
  }
}

/** The patches that are needed: those without which the rest is not equal. */
function fewest(all: readonly Patch[], isEnough: (patches: readonly Patch[]) => boolean): Patch[] | undefined {
  let needed = [...all];
  if (!isEnough(needed)) return undefined;
  for (const patch of all) {
    const without = needed.filter((each) => each !== patch);
    if (isEnough(without)) needed = without;
  }
  return needed;
}

function isWorthIt(patches: readonly Patch[], main: Manifest): boolean {
  const patched = patches.reduce((sum, { value }) => sum + Math.max(1, leaves(value)), 0);
  return patches.length <= MOST_PATCHES && patched <= Math.max(1, MOST_PATCHED * leaves(asJson(main)));
}

/** Whether an API server stores the same objects for both. */
export function areEqual(actual: readonly Manifest[], expected: readonly Manifest[]): boolean {
  if (actual.length !== expected.length) return false;
  const byIdentity = new Map(actual.map((each) => normalizeManifest(each)).map((each) => [identity(each), each]));
  return expected.every((each) => {
    const normal = normalizeManifest(each);
    const twin = byIdentity.get(identity(normal));
    return twin !== undefined && compare(twin, normal).length === 0;
  });
}

function asJson(manifest: Manifest): Json {
  return manifest as unknown as Json;
}
