import { runOptions } from '../../lib/fleet/run-options';

describe('runOptions', () => {
  test('is everything and nothing else by default', () => {
    expect(runOptions([], {}, {})).toEqual({ only: [], shard: undefined, profile: false, prune: false });
  });

  test('reads arguments in both forms', () => {
    expect(runOptions(['--only', 'a,b', '--only=c=d', '--shard=1/2', '--profile', '--prune'], {}, {})).toEqual({
      only: ['a', 'b', 'c=d'],
      shard: '1/2',
      profile: true,
      prune: true,
    });
  });

  test('prefers arguments to the environment, and the environment to what the program says', () => {
    // GIVEN
    const env = { CDK8S_FLEET_ONLY: 'env', CDK8S_FLEET_SHARD: '2/3', CDK8S_FLEET_PROFILE: 'false' };
    const defaults = { only: ['props'], shard: '1/1', profile: true, prune: true };

    // WHEN THEN
    expect(runOptions(['--only', 'args'], env, defaults)).toEqual({
      only: ['args'],
      shard: '2/3',
      profile: false,
      prune: true,
    });
  });

  test('takes an empty variable for an unset one', () => {
    const env = { CDK8S_FLEET_ONLY: '', CDK8S_FLEET_SHARD: '', CDK8S_FLEET_PRUNE: '' };
    expect(runOptions([], env, { only: ['a'], shard: '1/2', prune: true })).toEqual({
      only: ['a'],
      shard: '1/2',
      profile: false,
      prune: true,
    });
  });

  test.each([
    [['--shards', '1/2'], 'unknown option "--shards"'],
    [['--prune=no'], 'unknown option "--prune=no"'],
    [['web'], 'unknown option "web"'],
    [['--only'], 'option --only needs a value'],
    [['--shard='], 'option --shard needs a value'],
  ])('refuses %j', (args, message) => {
    expect(() => runOptions(args, {}, {})).toThrow(
      `${message}, expected --only PATTERN[,PATTERN], --shard I/N, --profile, --prune`,
    );
  });

  test('refuses a flag that is neither true nor false', () => {
    expect(() => runOptions([], { CDK8S_FLEET_PRUNE: 'yes' }, {})).toThrow(
      'invalid CDK8S_FLEET_PRUNE "yes", expected true or false',
    );
  });
});
