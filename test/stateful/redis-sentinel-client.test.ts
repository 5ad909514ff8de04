import { Posture, RedisConfiguration, RedisCredentials, RedisSentinelSet, UnprobedDeployment } from '../../lib';
import { mainContainerOf } from '../support/pod-of';
import { SOUND } from '../support/sound-props';
import { only, synthesize } from '../support/synthesize';

const WITHOUT_CHECKS = Posture.PRODUCTION.with({ checkReferences: false });

test('gives another workload what it needs to get through to the set', () => {
  // WHEN
  const manifests = synthesize((chart) => {
    const { client } = new RedisSentinelSet(chart, 'redis', {
      ...SOUND,
      name: 'cache',
      masterName: 'chief',
      configuration: RedisConfiguration.quorumGated({
        credentials: RedisCredentials.secret('auth', { redis: 'main', sentinel: 'watch' }),
      }),
    });
    new UnprobedDeployment(chart, 'web', {
      ...SOUND,
      env: client.env,
      podLabels: { app: 'web', ...client.podLabels },
      connectsTo: [client.opening],
    });
  }, WITHOUT_CHECKS);

  // THEN
  expect(mainContainerOf(only('Deployment', manifests)).env).toEqual([
    { name: 'REDIS_SENTINELS', value: 'cache-0.cache:26379,cache-1.cache:26379,cache-2.cache:26379' },
    { name: 'REDIS_MASTER_NAME', value: 'chief' },
    { name: 'REDIS_PASSWORD', valueFrom: { secretKeyRef: { name: 'auth', key: 'main' } } },
    { name: 'REDIS_SENTINEL_PASSWORD', valueFrom: { secretKeyRef: { name: 'auth', key: 'watch' } } },
  ]);
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
  const [set, web] = ['cache', 'web'].map((name) => policies.find(({ metadata }) => metadata.name === name));
  const { podSelector } = set?.spec as { podSelector: unknown };
  expect(set).toMatchObject({
    spec: {
      ingress: [
        {
          from: expect.arrayContaining([{ podSelector: { matchLabels: { 'cache-client': 'true' } } }]) as unknown,
          ports: [{ port: 6379 }, { port: 26379 }],
        },
      ],
    },
  });
  expect(web).toMatchObject({
    spec: {
      podSelector: { matchLabels: { app: 'web', 'cache-client': 'true' } },
      egress: expect.arrayContaining([{ to: [{ podSelector }], ports: [{ port: 6379 }, { port: 26379 }] }]) as unknown,
    },
  });
});

test('asks for no password where the set has files of its own', () => {
  synthesize((chart) => {
    const { client } = new RedisSentinelSet(chart, 'redis', {
      ...SOUND,
      members: 1,
      configuration: RedisConfiguration.files({ literals: {} }, { redisCommand: ['a'], sentinelCommand: ['b'] }),
    });
    expect(client.env).toHaveLength(2);
  });
});
