// Redis with Sentinel: three members, a backup each night, metrics and alerts.
import { App, Chart, Cron, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  ExternalResources,
  NetworkPeer,
  PersistentClaim,
  RedisCredentials,
  RedisSentinelSet,
  Resources,
} from 'cdk8s-patterns';

export const app = new App();
const chart = new Chart(app, 'redis', { namespace: 'shop' });
ExternalResources.of(chart).secret('redis-credentials', ['redis-password', 'sentinel-password']);
const backups = new PersistentClaim(chart, 'backups', { name: 'redis-backup', storage: Size.gibibytes(8) });

new RedisSentinelSet(chart, 'redis', {
  name: 'redis',
  image: 'redis:7.4.2',
  members: 3,
  credentials: RedisCredentials.secret('redis-credentials'),
  storage: { name: 'data', storage: Size.gibibytes(8) },
  resources: Resources.guaranteed(Cpu.millis(500), Size.gibibytes(1)),
  backup: { schedule: Cron.daily(), claimName: backups.name },
  exporter: {
    image: 'oliver006/redis_exporter:v1.67.0',
    scrapeFrom: [NetworkPeer.namespace('monitoring')],
    operatorLabels: { release: 'prometheus' },
  },
});

app.synth();
