import { type Deviation } from '../../lib/testing/equivalence/deviations';

/** A difference that is meant, with both values: the document may not change below it unseen. */
export interface PinnedDeviation extends Deviation {
  /** The value in the document; absent when the document has none. */
  readonly documented?: unknown;
  /** The value that is synthesized, defaults included; absent when there is none. */
  readonly synthesized?: unknown;
}

/** Where a documented manifest is reproduced, and how it is meant to differ. */
export interface DocumentedManifest {
  /** File below test/documented. */
  readonly file: string;
  /** Id of the chart that has the object. */
  readonly chart: string;
  /** Differences that are meant. */
  readonly deviations: readonly PinnedDeviation[];
}

/** The charts in which the documented files are found, file by file as the folder has them. */
const CHARTS: { readonly [chart: string]: readonly string[] } = {
  'daemons-fluentd': ['daemons/fluentd.yaml'],
  'daemons-nginx-fast-storage': ['daemons/nginx-fast-storage.yaml'],
  'external-database-dns': ['external-database/dns-service.yaml'],
  'external-database-ip': [
    'external-database/external-ip-endpoints.yaml',
    'external-database/external-ip-service.yaml',
  ],
  'ghost-sqlite': ['ghost/ghost-config.yaml', 'ghost/ghost-service.yaml', 'ghost/ghost.yaml'],
  'ghost-mysql': ['ghost/ghost-config-mysql.yaml', 'ghost/ghost-mysql.yaml'],
  httpserver: ['httpserver/httpserver-deployment.yaml', 'httpserver/httpserver-service.yaml'],
  'httpserver-configmap-demo': ['httpserver/configmap-demo-pod.yaml'],
  'jobs-oneshot': ['jobs/job-oneshot.yaml'],
  'jobs-oneshot-failure1': ['jobs/job-oneshot-failure1.yaml'],
  'jobs-oneshot-failure2': ['jobs/job-oneshot-failure2.yaml'],
  'jobs-parallel': ['jobs/job-parallel.yaml'],
  'jobs-queue': ['jobs/job-consumers.yaml', 'jobs/rs-queue.yaml', 'jobs/service-queue.yaml'],
  'kuard-config': ['kuard/kuard-config.yaml', 'kuard/my-config.yaml'],
  'kuard-hpa': ['kuard/kuard-hpa.yaml'],
  'kuard-pod': ['kuard/kuard-pod.yaml'],
  'kuard-pod-full': ['kuard/kuard-pod-full.yaml'],
  'kuard-pod-health': ['kuard/kuard-pod-health.yaml'],
  'kuard-pod-reslim': ['kuard/kuard-pod-reslim.yaml'],
  'kuard-pod-resreq': ['kuard/kuard-pod-resreq.yaml'],
  'kuard-pod-vol': ['kuard/kuard-pod-vol.yaml'],
  'kuard-rs': ['kuard/kuard-rs.yaml'],
  'kuard-rs-scaled': ['kuard/kuard-rs-scaled.yaml'],
  'kuard-secret': ['kuard/kuard-secret.yaml'],
  'kuard-secret-ips': ['kuard/kuard-secret-ips.yaml'],
  'mongo-simple': ['mongo/mongo-simple.yaml', 'mongo/mongo-service.yaml'],
  'mongo-initialised': ['mongo/mongo.yaml', 'mongo/mongo-configmap.yaml'],
  'mongo-persistent': ['mongo/mongo-persistent.yaml'],
  'mysql-dynamic': ['mysql/dynamic-volume-claim.yaml', 'mysql/storageclass.yaml'],
  'mysql-nfs': [
    'mysql/mysql-replicaset.yaml',
    'mysql/mysql-service.yaml',
    'mysql/nfs-volume-claim.yaml',
    'mysql/nfs-volume.yaml',
  ],
  'nginx-exported': ['nginx/nginx-deployment-exported.yaml'],
  'nginx-guarded': ['nginx/nginx-deployment-guarded.yaml'],
  'nginx-scaled': ['nginx/nginx-deployment-scaled.yaml'],
  'nginx-update': ['nginx/nginx-deployment-update.yaml'],
  parse: ['parse/parse.yaml', 'parse/parse-service.yaml'],
  'profile-sync': ['profile-sync/deployment.yaml', 'profile-sync/migrate-ps.yaml', 'profile-sync/service.yaml'],
  redis: ['redis/redis-config.yaml', 'redis/redis-service.yaml', 'redis/redis.yaml'],
  'services-alpaca-prod': ['services/alpaca-prod-deployment.yaml', 'services/alpaca-prod-service.yaml'],
  'services-alpaca-prod-loadbalancer': ['services/alpaca-prod-service-loadbalancer.yaml'],
  'services-alpaca-prod-nodeport': ['services/alpaca-prod-service-nodeport.yaml'],
  'services-alpaca-prod-ready': ['services/alpaca-prod-deployment-ready.yaml'],
  'services-alpaca-test': ['services/alpaca-test-deployment.yaml'],
  'services-bandicoot-prod': ['services/bandicoot-prod-deployment.yaml', 'services/bandicoot-prod-service.yaml'],
  'services-bandicoot-staging': ['services/bandicoot-staging-deployment.yaml'],
  'tks-contract': ['tks-contract/pre-install-job.yaml'],
  'todo-list-v3': ['todo-list/todo-db-test-job.yaml'],
  'todo-list-v4': ['todo-list/todo-db-check-job.yaml'],
};

/** Differences that are meant, by file. */
const DEVIATIONS: { readonly [file: string]: readonly PinnedDeviation[] } = {
  'external-database/external-ip-service.yaml': [
    {
      path: 'spec.ports',
      synthesized: [{ port: 3306, protocol: 'TCP', targetPort: 3306 }],
      reason: 'a Service without ports is rejected by the API server: it has the port of its Endpoints',
    },
  ],
  'kuard/kuard-hpa.yaml': [
    {
      path: 'spec.scaleTargetRef.apiVersion',
      documented: 'extensions/v1beta1',
      synthesized: 'apps/v1',
      reason: 'a current API server has no ReplicaSet of extensions/v1beta1 that could be scaled',
    },
  ],
  'mysql/dynamic-volume-claim.yaml': [
    {
      path: 'metadata.annotations',
      documented: { 'volume.beta.kubernetes.io/storage-class': 'default' },
      reason: 'the annotation that names the storage class is read by no API server of today',
    },
    {
      path: 'spec.storageClassName',
      synthesized: 'default',
      reason: 'the storage class is named by its field in place of the annotation',
    },
  ],
  'mysql/storageclass.yaml': [
    {
      path: 'metadata.annotations[storageclass.kubernetes.io/is-default-class]',
      synthesized: 'true',
      reason: 'the annotation that today makes a class the default',
    },
    {
      path: 'metadata.annotations[storageclass.beta.kubernetes.io/is-default-class]',
      documented: 'true',
      reason: 'the annotation of the default class has lost its beta prefix; no API server of today reads the old one',
    },
    {
      path: 'provisioner',
      documented: 'kubernetes.io/azure-disk',
      synthesized: 'disk.csi.azure.com',
      reason: 'the in-tree provisioner of Azure disks is gone: its CSI driver took its place',
    },
  ],
};

/** Every documented manifest, in the order of the charts. */
export const CATALOGUE: readonly DocumentedManifest[] = Object.entries(CHARTS).flatMap(([chart, files]) =>
  files.map((file) => ({ file, chart, deviations: DEVIATIONS[file] ?? [] })),
);

/** Files that deviations are listed for, so that a typing error there is noticed. */
export const DEVIATING_FILES: readonly string[] = Object.keys(DEVIATIONS);
