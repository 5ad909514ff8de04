import { Size } from 'cdk8s';
import { PodManagementPolicy } from 'cdk8s-plus-27';
import { ClaimRetention, NetworkPeer, Probe, ScriptedRedis, type ScriptedRedisProps } from '../../../lib';
import { Posture } from '../../../lib';
import { expectEveryPropInManifests } from '../../support/expect-construct';
import { SOUND } from '../../support/sound-props';
import { only, problemsOf, synthesize } from '../../support/synthesize';
import { WORKLOAD_CASES } from '../../support/workload-cases';

const REQUIRED = {
  files: { literals: { 'redis.conf': 'port 6379' } },
  redisCommand: ['redis'],
  sentinelCommand: ['sentinel'],
};

test('every prop shows', () => {
  // GIVEN
  const all: Required<Omit<ScriptedRedisProps, 'sentinelResources'>> = {
    ...WORKLOAD_CASES.all,
    ...REQUIRED,
    members: 5,
    configName: 'files',
    filesPath: '/etc/redis',
    serviceName: 'peers',
    storage: { name: 'data', storage: Size.gibibytes(1) },
    dataPath: '/var/redis',
    retainWhenDeleted: ClaimRetention.DELETE,
    retainWhenScaled: ClaimRetention.DELETE,
    readiness: Probe.exec(['ready']),
    podManagement: PodManagementPolicy.PARALLEL,
  };

  // THEN: the Sentinel beside it has no resources
  expectEveryPropInManifests<Omit<ScriptedRedisProps, 'sentinelResources'>>(
    {
      ...WORKLOAD_CASES,
      all: { ...all, requireResources: false },
      others: {
        ...WORKLOAD_CASES.others,
        requireResources: true,
        files: { literals: { 'redis.conf': 'port 6380' } },
        redisCommand: ['other'],
        sentinelCommand: ['other'],
      },
      beside: { ...WORKLOAD_CASES.beside, redisCommand: { command: undefined } },
    },
    (chart, props) => new ScriptedRedis(chart, 'redis', props),
  );
});

test('the resources of the Sentinel show', () => {
  const sentinelResources = SOUND.resources;
  const set = only(
    'StatefulSet',
    synthesize((chart) => new ScriptedRedis(chart, 'redis', { ...SOUND, ...REQUIRED, sentinelResources })),
  );
  expect(set).toMatchObject({
    spec: { template: { spec: { containers: [{}, { name: 'sentinel', resources: { limits: {} } }] } } },
  });
});

test('refuses an even number of members', () => {
  expect(
    problemsOf((chart) => new ScriptedRedis(chart, 'redis', { ...SOUND, ...REQUIRED, members: 4 })).join(),
  ).toContain('needs an odd number of members, got 4');
});

test('members reach each other in PRODUCTION, whoever else is let in', () => {
  // WHEN
  const manifests = synthesize(
    (chart) =>
      new ScriptedRedis(chart, 'redis', {
        ...SOUND,
        ...REQUIRED,
        sentinelResources: SOUND.resources,
        allowFrom: [NetworkPeer.namespace('front')],
      }),
    Posture.PRODUCTION,
  );

  // THEN
  const { spec } = only('NetworkPolicy', manifests);
  const members = { podSelector: (spec as { podSelector: unknown }).podSelector };
  const ports = [{ port: 6379 }, { port: 26379 }];
  expect(spec).toMatchObject({
    ingress: [{ from: expect.arrayContaining([members]) as unknown, ports }],
    egress: expect.arrayContaining([{ to: [members], ports }]) as unknown,
  });
});
