import { join } from 'node:path';
import { FleetApp } from '../lib';
import { documentedApps } from './documented';
import { helmCharts } from './helm/charts';
import { productionApps } from './production/production';

const app = new FleetApp();
documentedApps(app);
productionApps(app);
app.synth();
for (const chart of helmCharts(join(app.outdir, 'helm'))) chart.synth();
