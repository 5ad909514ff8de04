import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Chart } from 'cdk8s';
import { documentedApps } from '../../apps/documented';
import { equivalent, type EquivalenceVerdict } from '../../lib/testing/equivalence/equivalent';
import { type Manifest } from '../../lib/testing/equivalence/manifest';
import { readManifests } from '../../lib/testing/equivalence/source';
import { isDeepStrictEqual } from 'node:util';
import { type DocumentedManifest } from './catalogue';

const FIXTURES = join(__dirname, '../documented');

/** The text of a documented manifest. */
export function documentedText(file: string): string {
  return readFileSync(join(FIXTURES, file), 'utf8');
}

/** What the documented apps synthesize, by chart. */
export function synthesizeDocumentedApps(): ReadonlyMap<string, Manifest[]> {
  const app = new App();
  documentedApps(app);
  return new Map(app.charts.map((chart: Chart) => [chart.node.id, chart.toJson() as Manifest[]]));
}

/** What the comparison of an app's object with the documented one found. */
export interface Proof {
  readonly verdict: EquivalenceVerdict;
  /** Deviations that occur with other values than the catalogue says. */
  readonly unpinned: readonly string[];
}

/**
 * Whether the object that a chart synthesizes is the documented one.
 *
 * The charts have objects that stand in other files: each file is compared with the object of its kind and name.
 *
 * @param expected what is taken for the documented manifest
 */
export function prove(
  documented: DocumentedManifest,
  expected: string | Manifest,
  charts: ReadonlyMap<string, Manifest[]>,
): Proof {
  const [fixture] = readManifests(documentedText(documented.file));
  const actual = (charts.get(documented.chart) ?? []).filter(
    ({ kind, metadata }) => kind === fixture?.kind && metadata?.name === fixture.metadata?.name,
  );
  const verdict = equivalent(actual, expected, { deviations: documented.deviations });
  const unpinned = documented.deviations.flatMap((deviation) => {
    const used = verdict.deviations.used.find(({ path }) => path === deviation.path);
    const found = used?.differences.map((difference) => [difference.actual, difference.expected]);
    const pinned = [[deviation.synthesized, deviation.documented]];
    return used === undefined || isDeepStrictEqual(found, pinned)
      ? []
      : [`${deviation.path}: found ${JSON.stringify(found)}, the catalogue says ${JSON.stringify(pinned)}`];
  });
  return { verdict, unpinned };
}
