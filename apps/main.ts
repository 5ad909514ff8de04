import { App } from 'cdk8s';
import { documentedApps } from './documented';
import { productionApps } from './production/production';

const app = new App();
documentedApps(app);
productionApps(app);
app.synth();
