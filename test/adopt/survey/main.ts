import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adopt } from '../../../lib/adopt/adopt';
import { type Coverage, coverageOf } from '../../../lib/adopt/coverage';
import { appFiles } from '../../../lib/adopt/print/app-files';
import { writeApp } from '../../../lib/adopt/write-app';
import { equivalent } from '../../../lib/testing/equivalence/equivalent';
import { type Manifest } from '../../../lib/testing/equivalence/manifest';
import { fromFile, readManifests } from '../../../lib/testing/equivalence/source';
import { renderReport } from '../../../lib/testing/equivalence/report';
import { synthesizeApp } from '../support/run-app';

// Adopts every manifest file below the given folders, each as an app of its own, and says what became of them:
// `npm run adopt:survey -- FOLDER...`. Files that are no manifests, such as Helm templates, are left out.

/** What became of one file. */
interface Outcome {
  readonly file: string;
  readonly coverage?: Coverage;
  readonly constructs: readonly string[];
  readonly problem?: string;
}

async function main(folders: readonly string[]): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'cdk8s-patterns-survey-'));
  const outcomes: Outcome[] = [];
  try {
    for (const file of folders.flatMap(filesBelow)) {
      const manifests = read(file);
      if (manifests.length > 0) outcomes.push(await outcomeOf(file, manifests, join(work, String(outcomes.length))));
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  print(outcomes);
}

function filesBelow(folder: string): string[] {
  if (!statSync(folder).isDirectory()) return [folder];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file) && !/(^|\/)(templates|\.git)\//.test(file))
    .sort()
    .map((file) => join(folder, file))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

function read(file: string): Manifest[] {
  try {
    const manifests = readManifests(fromFile(file));
    equivalent(manifests, manifests);
    return manifests;
  } catch {
    return [];
  }
}

async function outcomeOf(file: string, manifests: readonly Manifest[], folder: string): Promise<Outcome> {
  try {
    const charts = adopt(manifests);
    const files = await appFiles(charts, manifests);
    writeApp(folder, files);
    const verdict = equivalent(synthesizeApp(folder), manifests);
    const constructs = charts
      .flatMap((chart) => chart.constructs)
      .map(
        ({ construct, patches, covers }) =>
          `${construct} ${covers[0]?.kind}${patches.map(({ op, path }) => ` ${op} ${path}`).join('')}`,
      );
    return {
      file,
      coverage: coverageOf(charts, files),
      constructs,
      ...(verdict.equivalent ? {} : { problem: renderReport(verdict) }),
    };
  } catch (error) {
    return { file, constructs: [], problem: String(error instanceof Error ? error.message : error).slice(0, 600) };
  }
}

function print(outcomes: readonly Outcome[]): void {
  const sum = (of: (coverage: Coverage) => number) =>
    outcomes.reduce((total, { coverage }) => total + (coverage === undefined ? 0 : of(coverage)), 0);
  for (const { file, problem } of outcomes) if (problem !== undefined) console.log(`${file}: ${problem}\n`);
  const tally = new Map<string, number>();
  for (const { constructs } of outcomes) {
    for (const each of constructs)
      if (!/^\S+ \S+$/.test(each) || each.startsWith('ApiObject')) tally.set(each, (tally.get(each) ?? 0) + 1);
  }
  for (const [what, count] of [...tally].sort((a, b) => b[1] - a[1])) console.log(`${count} × ${what}`);
  const equal = outcomes.filter(({ problem }) => problem === undefined).length;
  console.log(`files: ${outcomes.length}, of which equal: ${equal}`);
  console.log(`objects: ${sum((each) => each.objects)}, in constructs: ${sum((each) => each.inConstructs)}`);
  console.log(
    `workloads: ${sum((each) => each.workloads)}, in constructs: ${sum((each) => each.workloadsInConstructs)}`,
  );
  console.log(`fields: ${sum((each) => each.fields)}, in patches: ${sum((each) => each.fieldsInPatches)}`);
  console.log(`lines of code: ${sum((each) => each.codeLines)}, of YAML: ${sum((each) => each.yamlLines)}`);
}

void main(process.argv.slice(2));
