import { Cron, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { DatabaseEngine, DatabaseSingleton, DatabaseStorage, ExternalResources, Probe, Resources } from '../../../lib';
import { type Cluster } from '../runner/cluster';
import { jobFrom } from '../runner/cron-job';
import { type KubeObject, type StatefulSetObject } from '../runner/types';
import { Database, mysqlClient } from './database';
import { finished, production, secret, startCluster } from './live-cluster';
import { describeWith, missing } from './system';

const ROOT = { user: 'root', password: 'root-secret', database: 'mysql' };
const SHOP = { user: 'shopper', password: 'shop secret', database: 'shop' };

/** The server is MariaDB for both: there is no MySQL on this machine. Its package has MySQL's names of the programs too. */
const ENGINES = [
  ['mariadb', DatabaseEngine.MARIADB, 'mariadb:10.11.11'],
  ['mysql', DatabaseEngine.MYSQL, 'mysql:8.0.36'],
] as const;

function manifestsOf(name: string, engine: DatabaseEngine, image: string): KubeObject[] {
  const objects = production((chart) => {
    ExternalResources.of(chart).secret(`${name}-credentials`).claim(`${name}-backups`);
    new DatabaseSingleton(chart, name, {
      name,
      engine,
      image,
      adminPassword: { secretName: `${name}-credentials`, key: 'root' },
      backup: { schedule: Cron.daily(), claimName: `${name}-backups` },
      storage: DatabaseStorage.claim({ name, storage: Size.gibibytes(1) }),
      startup: Probe.exec(engine.props.pingCommand, { period: Duration.seconds(1), failureThreshold: 120 }),
      resources: Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512)),
    });
  });
  const backups = Object.assign(
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: `${name}-backups` } },
    { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
  );
  return [backups, secret(`${name}-credentials`, { root: `${ROOT.password}\n` }), ...objects];
}

describeWith('a DatabaseSingleton', missing(['/usr/sbin/mariadbd']), () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster.stop());

  test.each(ENGINES)(
    '%s: a backup of the CronJob is there again after everything was destroyed',
    async (name, engine, image) => {
      // GIVEN
      const manifests = manifestsOf(name, engine, image);
      const database = new Database(cluster, name, mysqlClient);
      const run = async (cronJob: string, jobName: string) => {
        const job = jobFrom(manifests, cronJob, jobName);
        cluster.apply([job]);
        const { done, output } = await finished(cluster, job);
        return done === 'Complete' ? done : `${done}: ${output}`;
      };
      cluster.apply(manifests);
      await database.ready();
      for (const sql of [
        'CREATE DATABASE shop',
        "CREATE USER 'shopper'@'%' IDENTIFIED BY 'shop secret'",
        "GRANT ALL ON shop.* TO 'shopper'@'%'",
        'CREATE TABLE shop.orders (id int PRIMARY KEY, item text) ENGINE=InnoDB',
        "INSERT INTO shop.orders VALUES (1, 'é \\'quoted\\''), (2, 'b')",
        'CREATE PROCEDURE shop.count_orders() SELECT count(*) FROM shop.orders',
      ])
        await database.query(ROOT, sql);
      expect(await run(`${name}-backup`, `${name}-backup-1`)).toBe('Complete');
      const refused = await run(`${name}-restore`, `${name}-restore-refused`);

      // WHEN
      const isSet = (object: KubeObject): object is StatefulSetObject => object.kind === 'StatefulSet';
      const sets = manifests.filter(isSet);
      for (const set of sets) await cluster.delete(set);
      await cluster.removeClaim('default', name);
      const claims = manifests.filter(
        ({ kind, metadata }) => kind === 'PersistentVolumeClaim' && metadata.name === name,
      );
      cluster.apply([...claims, ...sets]);
      await database.ready();
      const lost = !(await database.succeeds(SHOP));
      const restored = await run(`${name}-restore`, `${name}-restore-1`);

      // THEN
      expect(refused).toContain('the server holds 1 tables');
      expect(lost).toBe(true);
      expect(restored).toBe('Complete');
      expect(await database.query(SHOP, 'SELECT item FROM orders ORDER BY id')).toEqual(["é 'quoted'", 'b']);
      expect(await database.query(SHOP, 'CALL count_orders()')).toEqual(['2']);
    },
  );
});
