import { type Json, type Manifest } from '../testing/equivalence/manifest';
import { upgrade } from '../testing/equivalence/upgrade';
import { groupObjects, labelOf, type ObjectGroup } from './group';
import { inheritedBy, withoutInherited } from './inherited';
import { type AdoptedChart, type AdoptedConstruct } from './model/adoption';
import { fromJson, object, type ObjectExpression, optionalObject } from './model/expression';
import { type AppFile, type Proposal } from './model/proposal';
import { RECOGNISERS } from './recognise/recognisers';
import { settle, type Settled } from './trial/settle';
import { type Trial, TrialFiles } from './trial/synthesize';

/** The charts that make the manifests: constructs where one makes exactly the object, else the object as it is. */
export function adopt(manifests: readonly Manifest[]): AdoptedChart[] {
  const files = new TrialFiles();
  try {
    const current = manifests.map((manifest) => upgrade(manifest));
    return groupObjects(current).map((group) => adoptGroup(group, files));
  } finally {
    files.remove();
  }
}

function adoptGroup(group: ObjectGroup, files: TrialFiles): AdoptedChart {
  const { name } = group;
  const inherited = inheritedBy(group.manifests);
  const originals = new Map(group.manifests.map((each) => [withoutInherited(each, inherited), each]));
  const manifests = [...originals.keys()];
  const original = (manifest: Manifest): Manifest => originals.get(manifest) ?? manifest;
  const trial = { files, inherited, original };
  const settled = recognise(manifests, trial);
  const ids = new Ids(name);
  const covered = new Set(settled.flatMap(({ proposal }) => proposal.covers));
  const constructs = manifests.flatMap((manifest): AdoptedConstruct[] => {
    const own = settled.find(({ proposal }) => proposal.covers[0] === manifest);
    if (own !== undefined) {
      const { construct, props, covers } = own.proposal;
      return [{ construct, id: ids.next(manifest), props, patches: own.patches, covers: covers.map(original) }];
    }
    if (covered.has(manifest)) return [];
    return [
      {
        construct: 'ApiObject',
        id: ids.next(manifest),
        props: asProps(manifest),
        // cdk8s makes up a name for an object that has none.
        patches: manifest.metadata?.name === undefined ? [{ op: 'remove', path: '/metadata/name' }] : [],
        covers: [original(manifest)],
      },
    ];
  });
  return {
    name,
    inherited: optionalObject({ namespace: fromJson(inherited.namespace), labels: fromJson(inherited.labels) }),
    constructs,
    files: settled.flatMap(({ proposal }): readonly AppFile[] => proposal.files ?? []),
  };
}

/** The constructs of a group, in the order of the recognisers: larger constructs take their objects first. */
function recognise(manifests: readonly Manifest[], trial: Trial): Settled[] {
  const settled: Settled[] = [];
  const rest = new Set(manifests);
  for (const recogniser of RECOGNISERS) {
    for (const manifest of manifests) {
      if (!rest.has(manifest) || !recogniser.kinds.includes(manifest.kind)) continue;
      const found = best(recogniser.propose(manifest, { manifests: [...rest] }), trial);
      if (found === undefined) continue;
      settled.push(found);
      for (const covered of found.proposal.covers) rest.delete(covered);
    }
  }
  return settled;
}

/** The proposal with the fewest patches, the earlier one where that is equal. */
function best(proposals: readonly Proposal[], trial: Trial): Settled | undefined {
  let found: Settled | undefined;
  for (const proposal of proposals) {
    const settled = settle(proposal, trial);
    if (settled !== undefined && (found === undefined || settled.patches.length < found.patches.length))
      found = settled;
    if (found?.patches.length === 0) return found;
  }
  return found;
}

/** A manifest as the props of an ApiObject. */
function asProps(manifest: Manifest): ObjectExpression {
  const { apiVersion, kind, metadata, ...rest } = manifest;
  const members = { apiVersion, kind, metadata, ...rest } as { [name: string]: Json | undefined };
  return object(Object.fromEntries(Object.entries(members).map(([name, value]) => [name, fromJson(value)])));
}

/** Construct ids of one chart: the object's name, with its kind where that is taken. */
class Ids {
  private readonly taken = new Set<string>();

  public constructor(private readonly chart: string) {}

  public next({ kind, metadata }: Manifest): string {
    const name = labelOf(metadata?.name ?? kind);
    const short = name.startsWith(`${this.chart}-`) ? labelOf(name.slice(this.chart.length + 1)) : name;
    const candidates = [short, name, `${short}-${kind.toLowerCase()}`];
    for (let count = 2; ; count++) {
      const free = candidates.find((each) => !this.taken.has(each));
      if (free !== undefined) {
        this.taken.add(free);
        return free;
      }
      candidates.push(`${short}-${kind.toLowerCase()}-${count}`);
    }
  }
}
