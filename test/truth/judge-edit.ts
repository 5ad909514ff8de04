import { manifestProblems } from '../../lib/rules/manifest-problems';
import { equivalent } from '../../lib/testing/equivalence/equivalent';
import { type Fields, isFields, type Json, type Manifest } from '../../lib/testing/equivalence/manifest';
import { nanos } from '../../lib/kubernetes/quantity';
import { type VerdictAnswer } from '../../lib/verdict/verdict-protocol';
import { type TruthRow } from './truth-row';

/** Where rules or comparison and a server disagree. */
export interface Disagreement {
  readonly sort: 'missed-refusal' | 'false-refusal' | 'wrong-same' | 'false-alarm' | 'false-alarm-live';
  readonly description: string;
  readonly detail: unknown;
}

/** Refusals of the rules that are stricter than a server on purpose; docs/testing.md lists them. */
const STRICTER: readonly RegExp[] = [
  // The server stores it, but nothing can run it, or it means something else to the server.
  /must be the name of a port of this container/,
  /must leave room for the ordinal/,
  /must be unique .* twice|must be a port of the node that no other container/,
  /must be absent: a .* has no namespace/,
  /scaleTargetRef\.apiVersion: (is required|must )/,
  /helm\.sh\/|argocd\.argoproj\.io\//,
  // Another version of the server refuses it.
  /must be a version that is still served/,
  /must be absent: only init containers have one/,
  /must be an environment variable name/,
  // The storage layer refuses it. The verdict program does not contain that layer.
  /metadata\.name: is required/,
];

/** Whether every problem is stricter on purpose: docs/testing.md lists them. */
export function isStricterOnPurpose(kind: string, problems: readonly string[]): boolean {
  return problems.every(
    (problem) =>
      STRICTER.some((pattern) => pattern.test(problem)) ||
      // A server looks at little of these templates before it makes pods and claims.
      (kind === 'StatefulSet' && /^spec\.(template\.|volumeClaimTemplates\[)/.test(problem)) ||
      // From Kubernetes 1.34 on, servers refuse it.
      (kind === 'ControllerRevision' && problem.startsWith('data: must be a map')),
  );
}

/** Compares what the rules say of a manifest with the answer of a server. */
export function judgeRules(row: TruthRow, manifest: Manifest, answer: VerdictAnswer): Disagreement[] {
  const description = `${manifest.kind}`;
  let problems: string[];
  try {
    problems = manifestProblems(manifest);
  } catch (error) {
    return [{ sort: 'false-refusal', description, detail: String(error) }];
  }
  if (answer.outcome === 'refused') {
    row.refused += 1;
    if (problems.length > 0) row.foretold += 1;
    else return [{ sort: 'missed-refusal', description, detail: answer.problems }];
  } else if (answer.outcome === 'accepted') {
    row.accepted += 1;
    if (problems.length > 0) {
      const left = problems.filter((problem) => !isDropped(manifest, answer.stored as Manifest, problem));
      if (isStricterOnPurpose(manifest.kind, left)) row.stricter += 1;
      else {
        row.falseRefusals += 1;
        return [{ sort: 'false-refusal', description, detail: left }];
      }
    }
  }
  return [];
}

/** Compares the verdict on two manifests that a server accepts with what it stores for them. */
export function judgeVerdict(row: TruthRow, one: Stored, other: Stored): Disagreement[] {
  const truth = truthOf(one.stored, other.stored);
  row[truth] += 1;
  const outcome = verdictOf(one.manifest, other.manifest);
  const found: Disagreement[] = [];
  const add = (sort: Disagreement['sort'], detail: unknown) =>
    found.push({ sort, description: one.manifest.kind, detail });
  if (truth === 'different' && outcome !== 'different') {
    row.wrongSame += 1;
    add('wrong-same', outcome);
  } else if (truth === 'reordered' && outcome === 'same') {
    row.wrongSame += 1;
    add('wrong-same', 'stored in another order');
  } else if (truth === 'same' && outcome !== 'same') {
    if (isDropping(one) || isDropping(other)) row.dropped += 1;
    else {
      row.falseAlarms += 1;
      add('false-alarm', outcome);
    }
  }
  // What `kubectl get -o yaml` would print, beside what was applied.
  const live = verdictOf(other.manifest, other.stored);
  row.live += 1;
  if (live !== 'same') {
    if (isDropping(other)) row.dropped += 1;
    else {
      row.falseAlarmsLive += 1;
      add('false-alarm-live', live);
    }
  }
  return found;
}

/** A manifest, and what a server stores for it. */
export interface Stored {
  readonly manifest: Manifest;
  readonly stored: Manifest;
}

/**
 * Whether the server leaves out a field that is written: one behind a feature gate that is off in this version. The
 * comparison cannot know the gates of a cluster, and looks at these fields.
 */
function isDropping({ manifest, stored }: Stored): boolean {
  return isLacking(stored as unknown as Json, manifest as unknown as Json);
}

/** Whether a problem is one of a field that the server leaves out without a word: nobody would write it on purpose. */
function isDropped(manifest: Manifest, stored: Manifest, problem: string): boolean {
  const path = /^([^:]+):/.exec(problem)?.[1] ?? '';
  const steps = [...path.matchAll(/[^.[\]"]+/g)].map(([step]) => step);
  const at = (root: Manifest): Json | undefined =>
    steps.reduce<Json | undefined>((value, step) => (value as Fields | undefined)?.[step], root as unknown as Json);
  if (at(manifest) === undefined) steps.pop();
  return steps.length > 1 && at(manifest) !== undefined && at(stored) === undefined;
}

function isLacking(stored: Json | undefined, written: Json | undefined): boolean {
  if (written === undefined || written === null || written === '' || written === 0 || written === false) return false;
  if (stored === undefined || stored === null) return Object.keys(written).length > 0 || typeof written !== 'object';
  if (Array.isArray(written)) {
    return Array.isArray(stored) && written.some((item, index) => isLacking(stored[index], item));
  }
  if (!isFields(written) || !isFields(stored)) return false;
  return Object.entries(written).some(([name, member]) => name !== 'stringData' && isLacking(stored[name], member));
}

function truthOf(one: Manifest, other: Manifest): 'same' | 'reordered' | 'different' {
  if (text(one as unknown as Json) === text(other as unknown as Json)) return 'same';
  return text(unordered(one as unknown as Json)) === text(unordered(other as unknown as Json))
    ? 'reordered'
    : 'different';
}

function verdictOf(actual: Manifest, expected: Manifest): string {
  try {
    return equivalent([actual], [expected]).outcome;
  } catch (error) {
    return `error: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * JSON with the members of objects in one order. A null list or value of a Secret is an empty one:
 * etcd has the same bytes for both.
 */
function text(value: Json, name = ''): string {
  if (value === null && LISTS.has(name)) return '[]';
  if (isFields(value) && name === 'data')
    value = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, each ?? '']));
  if (Array.isArray(value)) return `[${value.map((item) => text(item)).join()}]`;
  if (!isFields(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    // The time of the answer.
    .filter((member) => value[member] !== undefined && member !== 'lastPhaseTransitionTime')
    .sort();
  // The server keeps the suffix of a quantity as it is written: 2Gi and 2147483648 are the same amount.
  const amount = (member: string): bigint | undefined =>
    QUANTITIES.has(name) && typeof value[member] === 'string' ? nanos(value[member]) : undefined;
  return `{${members.map((member) => `${JSON.stringify(member)}:${amount(member) ?? text(value[member] as Json, member)}`).join()}}`;
}

/** Maps of quantities. */
const QUANTITIES = new Set(
  'capacity default defaultRequest hard limits max maxLimitRequestRatio min overhead podFixed requests'.split(' '),
);

/** Lists that the API has even where they are empty. */
const LISTS = new Set(['rules', 'webhooks', 'subsets', 'subjects', 'endpoints', 'ports', 'limits', 'hard', 'items']);

/** A value with the items of every list in one order. */
function unordered(value: Json): Json {
  if (Array.isArray(value)) {
    return value
      .map(unordered)
      .map((item) => [text(item), item] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, item]) => item);
  }
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unordered(member as Json)]));
}
