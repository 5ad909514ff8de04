import { Duration } from 'cdk8s';
import { RedisConfiguration } from '../../lib/stateful/redis-configuration';
import { RedisCredentials } from '../../lib/stateful/redis-credentials';

const credentials = RedisCredentials.secret('redis');

test('a cut-off master must have stopped taking writes before Sentinels may promote another', () => {
  // WHEN
  const late = () => RedisConfiguration.quorumGated({ credentials, maxLag: Duration.seconds(4) });
  const hasty = () => RedisConfiguration.quorumGated({ credentials, downAfter: Duration.seconds(4) });
  const both = { credentials, maxLag: Duration.seconds(2), downAfter: Duration.seconds(4) };

  // THEN
  expect(late).toThrow('maxLag must be at most 3000 ms, 2 s below downAfter (5000 ms), got 4000 ms');
  expect(hasty).toThrow('maxLag must be at most 2000 ms, 2 s below downAfter (4000 ms), got 3000 ms');
  expect(() => RedisConfiguration.quorumGated(both)).not.toThrow();
  expect(() => RedisConfiguration.quorumGated({ credentials })).not.toThrow();
});
