import { App } from 'cdk8s';
import { productionApps } from '../../../apps/production/production';
import { type Manifest } from './manifest';

/** Every object that the production apps synthesize. */
export function productionObjects(): Manifest[] {
  const app = new App();
  productionApps(app);
  return app.charts.flatMap((chart) => chart.toJson() as Manifest[]);
}
