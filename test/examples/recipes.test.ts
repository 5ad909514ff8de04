import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestProblems } from '../../lib/rules/manifest-problems';
import { EXAMPLES, runExample } from './support/run-example';

/** Of each recipe, objects or files that it makes. */
const RECIPES: { readonly [file: string]: readonly string[] } = {
  'chart-for-customers.ts': [
    'helm/reports/Chart.yaml',
    'helm/reports/templates/web-service.yaml',
    'helm/reports/values.schema.json',
    'helm/reports/values.yaml',
  ],
  'cron.ts': ['CronJob report', 'NetworkPolicy report', 'Role report', 'RoleBinding report', 'ServiceAccount report'],
  'mongo.ts': ['Deployment catalogue', 'Service mongo', 'StatefulSet mongo'],
  'port-a-chart.ts': ['Deployment blog', 'Service blog'],
  'ports/external-dns.ts': [
    'ClusterRole external-dns',
    'ClusterRoleBinding external-dns-viewer',
    'Deployment external-dns',
    'Service external-dns',
    'ServiceAccount external-dns',
  ],
  'ports/metrics-server.ts': ['APIService v1beta1.metrics.k8s.io', 'Deployment metrics-server'],
  'postgres.ts': ['CronJob postgres-backup', 'PersistentVolumeClaim postgres', 'StatefulSet postgres'],
  'redis.ts': [
    'CronJob redis-backup',
    'PersistentVolumeClaim redis-backup',
    'PrometheusRule redis',
    'ServiceMonitor redis',
    'StatefulSet redis',
  ],
  'two-environments.ts': ['Deployment web', 'Service web'],
  'web-with-migration.ts': ['Deployment shop', 'Ingress shop', 'Job shop-migrate', 'Service shop'],
  'worker.ts': ['Deployment worker', 'HorizontalPodAutoscaler worker', 'StatefulSet queue'],
};

const FILES = ['.', 'ports'].flatMap((folder) =>
  readdirSync(join(EXAMPLES, folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)),
);

test('every recipe is tested', () => {
  expect(Object.keys(RECIPES).sort()).toEqual(FILES.sort());
});

test.each(Object.entries(RECIPES))('%s runs, is accepted, and gives its objects', (file, expected) => {
  // WHEN
  const { app, paths, manifests } = runExample(file);

  // THEN
  const all = [...manifests.values()].flat();
  expect(all.flatMap(manifestProblems)).toEqual([]);
  expect(app.check?.() ?? []).toEqual([]);
  const objects = all.map(({ kind, metadata }) => `${String(kind)} ${metadata?.name}`);
  expect([...paths, ...objects]).toEqual(expect.arrayContaining([...expected]));
});

test('the environments of two-environments.ts differ', () => {
  const { manifests } = runExample('two-environments.ts');
  const replicas = [...manifests].map(([path, [deployment]]) => [
    path,
    (deployment?.spec as { replicas?: number }).replicas,
  ]);
  expect(replicas).toEqual([
    ['production.k8s.yaml', 4],
    ['staging.k8s.yaml', 1],
  ]);
});

test('docs/cookbook.md lists every example', () => {
  const listed = readFileSync(join(__dirname, '../../docs/cookbook.md'), 'utf8').matchAll(
    /\(\.\.\/examples\/([^)]+)\)/g,
  );
  expect([...listed].map(([, path]) => path).sort()).toEqual([...FILES, 'shop/shop.ts'].sort());
});
