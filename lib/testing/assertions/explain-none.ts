import { FieldPath } from '../equivalence/field-path';
import { type Manifest, objectName } from '../equivalence/manifest';
import { explainMismatches } from './explain-mismatches';
import { listKinds, listResources } from './list-resources';
import { matchPattern } from './match-pattern';
import { distance } from './match-result';
import { isNamed, isOfKind } from './kind-and-name';
import { describeSubject, type Search } from './search';

/**
 * Why a search finds nothing: the kinds that there are, or the names of the kind, or the resource that comes closest
 * to the pattern and where it differs.
 */
export function explainNone(search: Search, resources: readonly Manifest[]): string {
  const { kind, name, pattern } = search;

  const ofKind = resources.filter((each) => isOfKind(each, kind));
  if (ofKind.length === 0) return `there is no ${kind}; ${insteadOf(kind, resources)}`;

  const named = ofKind.filter((each) => name === undefined || isNamed(each, name));
  if (named.length === 0) return `no ${kind} is named ${JSON.stringify(name)}; there are ${listResources(ofKind)}`;

  const ranked = named
    .map((resource) => ({ resource, result: matchPattern(pattern, resource, FieldPath.ROOT, 'partial') }))
    .sort((a, b) => distance(a.result) - distance(b.result));
  const closest = ranked.slice(0, 1);
  const others = ranked.slice(1).map(({ resource }) => resource);
  return [
    ...closest.flatMap(({ resource, result }) => [
      `no ${describeSubject(search)} matches the pattern; the closest is ${objectName(resource)}, which differs at`,
      ...explainMismatches(result.mismatches),
    ]),
    ...(others.length > 0 ? [`further off: ${listResources(others)}`] : []),
  ].join('\n');
}

function insteadOf(kind: string, resources: readonly Manifest[]): string {
  const bare = kind.slice(kind.lastIndexOf('/') + 1).toLowerCase();
  const meant = resources.find((each) => each.kind.toLowerCase() === bare);
  return meant === undefined
    ? listKinds(resources)
    : `did you mean ${kind.includes('/') ? `${meant.apiVersion}/` : ''}${meant.kind}?`;
}
