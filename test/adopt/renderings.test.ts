import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adopt } from '../../lib/adopt/adopt';
import { mergeRenderings } from '../../lib/adopt/merge/merge-charts';
import { appFiles } from '../../lib/adopt/print/app-files';
import { writeApp } from '../../lib/adopt/write-app';
import { equivalent } from '../../lib/testing/equivalence/equivalent';
import { type Manifest } from '../../lib/testing/equivalence/manifest';
import { parse } from '../../lib/testing/equivalence/parse';
import { renderReport } from '../../lib/testing/equivalence/report';
import { compilerOutput } from './support/check-types';
import { synthesizeApp } from './support/run-app';

interface Values {
  readonly replicas: number;
  readonly tag: string;
  readonly memory: string;
  readonly debug?: boolean;
  readonly autoscaled?: boolean;
  readonly host: string;
}

/** What a chart with values renders to. */
const rendered = (values: Values): Manifest[] =>
  parse(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { app: web, release: shop } }
spec:
  ${values.autoscaled ? '' : `replicas: ${values.replicas}`}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: 'shop/web:${values.tag}'
          ports: [{ containerPort: 8080 }]
          env:
            - { name: HOST, value: '${values.host}' }
            - { name: MODE, value: plain }
            ${values.debug ? "- { name: DEBUG, value: '1' }" : ''}
          resources: { limits: { memory: ${values.memory} } }
          readinessProbe: { httpGet: { path: /ready, port: 8080 } }
          volumeMounts: [{ name: settings, mountPath: /etc/web }]
      volumes: [{ name: settings, configMap: { name: web-settings } }]
---
apiVersion: v1
kind: Service
metadata: { name: web, labels: { app: web, release: shop } }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-settings, labels: { app: web, release: shop } }
data:
  server.conf: |
    host ${values.host}
    workers 4
    timeout 30
${
  values.autoscaled
    ? `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, labels: { app: web, release: shop } }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: ${values.replicas}
  maxReplicas: 9
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }]
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: web-report, labels: { app: web, release: shop } }
spec:
  schedule: '0 3 * * *'
  jobTemplate:
    spec: { template: { spec: { restartPolicy: Never, containers: [{ name: report, image: 'shop/report:${values.tag}' }] } } }
`
    : ''
}`);

const ENVIRONMENTS = new Map([
  ['dev', rendered({ replicas: 1, tag: 'main', memory: '128Mi', debug: true, host: 'dev.example.com' })],
  ['staging', rendered({ replicas: 2, tag: '1.4.0', memory: '256Mi', host: 'staging.example.com' })],
  ['prod', rendered({ replicas: 3, tag: '1.4.0', memory: '1Gi', autoscaled: true, host: 'example.com' })],
]);

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-patterns-renderings-'));
const app = join(folder, 'app');

beforeAll(async () => {
  const adopted = new Map([...ENVIRONMENTS].map(([name, manifests]) => [name, adopt(manifests)]));
  writeApp(app, await appFiles(mergeRenderings(adopted), ENVIRONMENTS));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('three renderings of one chart, adopted together', () => {
  test.each([...ENVIRONMENTS.keys()])('%s synthesizes the same objects', (environment) => {
    const verdict = equivalent(synthesizeApp(app, environment), ENVIRONMENTS.get(environment) ?? []);
    expect(verdict.equivalent ? '' : renderReport(verdict)).toBe('');
  });

  test('are one chart class, whose props are what differs', () => {
    const code = readFileSync(join(app, 'web.ts'), 'utf8');
    expect(code.match(/new ProbedDeployment\(/g)).toHaveLength(1);
    expect(code).toContain('replicas?: number;');
    expect(code).toContain('readonly memoryLimit: Size;');
  });

  test('compile', () => {
    expect(compilerOutput(folder, 'app')).toBe('');
  });
});
