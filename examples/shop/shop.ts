// A web shop: a Helm chart for customers, and plain YAML for two environments, from one tree.
import { Chart, Cron, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import * as patterns from 'cdk8s-patterns';
import { HelmChart } from 'cdk8s-patterns/helm';

const { ExternalResources, Hook, HookEvent, MongoCredentials, NetworkPeer, RedisCredentials, Resources } = patterns;

export function shop(): HelmChart {
  // The longest name is that of the CronJob, at most 52 characters with `-cleanup`.
  const app = new HelmChart({ name: 'shop', version: '1.0.0', maxReleaseNameLength: 44 });
  const { name } = app.values.release;
  const host = app.values.string('host', { default: 'shop.example.com', description: 'Host name of the shop' });
  const tag = app.values.string('tag', { default: '1.4.2', pattern: '^[\\w.-]+$', description: 'Tag of the image' });
  const maxReplicas = app.values.int('maxReplicas', { default: 6, minimum: 2, description: 'Most web pods' });
  const pageSize = app.values.int('pageSize', { default: 20, minimum: 1, description: 'Articles on a page' });

  const chart = new Chart(app, 'shop');
  const [redisSecret, mongoSecret] = [`${name}-redis-credentials`, `${name}-mongo-credentials`];
  ExternalResources.of(chart).secret(redisSecret).secret(mongoSecret);
  const resources = Resources.guaranteed(Cpu.millis(500), Size.gibibytes(1), Size.mebibytes(128));
  const redis = new patterns.RedisSentinelSet(chart, 'redis', {
    name: `${name}-redis`,
    image: 'redis:7.4.2',
    resources,
    credentials: RedisCredentials.secret(redisSecret),
  });
  const mongo = new patterns.StatefulMongo(chart, 'mongo', {
    name: `${name}-mongo`,
    image: 'mongo:7.0.14',
    resources,
    credentials: MongoCredentials.secret(mongoSecret),
  });

  const literals = { 'shop.json': `{"pageSize": ${pageSize}}` };
  const config = new patterns.ConfigFiles(chart, 'config', { name: `${name}-config`, literals });
  const connections = [mongo.client, redis.client];
  const pod = { image: `registry.example.com/shop:${tag}`, resources, connections };
  // The database is part of the release: the first migration waits for it, the others run before the web pods change.
  const hook = Hook.on([HookEvent.POST_INSTALL, HookEvent.PRE_UPGRADE]);
  new patterns.MigrationHookJob(chart, 'migrate', { ...pod, hook, name: `${name}-migrate`, args: ['migrate'] });
  const web = new patterns.ProbedDeployment(chart, 'web', {
    ...pod,
    name: `${name}-web`,
    ports: [{ number: 8080 }],
    readiness: patterns.Probe.httpGet('/ready'),
    mounts: [patterns.Mount.configMap('/etc/shop', config.name)],
    autoscaler: { minReplicas: 2, maxReplicas },
    service: { port: 80, targetPort: 8080 },
  });
  const [rules, tls] = [[{ host, backend: web }], [{ secretName: `${name}-tls` }]];
  const controller = [NetworkPeer.namespace('ingress-nginx')];
  new patterns.Ingress(chart, 'ingress', { name: `${name}-web`, rules, tls, controller });
  const schedule = Cron.daily();
  new patterns.ScheduledJob(chart, 'cleanup', { ...pod, schedule, name: `${name}-cleanup`, args: ['clean-up'] });
  return app;
}

/** What differs in each environment. */
export const ENVIRONMENTS = { staging: { values: { maxReplicas: 2 } }, production: { values: { maxReplicas: 20 } } };
