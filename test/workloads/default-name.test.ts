import { type Chart, Cron, Size } from 'cdk8s';
import { Construct } from 'constructs';
import {
  DatabaseEngine,
  DatabaseSingleton,
  DatabaseStorage,
  Hook,
  MigrationHookJob,
  MongoCredentials,
  PostgresBootstrapJob,
  RedisCredentials,
  RedisSentinelSet,
  StatefulMongo,
} from '../../lib';
import { synthesize } from '../support/synthesize';

const NAMELESS: { readonly [kind: string]: (scope: Construct) => unknown } = {
  DatabaseSingleton: (scope) =>
    new DatabaseSingleton(scope, 'db', {
      engine: DatabaseEngine.POSTGRES,
      image: 'db:1',
      storage: DatabaseStorage.claim({ storage: Size.gibibytes(1) }),
    }),
  StatefulMongo: (scope) =>
    new StatefulMongo(scope, 'db', { image: 'mongo:7', credentials: MongoCredentials.secret('db') }),
  RedisSentinelSet: (scope) =>
    new RedisSentinelSet(scope, 'db', {
      image: 'redis:7',
      credentials: RedisCredentials.secret('db'),
      exporter: { image: 'exporter:1' },
      backup: { schedule: Cron.daily(), claimName: 'backups' },
    }),
  PostgresBootstrapJob: (scope) =>
    new PostgresBootstrapJob(scope, 'db', {
      image: 'postgres:16',
      hook: Hook.NONE,
      host: 'db',
      adminPassword: { secretName: 'db', key: 'admin' },
      database: 'db',
      role: 'db',
      rolePassword: { secretName: 'db', key: 'role' },
      sql: { literals: { '1.sql': 'SELECT 1' } },
    }),
  MigrationHookJob: (scope) =>
    new MigrationHookJob(scope, 'db', { image: 'db:1', hook: Hook.NONE, scripts: { 'run.sh': 'true' } }),
};

function namesIn(build: (chart: Chart) => unknown): string[] {
  return synthesize(build).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
}

describe.each(Object.entries(NAMELESS))('%s without a name', (_, make) => {
  test('does not collide with one of the same id elsewhere in the chart', () => {
    const names = namesIn((chart) => {
      make(new Construct(chart, 'shop'));
      make(new Construct(chart, 'stock'));
    });
    expect(names.length % 2).toBe(0);
    expect(new Set(names).size).toBe(names.length);
  });

  test('has names that Kubernetes takes, however long the path', () => {
    const deep = (chart: Chart) => make(new Construct(new Construct(chart, 'A_Department'.repeat(5)), 'x'.repeat(60)));
    expect(namesIn(deep)).not.toEqual([]);
  });
});
