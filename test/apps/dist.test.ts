import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { documentedApps } from '../../apps/documented';
import { productionApps } from '../../apps/production/production';

const DIST = join(__dirname, '..', '..', 'dist');
const SUFFIX = '.k8s.yaml';

const app = new App();
documentedApps(app);
productionApps(app);

// The committed dist/ is the snapshot of every chart: `npm run synth` brings it up to date.
test.each(app.charts.map((chart) => [chart.node.id, chart] as const))(
  'the chart %s gives what dist/ has',
  (id, chart) => {
    // WHEN
    const documents = parseAllDocuments(readFileSync(join(DIST, `${id}${SUFFIX}`), 'utf8'));

    // THEN
    expect(documents.map((document) => document.toJS() as unknown)).toEqual(chart.toJson());
  },
);

test('dist/ has a file for each chart, and no other', () => {
  expect(
    readdirSync(DIST)
      .filter((file) => file.endsWith(SUFFIX))
      .sort(),
  ).toEqual(app.charts.map((chart) => `${chart.node.id}${SUFFIX}`).sort());
});
