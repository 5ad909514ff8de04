import { ImagePullPolicy, RestartPolicy, ServiceType } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { Fluentd, NginxFastStorage } from './daemons/daemons';
import { DatabaseByAddress, DatabaseByDnsName } from './external-database/external-database';
import { Ghost } from './ghost/ghost';
import { ConfigMapDemo, HttpServer } from './httpserver/httpserver';
import { OneShot, ParallelJob, WorkQueue } from './jobs/jobs';
import { KuardConfig } from './kuard/kuard-config';
import { KuardPod } from './kuard/kuard-pod';
import { KuardReplicaSet } from './kuard/kuard-replica-set';
import { KuardTls } from './kuard/kuard-tls';
import { Mongo } from './mongo/mongo';
import { DynamicStorage, Mysql } from './mysql/mysql';
import { Nginx, type NginxProps } from './nginx/nginx';
import { Parse } from './parse/parse';
import { ProfileSync } from './profile-sync/profile-sync';
import { Redis } from './redis/redis';
import { KuardService } from './services/kuard-service';
import { TksContract } from './tks-contract/tks-contract';
import { TodoList } from './todo-list/todo-list';
import { TodoListVersion } from './todo-list/versions';

/** Every documented application; a chart is one stage of the document, and one file of dist/. */
export function documentedApps(app: Construct): void {
  profileSync(app);
  tksContract(app);
  todoList(app);
  kuard(app);
  services(app);
  daemons(app);
  jobs(app);
  nginx(app);
  externalDatabase(app);
  mysql(app);
  mongoAndParse(app);
  ghost(app);
  redis(app);
  httpserver(app);
}

function profileSync(scope: Construct): void {
  new ProfileSync(scope, 'profile-sync', {
    namespace: 'local700',
    releaseContainerSuffix: '',
    nonce: 1,
    registry: 'jam.docker.repositories.sapcdn.io',
    release: 'lastStableBuild',
  });
}

function tksContract(scope: Construct): void {
  new TksContract(scope, 'tks-contract', {
    release: 'tks-contract',
    namespace: 'tks',
    args: {
      port: 9110,
      dbUrl: 'postgresql.decapod-db.svc',
      dbPort: 5432,
      dbUser: 'tksuser',
      dbPassword: 'password',
    },
    db: { adminUser: 'postgres', adminPassword: 'password', dbName: 'tks' },
  });
}

function todoList(scope: Construct): void {
  const versions = [TodoListVersion.V1, TodoListVersion.V2, TodoListVersion.V3, TodoListVersion.V4];
  for (const version of versions) {
    new TodoList(scope, `todo-list-v${version}`, {
      release: 'todo-list',
      version,
      replicaCount: 2,
      serviceType: ServiceType.LOAD_BALANCER,
      servicePort: 8012,
      databasePassword: 'todo-list',
    });
  }
}

function kuard(scope: Construct): void {
  const { REQUESTS, LIMITS, HOST_DATA, NFS_DATA } = KuardPod;
  new KuardPod(scope, 'kuard-pod');
  new KuardPod(scope, 'kuard-pod-health', { liveness: true });
  new KuardPod(scope, 'kuard-pod-resreq', { resources: REQUESTS });
  new KuardPod(scope, 'kuard-pod-reslim', { resources: LIMITS });
  new KuardPod(scope, 'kuard-pod-vol', { data: HOST_DATA });
  new KuardPod(scope, 'kuard-pod-full', { liveness: true, readiness: true, resources: LIMITS, data: NFS_DATA });
  new KuardReplicaSet(scope, 'kuard-rs', { replicas: 1 });
  new KuardReplicaSet(scope, 'kuard-rs-scaled', { replicas: 3 });
  new KuardReplicaSet(scope, 'kuard-hpa', { autoscaled: true });
  new KuardConfig(scope, 'kuard-config');
  new KuardTls(scope, 'kuard-secret', { certificates: 'kuard-tls' });
  new KuardTls(scope, 'kuard-secret-ips', { certificates: 'kuard-tls', imagePullSecret: 'my-image-pull-secret' });
}

function services(scope: Construct): void {
  const alpacaProd = { app: 'alpaca', ver: '1', env: 'prod', replicas: 3, port: true };
  new KuardService(scope, 'services-alpaca-prod', { ...alpacaProd, exposed: true });
  new KuardService(scope, 'services-alpaca-prod-ready', { ...alpacaProd, probed: true, exposed: true });
  new KuardService(scope, 'services-alpaca-prod-nodeport', {
    ...alpacaProd,
    exposed: true,
    serviceType: ServiceType.NODE_PORT,
  });
  new KuardService(scope, 'services-alpaca-prod-loadbalancer', {
    ...alpacaProd,
    exposed: true,
    serviceType: ServiceType.LOAD_BALANCER,
  });
  new KuardService(scope, 'services-alpaca-test', { app: 'alpaca', ver: '2', env: 'test', replicas: 1 });
  new KuardService(scope, 'services-bandicoot-prod', {
    app: 'bandicoot',
    ver: '2',
    env: 'prod',
    replicas: 2,
    port: true,
    exposed: true,
  });
  new KuardService(scope, 'services-bandicoot-staging', { app: 'bandicoot', ver: '2', env: 'staging', replicas: 1 });
}

function daemons(scope: Construct): void {
  new Fluentd(scope, 'daemons-fluentd');
  new NginxFastStorage(scope, 'daemons-nginx-fast-storage');
}

function jobs(scope: Construct): void {
  new OneShot(scope, 'jobs-oneshot', { keys: 10, restartPolicy: RestartPolicy.ON_FAILURE });
  new OneShot(scope, 'jobs-oneshot-failure1', { keys: 3, exitCode: 1, restartPolicy: RestartPolicy.ON_FAILURE });
  new OneShot(scope, 'jobs-oneshot-failure2', { keys: 3, exitCode: 1, restartPolicy: RestartPolicy.NEVER });
  new ParallelJob(scope, 'jobs-parallel');
  new WorkQueue(scope, 'jobs-queue');
}

function nginx(scope: Construct): void {
  const first: NginxProps = {
    replicas: 2,
    image: 'nginx:1.7.12',
    imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
  };
  const scaled: NginxProps = { ...first, replicas: 3 };
  const updated: NginxProps = {
    ...scaled,
    image: 'nginx:1.9.10',
    imagePullPolicy: ImagePullPolicy.ALWAYS,
    changeCause: 'Update nginx to 1.9.10',
  };
  new Nginx(scope, 'nginx-exported', first);
  new Nginx(scope, 'nginx-scaled', scaled);
  new Nginx(scope, 'nginx-update', updated);
  new Nginx(scope, 'nginx-guarded', { ...updated, guarded: true });
}

function externalDatabase(scope: Construct): void {
  new DatabaseByDnsName(scope, 'external-database-dns');
  new DatabaseByAddress(scope, 'external-database-ip');
}

function mysql(scope: Construct): void {
  new Mysql(scope, 'mysql-nfs');
  new DynamicStorage(scope, 'mysql-dynamic');
}

function mongoAndParse(scope: Construct): void {
  new Mongo(scope, 'mongo-simple');
  new Mongo(scope, 'mongo-initialised', { initialised: true });
  const persistent = new Mongo(scope, 'mongo-persistent', { initialised: true, persistent: true });
  new Parse(scope, 'parse', { database: persistent.mongo });
}

function ghost(scope: Construct): void {
  new Ghost(scope, 'ghost-sqlite');
  new Ghost(scope, 'ghost-mysql', { mysql: true });
}

function redis(scope: Construct): void {
  new Redis(scope, 'redis');
}

function httpserver(scope: Construct): void {
  new HttpServer(scope, 'httpserver');
  new ConfigMapDemo(scope, 'httpserver-configmap-demo');
}
