import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  DatabaseEngine,
  DatabaseSingleton,
  DatabaseStorage,
  Env,
  ExternalResources,
  Mount,
  Probe,
  Resources,
} from '../../../lib';
import { type Cluster } from '../runner/cluster';
import { postgresBinaries } from '../runner/images/postgres';
import { readManifests } from '../runner/manifests';
import { type JobObject, type KubeObject } from '../runner/types';
import { Database, type Login, mysqlClient, postgresClient } from './database';
import { finished, production, secret, startCluster, startJob } from './live-cluster';
import { allCommandLines, describeWith, missing } from './system';

const DIST = join(__dirname, '../../../dist');
const ROOT_PASSWORD = 'root-secret';
const SHOP: Login = { user: 'shop', password: 'shop-secret', database: 'shop' };
const ENGINE = DatabaseEngine.MARIADB;

/** All tests share it: they run at once, each with databases of its own. */
let started: Promise<Cluster> | undefined;
const theCluster = () => (started ??= startCluster());

/** A MariaDB with an application's database, probed every second so that tests do not wait. */
function mariadb(name: string, password = SHOP.password, claimOfAnother?: string): KubeObject[] {
  const credentials = `${name}-credentials`;
  const objects = production((chart) => {
    ExternalResources.of(chart)
      .secret(credentials)
      .claim(claimOfAnother ?? name);
    new DatabaseSingleton(chart, name, {
      name,
      engine: ENGINE,
      image: 'mariadb:10.11.11',
      adminPassword: { secretName: credentials, key: 'root' },
      env: Env.values({ MARIADB_DATABASE: 'shop', MARIADB_USER: 'shop', MARIADB_PASSWORD_FILE: '/shop/password' }),
      mounts: [Mount.secret('/shop', credentials, { volumeName: 'shop', mode: 0o440, items: { shop: 'password' } })],
      storage:
        claimOfAnother === undefined
          ? DatabaseStorage.claim({ name, storage: Size.gibibytes(1) })
          : DatabaseStorage.existingClaim(claimOfAnother),
      startup: Probe.exec(ENGINE.props.pingCommand, { period: Duration.seconds(1), failureThreshold: 120 }),
      resources: Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512)),
    });
  });
  return [secret(credentials, { root: `${ROOT_PASSWORD}\n`, shop: `${password}\n` }), ...objects];
}

async function start(name: string): Promise<Database> {
  const cluster = await theCluster();
  cluster.apply(mariadb(name));
  const database = new Database(cluster, name, mysqlClient);
  await database.started();
  return database;
}

async function ping({ pod }: Database): Promise<number | undefined> {
  return (await pod.container().running?.exec(ENGINE.props.pingCommand, 5))?.code;
}

/** Runs a file of dist/ but for the application in front of the database, and kills and moves that. */
async function survives(
  database: Database,
  login: Login,
  file: string,
  credentials: KubeObject,
): Promise<KubeObject[]> {
  // GIVEN
  const manifests = readManifests([join(DIST, `${file}.k8s.yaml`)]);
  database.cluster.apply([credentials, ...manifests.filter(({ kind }) => !['Deployment', 'Job'].includes(kind))]);
  await database.ready();
  await database.query(login, 'CREATE TABLE row_seen (id int PRIMARY KEY)');
  await database.query(login, 'INSERT INTO row_seen VALUES (1)');

  // WHEN
  const look = 'grep -E "^(Uid|Gid|CapBnd|NoNewPrivs)" /proc/1/status; touch /x';
  const seen = await database.pod.container().running?.exec(['sh', '-c', look], 5);
  await database.kill();
  await database.ready();
  await database.query(login, 'INSERT INTO row_seen VALUES (2)');
  const before = database.pod;
  await before.remove();
  await database.ready();

  // THEN
  expect(await database.query(login, 'SELECT id FROM row_seen ORDER BY 1')).toEqual(['1', '2']);
  expect(await database.succeeds({ ...login, password: 'wrong' })).toBe(false);
  expect(before.container().lastExit?.code).toBe(0);
  expect(database.pod.ip).not.toBe(before.ip);
  expect(seen?.stdout.replaceAll(/\s+/g, ' ')).toBe(
    'Uid: 999 999 999 999 Gid: 999 999 999 999 CapBnd: 0000000000000000 NoNewPrivs: 1 ',
  );
  expect(seen?.stderr).toContain('Read-only file system');
  return manifests;
}

describeWith('a database of one, its data on a claim', missing(['/usr/sbin/mariadbd', postgresBinaries()]), () => {
  afterAll(async () => (await theCluster()).stop());

  test.concurrent('mysql as it is in dist/: every row survives SIGKILL and a move', async () => {
    const login = { user: 'root', password: ROOT_PASSWORD, database: 'mysql' };
    const database = new Database(await theCluster(), 'mysql', mysqlClient, 'blog');
    await survives(
      database,
      login,
      'production-mysql',
      secret('mysql-credentials', { 'root-password': ROOT_PASSWORD }, 'blog'),
    );
  });

  test.concurrent('the to-do list’s PostgreSQL as it is in dist/, too, and the release’s checks ask it', async () => {
    const cluster = await theCluster();
    const login = { user: 'postgres', password: ROOT_PASSWORD, database: 'postgres' };
    const database = new Database(cluster, 'todo-list-db', postgresClient, 'todo');
    const credentials = secret('todo-list-credentials', { POSTGRES_PASSWORD: ROOT_PASSWORD }, 'todo');
    const manifests = await survives(database, login, 'production-todo-list', credentials);

    // WHEN the application has made its tables
    await database.query(login, 'CREATE DATABASE todo');
    await database.query({ ...login, database: 'todo' }, 'CREATE TABLE "ToDos" (id int)');
    const jobs = manifests.filter((object): object is JobObject => object.kind === 'Job');
    const others = manifests.filter(({ kind }) => kind === 'ConfigMap');
    const runs = jobs.map(async (job) => finished(cluster, await startJob(cluster, [...others, job])));
    const [test, check] = await Promise.all(runs);

    // THEN
    const [version = ''] = await database.query(login, 'SHOW server_version');
    expect(test).toMatchObject({ done: 'Complete', codes: [0] });
    expect(check?.done).toBe(version.startsWith('16.') ? 'Complete' : 'Failed');
    expect(check?.output).toContain(version);
  });

  test.concurrent('first start: passwords from files, in no argument; the TCP ping fails until the temporary server is gone', async () => {
    // GIVEN
    const first = await start('first');
    const { cluster } = first;
    // WHEN
    let seen = '';
    const states: (number | undefined)[] = [];
    await cluster.until('it is initialised', 60, async () => {
      seen += allCommandLines();
      states.push(await ping(first));
      return states.at(-1) === 0;
    });
    await first.ready();
    // THEN
    expect(first.log).toMatch(/port: 0 [^]*port: 3306 /); // the temporary server, then the other
    expect(states[0]).not.toBe(0);
    expect(await first.query(SHOP, 'SELECT CURRENT_USER()')).toEqual(['shop@%']);
    expect(seen).not.toContain(SHOP.password);
    expect(seen).not.toContain(ROOT_PASSWORD);
    expect(await first.succeeds({ ...SHOP, password: 'wrong' })).toBe(false);
  });

  test.concurrent('SIGKILL while writing, five times: every acknowledged row is there, and the password still holds', async () => {
    // GIVEN
    const only = await start('only');
    await only.ready();
    await only.query(SHOP, 'CREATE TABLE row_seen (id INT PRIMARY KEY) ENGINE=InnoDB');
    let acknowledged = 0;
    // WHEN
    for (let crash = 0; crash < 5; crash++) {
      for (let i = 0; i < 10; i++) {
        if (await only.succeeds(SHOP, `INSERT INTO row_seen VALUES (${acknowledged})`)) acknowledged += 1;
      }
      await only.kill();
      await only.ready();
    }
    // THEN
    expect(acknowledged).toBe(50);
    expect(await only.query(SHOP, 'SELECT COUNT(*) FROM row_seen')).toEqual(['50']);
  });

  test.concurrent('another password in the Secret afterwards changes nothing: it was for the first initialisation', async () => {
    const only = await start('rotated');
    await only.ready();
    only.cluster.apply(mariadb('rotated', 'other-secret'));
    await only.pod.remove();
    await only.ready();
    expect(await only.succeeds(SHOP)).toBe(true);
    expect(await only.succeeds({ ...SHOP, password: 'other-secret' })).toBe(false);
  });

  test.concurrent('a second pod on the same claim does not get to write: it ends, and the first goes on', async () => {
    // GIVEN what a Deployment without strategy Recreate does
    const first = await start('claimed');
    await first.ready();
    await first.query(SHOP, 'CREATE TABLE t (id INT PRIMARY KEY)');
    // WHEN
    const { cluster } = first;
    cluster.apply(mariadb('intruder', SHOP.password, 'claimed'));
    const second = new Database(cluster, 'intruder', mysqlClient);
    await second.started();
    const container = second.pod.container();
    await cluster.until('the second gives up', 180, () => container.lastExit !== undefined);
    // THEN
    expect(container.lastExit?.code).not.toBe(0);
    expect(second.pod.ready).toBe(false);
    await first.query(SHOP, 'INSERT INTO t VALUES (1)');
    expect(first.pod.container().restarts).toBe(0);
  });

  test.concurrent('killed during the first initialisation: the next start takes the half for the whole, and nobody can log in', async () => {
    // GIVEN the system tables are there, the users are not
    const only = await start('half');
    const { cluster } = only;
    await cluster.until('it has begun', 60, () => existsSync(join(cluster.claims.path('default/half'), 'data/mysql')));
    // WHEN
    await only.kill();
    // THEN this is why the startup probe must leave it time, and why such a claim is emptied by hand
    await cluster.until(
      'it serves or gives up',
      60,
      async () => (await ping(only)) === 0 || only.pod.container().restarts > 1,
    );
    expect(await only.succeeds(SHOP)).toBe(false);
  });
});
