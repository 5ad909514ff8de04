import {
  Posture,
  RedisCredentials,
  type RedisSentinelClient,
  RedisSentinelSet,
  UnprobedDeployment,
} from '../../../lib';
import { messageOf } from '../../support/message-of';
import { mainContainerOf, type PodManifest, podOf } from '../../support/pod-of';
import { SOUND } from '../../support/sound-props';
import { only, synthesize } from '../../support/synthesize';

const WITHOUT_CHECKS = Posture.PRODUCTION.with({ checkReferences: false });
const CREDENTIALS = RedisCredentials.secret('auth');
const SECURED = { credentials: CREDENTIALS, tlsSecret: 'members-tls' };

test('gives another workload what it needs to get through to the set', () => {
  // WHEN
  const manifests = synthesize((chart) => {
    const { client } = new RedisSentinelSet(chart, 'redis', {
      ...SOUND,
      name: 'cache',
      masterName: 'chief',
      credentials: RedisCredentials.secret('auth', { redis: 'main', sentinel: 'watch' }),
    });
    new UnprobedDeployment(chart, 'web', {
      ...SOUND,
      selector: { matchLabels: { app: 'web' } },
      connections: [client],
    });
  }, WITHOUT_CHECKS);

  // THEN
  expect(mainContainerOf(only('Deployment', manifests)).env).toEqual([
    { name: 'REDIS_SENTINELS', value: 'cache-0.cache:26379,cache-1.cache:26379,cache-2.cache:26379' },
    { name: 'REDIS_MASTER_NAME', value: 'chief' },
    { name: 'REDIS_WAIT_REPLICAS', value: '1' },
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
          from: expect.arrayContaining([
            { podSelector: { matchLabels: { 'cdk8s-patterns/redis-client': 'cache' } } },
          ]) as unknown,
          ports: [{ port: 6379 }, { port: 26379 }],
        },
      ],
    },
  });
  expect(web).toMatchObject({
    spec: {
      podSelector: { matchLabels: { app: 'web' } },
      egress: expect.arrayContaining([{ to: [{ podSelector }], ports: [{ port: 6379 }, { port: 26379 }] }]) as unknown,
    },
  });
});

describe('of a set that speaks TLS', () => {
  /** The pod of a workload that takes all that a client is given. */
  function podWith(clientOf: (set: RedisSentinelSet) => RedisSentinelClient): PodManifest {
    const manifests = synthesize((chart) => {
      const client = clientOf(new RedisSentinelSet(chart, 'redis', { ...SOUND, name: 'cache', ...SECURED }));
      new UnprobedDeployment(chart, 'web', { ...SOUND, connections: [client] });
    });
    return podOf(only('Deployment', manifests));
  }

  test.each<[string, (set: RedisSentinelSet) => RedisSentinelClient, string]>([
    ['the certificate of the members', ({ client }) => client, 'members-tls'],
    ['one of its own', ({ client }) => client.withCertificate('web-tls'), 'web-tls'],
  ])('finds its files where the environment says, with %s', (_, clientOf, secretName) => {
    // WHEN
    const { volumes, containers } = podWith(clientOf);

    // THEN
    expect(containers[0]?.env?.slice(5)).toEqual([
      { name: 'REDIS_TLS', value: 'true' },
      { name: 'REDIS_TLS_CA_FILE', value: '/redis-tls/ca.crt' },
      { name: 'REDIS_TLS_CERT_FILE', value: '/redis-tls/tls.crt' },
      { name: 'REDIS_TLS_KEY_FILE', value: '/redis-tls/tls.key' },
    ]);
    expect(containers[0]?.volumeMounts).toEqual([{ name: 'redis-tls', mountPath: '/redis-tls', readOnly: true }]);
    expect(volumes).toEqual([{ name: 'redis-tls', secret: { secretName } }]);
  });

  test('keeps what else a client needs, with a certificate of its own', () => {
    synthesize((chart) => {
      const { client } = new RedisSentinelSet(chart, 'redis', { ...SOUND, ...SECURED });
      const own = client.withCertificate('web-tls');
      expect(own.env).toEqual(client.env);
      expect([own.podLabels, own.allowTo]).toEqual([client.podLabels, client.allowTo]);
    });
  });
});

test('has no files and no certificate where the set speaks no TLS', () => {
  synthesize((chart) => {
    const { client } = new RedisSentinelSet(chart, 'redis', {
      ...SOUND,
      masterName: 'chief',
      credentials: CREDENTIALS,
    });
    expect(client.mounts).toEqual([]);
    expect(messageOf(() => client.withCertificate('web-tls'))).toBe(
      'the Redis "chief" speaks no TLS: got the certificate "web-tls"',
    );
  });
});
