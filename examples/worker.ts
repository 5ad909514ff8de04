// A worker that takes jobs from a queue in Redis: no Service, and a probe by command.
import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  ExternalResources,
  Probe,
  ProbedDeployment,
  RedisCredentials,
  RedisSentinelSet,
  Resources,
} from 'cdk8s-patterns';

export const app = new App();
const chart = new Chart(app, 'worker', { namespace: 'shop' });
ExternalResources.of(chart).secret('queue-credentials', ['redis-password', 'sentinel-password']);

const queue = new RedisSentinelSet(chart, 'queue', {
  name: 'queue',
  image: 'redis:7.4.2',
  credentials: RedisCredentials.secret('queue-credentials'),
  resources: Resources.guaranteed(Cpu.millis(500), Size.gibibytes(1)),
});

new ProbedDeployment(chart, 'worker', {
  name: 'worker',
  image: 'registry.example.com/worker:2.0.1',
  autoscaler: { minReplicas: 2, maxReplicas: 10, scaleDown: { stabilizationWindow: Duration.minutes(10) } },
  resources: Resources.guaranteed(Cpu.units(1), Size.gibibytes(1)),
  readiness: Probe.exec(['/worker', 'check']),
  // Time to finish the job at hand.
  terminationGracePeriod: Duration.minutes(5),
  connections: [queue.client],
});

app.synth();
