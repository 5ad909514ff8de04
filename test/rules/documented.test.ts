import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { manifestProblems } from '../../lib/rules/manifest-problems';

const FOLDER = join(__dirname, '..', 'documented');

const SELECTOR = 'spec.selector: is required';
const PORTS = 'spec.ports: must have at least one port, unless clusterIP is None or type ExternalName';

function removed(kind: string, from: string, to: string, since: string): string {
  return `apiVersion: must be a version that is still served: ${kind} moved to ${to} in ${since}, got "${from}"`;
}

function workload(kind: string, from = 'extensions/v1beta1'): string {
  return removed(kind, from, 'apps/v1', '1.16');
}

/** Everything that the rules find in the documented manifests; each is a defect their catalogue names. */
const DEFECTS: Readonly<Record<string, string[]>> = {
  'daemons/fluentd.yaml': [workload('DaemonSet'), SELECTOR],
  'daemons/nginx-fast-storage.yaml': [workload('DaemonSet'), SELECTOR],
  'external-database/external-ip-service.yaml': [PORTS],
  'ghost/ghost-mysql.yaml': [workload('Deployment')],
  'ghost/ghost.yaml': [workload('Deployment')],
  'jobs/rs-queue.yaml': [workload('ReplicaSet'), SELECTOR],
  'kuard/kuard-hpa.yaml': [
    'spec.scaleTargetRef.apiVersion: must be apps/v1 for a ReplicaSet, got "extensions/v1beta1"',
  ],
  'kuard/kuard-rs-scaled.yaml': [workload('ReplicaSet'), SELECTOR],
  'kuard/kuard-rs.yaml': [workload('ReplicaSet'), SELECTOR],
  'mongo/mongo-persistent.yaml': [workload('StatefulSet', 'apps/v1beta1'), SELECTOR],
  'mongo/mongo-simple.yaml': [workload('StatefulSet', 'apps/v1beta1'), SELECTOR],
  'mongo/mongo.yaml': [workload('StatefulSet', 'apps/v1beta1'), SELECTOR],
  'mysql/mysql-replicaset.yaml': [workload('ReplicaSet')],
  'mysql/storageclass.yaml': [removed('StorageClass', 'storage.k8s.io/v1beta1', 'storage.k8s.io/v1', '1.22')],
  'nginx/nginx-deployment-exported.yaml': [workload('Deployment')],
  'nginx/nginx-deployment-guarded.yaml': [workload('Deployment')],
  'nginx/nginx-deployment-scaled.yaml': [workload('Deployment')],
  'nginx/nginx-deployment-update.yaml': [workload('Deployment')],
  'parse/parse.yaml': [workload('Deployment'), SELECTOR],
  'profile-sync/deployment.yaml': [workload('Deployment'), SELECTOR],
  'redis/redis.yaml': [workload('StatefulSet', 'apps/v1beta1'), SELECTOR],
  'services/alpaca-prod-deployment-ready.yaml': [workload('Deployment')],
  'services/alpaca-prod-deployment.yaml': [workload('Deployment')],
  'services/alpaca-test-deployment.yaml': [workload('Deployment')],
  'services/bandicoot-prod-deployment.yaml': [workload('Deployment')],
  'services/bandicoot-staging-deployment.yaml': [workload('Deployment')],
};

function problemsOf(file: string): string[] {
  const documents = parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8'), { version: '1.1' });
  return [...documents].flatMap((document) => manifestProblems(document.toJS() as unknown));
}

const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .sort();

test('there are documented manifests to check', () => {
  expect(files.length).toBe(68);
});

test.each(files)('finds only the catalogued defects in %s', (file) => {
  // THEN
  expect(problemsOf(file)).toEqual(DEFECTS[file] ?? []);
});
