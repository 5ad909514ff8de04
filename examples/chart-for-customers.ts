// A Helm chart that customers install: typed values, the release's name in every name, secrets by reference.
import { Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Env, Probe, ProbedDeployment, Resources } from 'cdk8s-patterns';
import { HelmChart } from 'cdk8s-patterns/helm';

export const app = new HelmChart({
  name: 'reports',
  version: '1.0.0',
  description: 'A server of reports',
  notes: 'Installed.',
});
const { values } = app;
const replicas = values.int('replicas', { default: 2, minimum: 1, description: 'Number of pods' });
const level = values.enum('logLevel', { options: ['debug', 'info'], default: 'info', description: 'What is logged' });
const license = values.secretRef('license', { key: 'key', description: 'The key that customers get with the product' });

const chart = new Chart(app, 'reports');
new ProbedDeployment(chart, 'web', {
  name: `${values.release.name}-web`,
  image: 'registry.example.com/reports:5.0.0',
  replicas,
  ports: [{ number: 8080 }],
  env: [Env.value('LOG_LEVEL', level), Env.secretKey('LICENSE_KEY', license.name, license.key)],
  resources: Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512)),
  readiness: Probe.httpGet('/ready'),
  service: { port: 80, targetPort: 8080 },
});

app.synth();
