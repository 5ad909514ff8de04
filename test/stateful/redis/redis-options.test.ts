import { Duration } from 'cdk8s';
import { type RedisOptions } from '../../../lib';
import { RedisCredentials } from '../../../lib/stateful/redis/redis-credentials';
import { lagProblems } from '../../../lib/stateful/redis/redis-options';

const credentials = RedisCredentials.secret('redis');

test.each<[string, Partial<RedisOptions>, string[]]>([
  ['the defaults', {}, []],
  ['both shorter', { maxLag: Duration.seconds(2), downAfter: Duration.seconds(4) }, []],
  [
    'a longer lag',
    { maxLag: Duration.seconds(4) },
    ['maxLag must be at most 3000 ms, 2 s below downAfter (5000 ms), got 4000 ms'],
  ],
  [
    'a shorter time until down',
    { downAfter: Duration.seconds(4) },
    ['maxLag must be at most 2000 ms, 2 s below downAfter (4000 ms), got 3000 ms'],
  ],
])('a cut-off master has stopped taking writes before Sentinels promote another: %s', (_, options, problems) => {
  expect(lagProblems({ credentials, ...options })).toEqual(problems);
});
