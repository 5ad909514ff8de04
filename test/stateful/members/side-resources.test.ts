import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { MongoCredentials, Posture, RedisCredentials, RedisSentinelSet, Resources, StatefulMongo } from '../../../lib';
import { podOf } from '../../support/pod-of';
import { SOUND } from '../../support/sound-props';
import { type Build, only, synthesize } from '../../support/synthesize';

const DISK_LIMITED = Resources.guaranteed(Cpu.millis(100), Size.mebibytes(64), Size.mebibytes(256));
const DISK = expect.objectContaining({ 'ephemeral-storage': expect.any(String) as unknown }) as unknown;

/** Each construct that puts containers of its own beside a user's, with resources for the user's. */
const CONSTRUCTS: { readonly [name: string]: (resources: Resources) => Build } = {
  RedisSentinelSet: (resources) => (chart) =>
    new RedisSentinelSet(chart, 'redis', {
      ...SOUND,
      resources,
      credentials: RedisCredentials.secret('auth'),
      exporter: { image: 'exporter:1', scrapeFrom: [] },
    }),
  StatefulMongo: (resources) => (chart) =>
    new StatefulMongo(chart, 'mongo', {
      ...SOUND,
      resources,
      credentials: MongoCredentials.secret('auth'),
      exporter: { image: 'exporter:1', scrapeFrom: [] },
    }),
};

const POSTURE = Posture.PRODUCTION.with({ checkReferences: false });

describe.each(Object.entries(CONSTRUCTS))('the containers beside that of a %s', (_, build) => {
  /** Those of the construct. */
  function others(resources: Resources): unknown[] {
    const { containers, initContainers = [] } = podOf(only('StatefulSet', synthesize(build(resources), POSTURE)));
    return [...containers.slice(1), ...initContainers].map((container) => container.resources);
  }

  test('have limits of local disk where it has one', () => {
    const resources = others(DISK_LIMITED);
    expect(resources.length).toBeGreaterThan(1);
    expect(resources).toEqual(resources.map(() => ({ requests: DISK, limits: DISK })));
  });

  test('have none where it has none, which would be one of the whole pod', () => {
    const resources = others(SOUND.resources);
    expect(resources.length).toBeGreaterThan(1);
    expect(JSON.stringify(resources)).not.toContain('ephemeral-storage');
  });
});
