import { App, type AppProps, YamlOutputType } from 'cdk8s';
import { documentedApps } from '../../apps/documented';
import { productionApps } from '../../apps/production/production';
import { FleetApp } from '../../lib/fleet/fleet-app';
import { type Scenario } from './support/scenarios';
import { outcome } from './support/snapshot';

/** `npm run test:fleet-heavy` sets it: stock validates all apps again for each chart, which takes its time. */
const HEAVY = process.env.FLEET_SCENARIOS !== undefined;

const ALL: [string, Scenario] = ['all apps', (app) => [documentedApps, productionApps].forEach((build) => build(app))];

const APPS: [string, Scenario][] = HEAVY
  ? [['documented apps', documentedApps], ['production apps', productionApps], ALL] // prettier-ignore
  : [ALL];

describe.each(APPS)('%s', (_, build) => {
  test.each([
    [YamlOutputType.FILE_PER_APP],
    [YamlOutputType.FILE_PER_CHART],
    [YamlOutputType.FILE_PER_RESOURCE],
    [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE],
  ])('FleetApp writes what App writes, output type %s', (yamlOutputType) => {
    for (const recordConstructMetadata of HEAVY ? [false, true] : [true]) {
      const props: AppProps = { yamlOutputType, recordConstructMetadata };
      const expected = outcome((p) => new App(p), props, build);
      expect(expected.error).toBeUndefined();
      expect(outcome((p) => new FleetApp(p), props, build)).toEqual(expected);
    }
  });
});
