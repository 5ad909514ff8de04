import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adopt } from '../../lib/adopt/adopt';
import { type Coverage, coverageOf } from '../../lib/adopt/coverage';
import { appFiles } from '../../lib/adopt/print/app-files';
import { writeApp } from '../../lib/adopt/write-app';
import { equivalent } from '../../lib/testing/equivalence/equivalent';
import { renderReport } from '../../lib/testing/equivalence/report';
import { readManifests } from '../../lib/testing/equivalence/source';
import { CATALOGUE } from '../proof/catalogue';
import { documentedText } from '../proof/prove';
import { compilerOutput } from './support/check-types';
import { synthesizeApp } from './support/run-app';

/** The documented files by the chart of apps/ that reproduces them: each set is adopted as one app. */
const STAGES = [...new Set(CATALOGUE.map(({ chart }) => chart))].map((chart) => ({
  chart,
  files: CATALOGUE.filter((each) => each.chart === chart).map(({ file }) => file),
}));

/** What no construct makes: the documents that apps/ itself reproduces with a deviation, or with an ApiObject. */
const AS_THEY_ARE: { readonly [chart: string]: readonly string[] } = {
  // The Service has no ports, which an API server rejects.
  'external-database-ip': ['Endpoints/external-ip-database', 'Service/external-ip-database'],
  // Its target is in another file.
  'kuard-hpa': ['HorizontalPodAutoscaler/kuard'],
  'mysql-dynamic': ['StorageClass/default'],
};

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-patterns-documented-'));
const coverages = new Map<string, Coverage>();

beforeAll(async () => {
  for (const { chart, files } of STAGES) {
    const manifests = files.flatMap((file) => readManifests(documentedText(file)));
    const charts = adopt(manifests);
    const written = await appFiles(charts, manifests);
    writeApp(join(folder, chart), written);
    coverages.set(chart, coverageOf(charts, written));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the documented manifests, adopted', () => {
  test('are all 68', () => {
    const read = [...coverages.values()].reduce((sum, { objects }) => sum + objects, 0);
    expect(read).toBe(68);
  });

  test.each(STAGES)('$chart synthesizes the same objects', ({ chart, files }) => {
    // WHEN
    const synthesized = synthesizeApp(join(folder, chart));
    // THEN
    const verdict = equivalent(
      synthesized,
      files.flatMap((file) => readManifests(documentedText(file))),
    );
    expect(verdict.equivalent ? '' : renderReport(verdict)).toBe('');
  });

  test('compile with the compiler options of a fresh cdk8s app', () => {
    expect(compilerOutput(folder, 'redis')).toBe('');
  });

  test('need no JSON patch', () => {
    const patched = [...coverages].filter(([, { fieldsInPatches }]) => fieldsInPatches > 0);
    expect(patched.map(([chart]) => chart)).toEqual([]);
  });

  test('are constructs, but for what no construct makes', () => {
    const kept = [...coverages].filter(([, { asTheyAre }]) => asTheyAre.length > 0);
    expect(Object.fromEntries(kept.map(([chart, { asTheyAre }]) => [chart, asTheyAre]))).toEqual(AS_THEY_ARE);
  });
});
