import { type Chart, Size } from 'cdk8s';
import { PodManagementPolicy } from 'cdk8s-plus-27';
import {
  ClaimRetention,
  Probe,
  RedisConfiguration,
  type RedisFilesOptions,
  RedisSentinelSet,
  type RedisSentinelSetProps,
} from '../../lib';
import { expectEveryPropInManifests } from '../support/expect-construct';
import { problemsOf } from '../support/synthesize';
import { WORKLOAD_CASES } from '../support/workload-cases';

const COMMANDS = { redisCommand: ['redis'], sentinelCommand: ['sentinel'] };

function files(options: RedisFilesOptions): RedisConfiguration {
  return RedisConfiguration.files({ literals: { 'redis.conf': 'port 6379' } }, options);
}

function make(props: Partial<RedisSentinelSetProps> = {}): (chart: Chart) => RedisSentinelSet {
  return (chart) =>
    new RedisSentinelSet(chart, 'redis', { image: 'redis:7', configuration: files(COMMANDS), ...props });
}

/** Props that show in the manifests of the documented form; the rest belong to the production form, or to clients. */
type DocumentedProps = Omit<
  RedisSentinelSetProps,
  | 'sentinelResources'
  | 'clusterDomain'
  | 'exporter'
  | 'backup'
  | 'masterName'
  | 'requireCredentials'
  | 'spread'
  | 'disruptionBudget'
  | 'disruptionBudgetOptions'
>;

test('every prop of the documented form shows', () => {
  // GIVEN
  const all: Required<DocumentedProps> = {
    ...WORKLOAD_CASES.all,
    members: 5,
    configuration: files(COMMANDS),
    configName: 'files',
    serviceName: 'peers',
    storage: { name: 'data', storage: Size.gibibytes(1) },
    dataPath: '/var/redis',
    retainWhenDeleted: ClaimRetention.DELETE,
    retainWhenScaled: ClaimRetention.DELETE,
    readiness: Probe.exec(['ready']),
    podManagement: PodManagementPolicy.PARALLEL,
  };

  // THEN: the Sentinel beside it has no resources
  expectEveryPropInManifests<DocumentedProps>(
    {
      ...WORKLOAD_CASES,
      all: { ...all, requireResources: false },
      others: {
        ...WORKLOAD_CASES.others,
        requireResources: true,
        configuration: files({ ...COMMANDS, sentinelCommand: ['other'] }),
      },
    },
    (chart, props) => new RedisSentinelSet(chart, 'redis', props),
  );
});

test('every option of the files shows', () => {
  // GIVEN
  const all: Required<RedisFilesOptions> = { ...COMMANDS, path: '/etc/redis' };

  // THEN
  expectEveryPropInManifests<RedisFilesOptions>(
    { all, others: { redisCommand: ['a'], sentinelCommand: ['b'] } },
    (chart, options) => make({ configuration: files(options) })(chart),
  );
});

test('refuses an even number of members', () => {
  expect(problemsOf(make({ members: 4 })).join()).toContain('needs an odd number of members, got 4');
});
