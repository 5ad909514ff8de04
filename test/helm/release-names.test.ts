import { Chart } from 'cdk8s';
import { Posture, RedisCredentials, RedisSentinelSet, StatefulMongo } from '../../lib';
import { HelmChart } from '../../lib/helm';

test('Redis and Mongo sets can be named after the release', () => {
  // GIVEN
  const app = new HelmChart({ name: 'demo', version: '0.1.0' });
  const chart = new Chart(app, 'chart');
  Posture.MINIMAL.with({ networkPolicy: true }).applyTo(chart);
  const { name } = app.values.release;

  // WHEN
  new RedisSentinelSet(chart, 'redis', {
    name: `${name}-redis`,
    image: 'redis:7.2',
    credentials: RedisCredentials.secret('auth'),
  });
  new StatefulMongo(chart, 'mongo', { name: `${name}-mongo`, image: 'mongo:7.0' });

  // THEN
  const templates = Object.values(app.files()).join('\n');
  expect(templates).toContain('cdk8s-patterns/redis-client: {{ printf "%s-redis" .Release.Name | toJson }}');
  expect(templates).toContain('cdk8s-patterns/mongodb-client: {{ printf "%s-mongo" .Release.Name | toJson }}');
  expect(app.check().filter(({ refused }) => refused)).toEqual([]);
  expect(() => app.plain({ releaseName: 'shop' })).not.toThrow();
});
