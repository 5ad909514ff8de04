import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart, type JsonPatch } from 'cdk8s';
import { type Construct } from 'constructs';
import { Posture } from '../../posture';
import { type Manifest } from '../../testing/equivalence/manifest';
import { type Inherited } from '../inherited';
import { evaluate, exported } from '../model/evaluate';
import { type AppFile, type Proposal } from '../model/proposal';

type ConstructClass = new (scope: Construct, id: string, props: object) => Construct;

/** Files of generated apps at the places where constructs can read them during a trial. */
export class TrialFiles {
  private readonly root = mkdtempSync(join(tmpdir(), 'cdk8s-patterns-adopt-'));
  private readonly written = new Set<string>();

  /** Writes a file, once. */
  public add(files: readonly AppFile[]): void {
    for (const { path, content } of files) {
      if (this.written.has(path)) continue;
      const target = this.pathOf(path);
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      writeFileSync(target, content, { mode: 0o600 });
      this.written.add(path);
    }
  }

  public readonly pathOf = (file: string): string => join(this.root, ...file.split('/'));

  /** Removes the files. */
  public remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Where proposals are tried. */
export interface Trial {
  readonly files: TrialFiles;
  /** What the chart around the construct hands down. */
  readonly inherited: Inherited;
  /** The manifest as it was read, for one without what it inherits. */
  readonly original: (manifest: Manifest) => Manifest;
}

/** What a construct made. */
export interface Synthesized {
  readonly manifests: Manifest[];
  /** The rules of Kubernetes that the objects break, so that the app could not be synthesized. */
  readonly problems: readonly string[];
}

/**
 * What the proposed construct synthesizes in posture MINIMAL.
 *
 * @throws when the construct refuses the props
 */
export function synthesize(proposal: Proposal, trial: Trial, patches: readonly JsonPatch[] = []): Synthesized {
  const { files, inherited } = trial;
  files.add(proposal.files ?? []);
  const app = new App();
  Posture.MINIMAL.applyTo(app);
  const chart = new Chart(app, 'trial', { ...inherited });
  const props = evaluate(proposal.props, { pathOf: files.pathOf }) as object;
  const made = new (exported('cdk8s-patterns', proposal.construct) as ConstructClass)(chart, 'trial', props);
  if (patches.length > 0) ApiObject.of(made).addJsonPatch(...patches);
  const problems = chart.node.findAll().flatMap((node) => node.node.validate());
  // Not Chart.toJson, which validates: a field that a patch adds may be what the rules ask for.
  const objects = chart.node.findAll().filter((node) => ApiObject.isApiObject(node));
  return { manifests: objects.map((each) => each.toJson() as Manifest), problems };
}
