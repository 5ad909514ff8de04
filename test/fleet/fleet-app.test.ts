import { ApiObject, App, Chart, type YamlOutputType } from 'cdk8s';
import { FleetApp } from '../../lib/fleet/fleet-app';
import { outcome } from './support/snapshot';
test('smoke', () => {
  for (const yamlOutputType of [0, 1, 2, 3] as YamlOutputType[]) {
    const build = (app: App) => {
      const a = new Chart(app, 'a');
      const b = new Chart(app, 'b');
      new ApiObject(a, 'o', { apiVersion: 'v1', kind: 'X', spec: { a: [1, { b: 'c\nd' }] } });
      new ApiObject(b, 'o', { apiVersion: 'v1', kind: 'X' });
      a.addDependency(b);
    };
    expect(outcome((p) => new FleetApp(p), { yamlOutputType, recordConstructMetadata: true }, build)).toEqual(
      outcome((p) => new App(p), { yamlOutputType, recordConstructMetadata: true }, build),
    );
  }
});
