// Uses every entry point and asserts what comes out. matrix.sh compiles and runs it in each kind of app.
import { strict as assert } from 'assert';
import { ApiObject, Chart, Duration } from 'cdk8s';
import { Posture, Probe, ProbedDeployment } from 'cdk8s-patterns';
import { FleetApp } from 'cdk8s-patterns/fleet';
import { HelmChart } from 'cdk8s-patterns/helm';
import { equivalent, Manifests, Match } from 'cdk8s-patterns/testing';

export const LEGACY = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web:1.0.0
          readinessProbe: { httpGet: { path: /ready, port: 8080 }, periodSeconds: 5 }
`;

const app = new FleetApp();
export const shop = new Chart(app, 'shop');
Posture.MINIMAL.applyTo(shop);
new ProbedDeployment(shop, 'web', {
  name: 'web',
  image: 'web:1.0.0',
  replicas: 2,
  selector: { matchLabels: { app: 'web' } },
  readiness: Probe.httpGet('/ready', { port: 8080, period: Duration.seconds(5) }),
});
assert.deepEqual(equivalent(shop, LEGACY).differences, []);
assert.equal(equivalent(shop, LEGACY.replace('replicas: 2', 'replicas: 3')).differences.length, 1);
Manifests.fromApp(app).hasResource('Deployment', 'web', { spec: { replicas: 2, paused: Match.absent() } });

const helm = new HelmChart({ name: 'web', version: '1.0.0' });
const port = helm.values.int('port', { default: 8080 });
new ApiObject(new Chart(helm, 'web'), 'config', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'web' },
  data: { port: `${port}` },
});
const files = helm.files();
assert.equal(files['values.yaml'], 'port: 8080\n');
assert.ok(Object.keys(files).some((name) => files[name]?.includes('.Values.port')));

console.log('every entry point works');
