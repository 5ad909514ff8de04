import { App } from 'cdk8s';
import { documentedApps } from './documented';

const app = new App();
documentedApps(app);
app.synth();
