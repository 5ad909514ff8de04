import { type Cluster } from '../runner/cluster';
import { jobFrom } from '../runner/cron-job';
import { postgresBinaries } from '../runner/images/postgres';
import { type KubeObject, type StatefulSetObject } from '../runner/types';
import { finished, startCluster } from './live-cluster';
import { PostgresServer } from './postgres-server';
import { describeWith, missing } from './system';

const CLAIM = Object.assign(
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'backups' } },
  { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
);

describeWith('a DatabaseSingleton of PostgreSQL', missing([postgresBinaries()]), () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster.stop());

  test('a backup of the CronJob is there again after everything was destroyed', async () => {
    // GIVEN
    cluster.apply([CLAIM]);
    const server = await PostgresServer.start(cluster, { password: 'admin-secret', backups: 'backups' });
    const run = async (cronJob: string, name: string) => {
      const job = jobFrom(server.manifests, cronJob, name);
      cluster.apply([job]);
      const { done, output } = await finished(cluster, job);
      return done === 'Complete' ? done : `${done}: ${output}`;
    };
    await server.query("CREATE ROLE shopper LOGIN PASSWORD 'shop secret'");
    await server.query('CREATE DATABASE shop OWNER shopper');
    await server.query('CREATE TABLE orders AS SELECT n AS id FROM generate_series(1, 5000) n', 'shop');
    expect(await run('postgres-backup', 'backup-1')).toBe('Complete');
    const refused = await run('postgres-restore', 'restore-refused');

    // WHEN
    const isSet = (object: KubeObject): object is StatefulSetObject => object.kind === 'StatefulSet';
    const sets = server.manifests.filter(isSet);
    for (const set of sets) await cluster.delete(set);
    await cluster.removeClaim('default', 'postgres');
    cluster.apply(server.manifests.filter(({ kind }) => kind === 'PersistentVolumeClaim'));
    cluster.apply(sets);
    await server.database.ready();
    const empty = await server.query("SELECT count(*) FROM pg_database WHERE datname = 'shop'");
    const restored = await run('postgres-restore', 'restore-1');

    // THEN
    expect(refused).toContain('the server holds 1 databases');
    expect(empty).toEqual(['0']);
    expect(restored).toBe('Complete');
    expect(await server.query('SELECT count(*), sum(id) FROM orders', 'shop')).toEqual(['5000|12502500']);
    expect(await server.logsIn('shopper', 'shop secret', 'shop')).toBe(true);
  });
});
