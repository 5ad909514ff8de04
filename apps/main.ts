import { App, YamlOutputType } from 'cdk8s';

const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_CHART });
app.synth();
