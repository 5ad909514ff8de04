import { FleetApp } from '../lib/fleet';
import { documentedApps } from './documented';
import { writeHelmCharts } from './helm/charts';
import { productionApps } from './production/production';

const app = new FleetApp();
documentedApps(app);
productionApps(app);
app.synth();
writeHelmCharts(app.outdir);
