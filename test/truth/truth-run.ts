import { type Manifest } from '../../lib/testing/equivalence/manifest';
import { type KubernetesVersion } from '../../lib/verdict/kubernetes-version';
import { VerdictServer } from '../../lib/verdict/verdict-server';
import { corpus } from '../verdict/program/corpus';
import { seeded } from '../verdict/program/edits';
import { type Disagreement, judgeRules, judgeVerdict, type Stored } from './judge-edit';
import { RandomEdits } from './random-edits';
import { TruthRow } from './truth-row';
import { ValuePool } from './value-pool';

/** Edits of a walk, before the next walk begins at a manifest of the corpus. */
const LONGEST = 10;

/** A disagreement, with the edit that shows it. */
export interface Finding extends Disagreement {
  readonly edit: string;
  readonly before: Manifest;
  readonly manifest: Manifest;
}

/** The comparison with one version of Kubernetes. */
export interface TruthRun {
  readonly version: KubernetesVersion;
  readonly rows: ReadonlyMap<string, TruthRow>;
  readonly findings: readonly Finding[];
}

/**
 * Edits manifests of every kind at random, asks the API server of a version about each edit, and compares the answers
 * with the rules and with the verdicts of `equivalent`. An accepted edit is edited further, so that the manifests become
 * ones that nobody wrote.
 */
export function truthRun(version: KubernetesVersion, edits: number, seed: number): TruthRun {
  const server = VerdictServer.of(version);
  const random = seeded(seed);
  const pool = new ValuePool();
  const starts = startsByKind(server);
  for (const list of starts.values()) for (const { manifest } of list) pool.learn(manifest);
  const rows = new Map<string, TruthRow>();
  const findings: Finding[] = [];
  const maker = new RandomEdits(random, pool);
  const each = Math.ceil(edits / starts.size);

  for (const [kind, list] of starts) {
    const row = new TruthRow();
    rows.set(kind, row);
    let current = list[0] as Stored;
    for (let count = 0, depth = 0; count < each; count += 1, depth += 1) {
      if (depth % LONGEST === 0) current = list[Math.floor(random() * list.length)] as Stored;
      const before = current.manifest;
      const { manifest, description } = maker.edit(before);
      const answer = server.ask({ object: manifest, stored: true });
      const found = judgeRules(row, manifest, answer);
      for (const { field, message } of answer.problems ?? []) pool.learnFrom(field, message);
      if (answer.outcome === 'accepted') {
        const next = { manifest, stored: answer.stored as Manifest };
        if (isSameObject(current.stored, next.stored)) found.push(...judgeVerdict(row, current, next));
        pool.learn(manifest);
        current = next;
      }
      findings.push(...found.map((finding) => ({ ...finding, edit: description, before, manifest })));
    }
  }
  return { version, rows, findings };
}

/** Manifests that the server accepts, by kind. */
function startsByKind(server: VerdictServer): Map<string, Stored[]> {
  const starts = new Map<string, Stored[]>();
  for (const { manifest: written } of corpus()) {
    const manifest = withoutControllerAnnotations(written);
    const answer = server.ask({ object: manifest, stored: true });
    if (answer.outcome !== 'accepted') continue;
    starts.set(manifest.kind, [...(starts.get(manifest.kind) ?? []), { manifest, stored: answer.stored as Manifest }]);
  }
  return starts;
}

/** Annotations that a controller sets are left out of every comparison, so that none is edited. */
function withoutControllerAnnotations(manifest: Manifest): Manifest {
  const { annotations, ...metadata } = manifest.metadata ?? {};
  const kept = Object.entries(annotations ?? {}).filter(([name]) => !name.startsWith('deployment.kubernetes.io/'));
  return {
    ...manifest,
    metadata: { ...metadata, ...(kept.length > 0 ? { annotations: Object.fromEntries(kept) } : {}) },
  };
}

/** Objects of another name are not compared with each other. */
function isSameObject(one: Manifest, other: Manifest): boolean {
  const name = ({ apiVersion, kind, metadata }: Manifest) =>
    [apiVersion, kind, metadata?.namespace, metadata?.name, metadata?.generateName].join();
  return name(one) === name(other);
}
