import { type Json, type Manifest } from '../testing/equivalence/manifest';
import { type AdoptedChart } from './model/adoption';
import { type AppFile } from './model/proposal';
import { leaves } from './trial/patches';

/** How much of the manifests became constructs. */
export interface Coverage {
  /** Objects that were read. */
  readonly objects: number;
  /** Objects that constructs make. */
  readonly inConstructs: number;
  /** Objects that make pods, and those of them that constructs make. */
  readonly workloads: number;
  readonly workloadsInConstructs: number;
  /** Objects that are written out as ApiObjects, as `Kind/name`. */
  readonly asTheyAre: readonly string[];
  /** Values in the manifests, and those of them that JSON patches write. */
  readonly fields: number;
  readonly fieldsInPatches: number;
  /** Lines of the charts' code, and of the manifests' YAML, without empty ones. */
  readonly codeLines: number;
  readonly yamlLines: number;
}

const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod', 'Job', 'CronJob']);

/** Counts what became of manifests. */
export function coverageOf(charts: readonly AdoptedChart[], files: readonly AppFile[]): Coverage {
  const constructs = charts.flatMap((chart) => chart.constructs);
  const asTheyAre = constructs.filter(({ construct }) => construct === 'ApiObject').flatMap(({ covers }) => covers);
  const all = constructs.flatMap(({ covers }) => covers);
  const workloads = (manifests: readonly Manifest[]) => manifests.filter(({ kind }) => WORKLOADS.has(kind)).length;
  const patches = constructs.flatMap((each) => each.patches);
  return {
    objects: all.length,
    inConstructs: all.length - asTheyAre.length,
    workloads: workloads(all),
    workloadsInConstructs: workloads(all) - workloads(asTheyAre),
    asTheyAre: asTheyAre.map(({ kind, metadata }) => `${kind}/${metadata?.name ?? '*'}`),
    fields: all.reduce((sum, each) => sum + leaves(each as unknown as Json), 0),
    fieldsInPatches: patches.reduce((sum, { value }) => sum + Math.max(1, leaves(value)), 0),
    codeLines: linesOf(files, (path) => path.endsWith('.ts') && !NOT_CHARTS.has(path)),
    yamlLines: linesOf(files, (path) => path.startsWith('test/originals/')),
  };
}

const NOT_CHARTS = new Set(['main.ts', 'charts.ts', 'test/adopted.test.ts']);

function linesOf(files: readonly AppFile[], isCounted: (path: string) => boolean): number {
  const counted = files.filter(({ path }) => isCounted(path));
  return counted.flatMap(({ content }) => String(content).split('\n')).filter((line) => line.trim() !== '').length;
}
