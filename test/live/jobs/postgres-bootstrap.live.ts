import {
  Env,
  ExistingPassword,
  ExternalResources,
  Hook,
  PostgresBootstrapJob,
  type PostgresBootstrapJobProps,
} from '../../../lib';
import { type Cluster } from '../runner/cluster';
import { postgresBinaries } from '../runner/images/postgres';
import { sleep } from '../runner/shell';
import { type JobObject, type KubeObject } from '../runner/types';
import { changed, finished, type JobRun, production, secret, startCluster, startJob } from './live-cluster';
import { PostgresServer } from './postgres-server';
import { allCommandLines, describeWith, missing } from './system';

const DEBIAN = 'postgres:16.6'; // its shell is dash
const ALPINE = 'postgres:16.6-alpine3.21'; // its shell is busybox ash
const ADMIN = 'admin s3cret';
let cluster: Cluster;
let server: PostgresServer;
let started: Promise<void> | undefined;
let count = 0;

/** A test beside others, on the server that all share. */
function scenario(name: string, body: () => Promise<void>): void {
  test.concurrent(name, async () => {
    await (started ??= begin());
    await body();
  });
}

async function begin(): Promise<void> {
  cluster = await startCluster();
  server = await PostgresServer.start(cluster, { password: ADMIN });
}

/** A database, a role, a password and SQL files that no other test has. One pod per Job, unless the test says otherwise. */
class Case {
  readonly name = `case${++count}`;
  database = `${this.name}_db`;
  role = `${this.name}_role`;
  password = `pass ${this.name} $x "y" 'z' \\`;
  admin = ADMIN;
  sql: Record<string, string>;

  constructor(sql: Record<string, string> = {}) {
    this.sql = { '001-contracts.sql': 'CREATE TABLE contracts (id int PRIMARY KEY);\n', ...sql };
  }

  manifests(props: Partial<PostgresBootstrapJobProps> = {}, name = this.name): KubeObject[] {
    const credentials = `${this.name}-credentials`;
    const objects = production((chart) => {
      ExternalResources.of(chart).secret(credentials);
      new PostgresBootstrapJob(chart, 'job', {
        name,
        image: DEBIAN,
        hook: Hook.NONE,
        contentName: false,
        host: 'postgres',
        adminPassword: { secretName: credentials, key: 'admin' },
        database: this.database,
        role: this.role,
        rolePassword: { secretName: credentials, key: 'role' },
        sql: { literals: this.sql },
        backoffLimit: 0,
        ...props,
      });
    });
    return [secret(credentials, { admin: `${this.admin}\n`, role: `${this.password}\n` }), ...objects];
  }

  start(props: Partial<PostgresBootstrapJobProps> = {}, name?: string): Promise<JobObject> {
    return startJob(cluster, this.manifests(props, name));
  }

  async run(props: Partial<PostgresBootstrapJobProps> = {}, name?: string): Promise<JobRun> {
    return finished(cluster, await this.start(props, name));
  }

  /** Waits until the server sleeps for one of its SQL files. */
  async halfway(): Promise<void> {
    await cluster.until('it is halfway', 20, () => this.sleeps());
  }

  async sleeps(): Promise<boolean> {
    const sleeping = `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND datname = '${this.database}'`;
    return (await server.query(sleeping)).length === 1;
  }

  /** Whether one of its runs waits for another. */
  async waits(): Promise<boolean> {
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = '${this.database}'`;
    return (await server.query(waiting)).length === 1;
  }

  async roleExists(): Promise<boolean> {
    return (await server.query(`SELECT 1 FROM pg_roles WHERE rolname = '${this.role}'`)).length === 1;
  }

  async databaseExists(): Promise<boolean> {
    return (await server.query(`SELECT 1 FROM pg_database WHERE datname = '${this.database}'`)).length === 1;
  }

  /** Tables with their owners, the ledger aside. */
  tables(): Promise<string[]> {
    const sql = `SELECT tablename, tableowner FROM pg_tables
                 WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'bootstrap') ORDER BY 1`;
    return server.query(sql, this.database);
  }
}

/** SIGKILL of the pod that the Job runs at present. */
function kill(job: JobObject): void {
  for (const { containers } of cluster.podsOf(job)) for (const container of containers) container.kill();
}

const once = (code: number, words: string) => ({
  done: code === 0 ? 'Complete' : 'Failed',
  codes: [code],
  output: expect.stringContaining(words) as string,
});

describeWith('PostgresBootstrapJob against a DatabaseSingleton of PostgreSQL', missing([postgresBinaries()]), () => {
  afterAll(async () => {
    await started;
    await cluster.stop();
  });

  for (const image of [DEBIAN, ALPINE]) {
    scenario(`first run in ${image}: database, role without privileges, objects of the role`, async () => {
      // GIVEN
      const it = new Case();
      // WHEN
      const result = await it.run({ image, extensions: ['plpgsql'], schemas: ['app', 'audit'] });
      // THEN
      expect(result).toEqual(once(0, 'are as asked for'));
      expect(await it.tables()).toEqual([`contracts|${it.role}`]);
      const attributes = 'rolcanlogin, rolsuper, rolcreatedb, rolcreaterole';
      expect(await server.query(`SELECT ${attributes} FROM pg_roles WHERE rolname = '${it.role}'`)).toEqual([
        't|f|f|f',
      ]);
      const owner = `SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = '${it.database}'`;
      expect(await server.query(owner)).toEqual([it.role]);
      const schemas = `SELECT nspname FROM pg_namespace WHERE pg_get_userbyid(nspowner) = '${it.role}' ORDER BY 1`;
      expect(await server.query(schemas, it.database)).toEqual(['app', 'audit', 'bootstrap']);
      expect(await server.logsIn(it.role, it.password, it.database)).toBe(true);
    });
  }

  scenario('second run: nothing changes, not even a row version', async () => {
    const it = new Case();
    const state = (): Promise<string[][]> =>
      Promise.all([
        server.query(`SELECT xmin, * FROM pg_authid WHERE rolname = '${it.role}'`),
        server.query(`SELECT xmin, * FROM pg_database WHERE datname = '${it.database}'`),
        server.query('SELECT xmin, * FROM bootstrap.applied_file', it.database),
        server.query('SELECT max(xmin::text::bigint) FROM pg_class', it.database),
      ]);
    expect((await it.run()).done).toBe('Complete');
    const before = await state();
    expect(await it.run()).toEqual(once(0, 'was applied before'));
    expect(await state()).toEqual(before);
  });

  for (const time of [1, 2, 3])
    scenario(`five at once, time ${time}: all succeed, every file is applied once`, async () => {
      const it = new Case({ '002-row.sql': 'INSERT INTO contracts VALUES (1);' });
      const images = [DEBIAN, ALPINE, DEBIAN, ALPINE, DEBIAN];
      const results = await Promise.all(images.map((image, i) => it.run({ image }, `${it.name}-${i}`)));
      expect(results.map(({ codes }) => codes)).toEqual([[0], [0], [0], [0], [0]]);
      expect(results.filter(({ output }) => output.includes('applying 002-row.sql'))).toHaveLength(1);
      expect(await server.query('SELECT id FROM contracts', it.database)).toEqual(['1']);
    });

  scenario('wrong administrator password: status 77, one pod whatever the limit, and nothing made', async () => {
    const it = new Case();
    it.admin = 'wrong';
    expect(await it.run({ backoffLimit: undefined })).toEqual(once(77, 'cannot log in to postgres'));
    expect([await it.databaseExists(), await it.roleExists()]).toEqual([false, false]);
  });

  scenario('no server: status 69 after the time it was given, as often as the Job may try', async () => {
    const run = await new Case().run({
      port: 1,
      env: [Env.value('BOOTSTRAP_WAIT_SECONDS', '2')],
      backoffLimit: 1,
    });
    expect(run).toMatchObject({ done: 'Failed', codes: [69, 69] });
    expect(run.output).toContain('postgres:1 does not answer');
  });

  scenario(
    'killed in the middle of the transaction: an empty database and nothing else, and the next run completes',
    async () => {
      // GIVEN
      const slow = 'CREATE TABLE half (id int);\nSELECT pg_sleep(2) \\g /dev/null\nCREATE TABLE whole (id int);\n';
      const it = new Case({ '002-slow.sql': slow });
      const job = await it.start();
      await it.halfway();
      // WHEN
      kill(job);
      expect(await finished(cluster, job)).toMatchObject({ done: 'Failed', codes: [137] });
      // THEN the server finds out when it wants to answer
      await cluster.until('the server rolls back', 20, async () => !(await it.sleeps()));
      expect([await it.databaseExists(), await it.roleExists(), await it.tables()]).toEqual([true, false, []]);
      expect((await it.run()).done).toBe('Complete');
      expect(await it.tables()).toEqual(['contracts', 'half', 'whole'].map((table) => `${table}|${it.role}`));
    },
  );

  scenario(
    'killed while the dead one still holds the lock: the Job’s next pod waits for it, and completes',
    async () => {
      const it = new Case({ '002-slow.sql': 'SELECT pg_sleep(3) \\g /dev/null\n' });
      const job = await it.start({ backoffLimit: undefined });
      await it.halfway();
      kill(job);
      await cluster.until('the second one waits', 3, () => it.waits());
      expect(await finished(cluster, job)).toMatchObject({ done: 'Complete', codes: [137, 0] });
    },
  );

  scenario('killed at twenty different moments: all or nothing each time, and the last run completes', async () => {
    const it = new Case({ '002-row.sql': 'INSERT INTO contracts VALUES (1);' });
    for (let moment = 0; moment < 20; moment++) {
      const job = await it.start();
      await cluster.until('it runs', 10, () => cluster.podsOf(job)[0]?.phase !== 'Pending');
      await sleep(moment * 25);
      kill(job);
      await finished(cluster, job);
      const idle = `SELECT 1 FROM pg_stat_activity WHERE datname = '${it.database}' AND application_name = 'bootstrap'`;
      await cluster.until('its sessions end', 20, async () => (await server.query(idle)).length === 0);
      const made = (await it.databaseExists()) ? (await it.tables()).length : 0;
      expect(made).toBe((await it.roleExists()) ? 1 : 0);
    }
    expect((await it.run()).done).toBe('Complete');
    expect(await server.query('SELECT id FROM contracts', it.database)).toEqual(['1']);
  });

  scenario('existing role with another password: status 65, one pod, and it keeps its own', async () => {
    // GIVEN
    const it = new Case();
    await server.query(`CREATE ROLE ${it.role} LOGIN PASSWORD 'older'`);
    // WHEN
    const result = await it.run({ backoffLimit: undefined });
    // THEN
    expect(result).toEqual(once(65, 'it was left as it is'));
    expect(await server.logsIn(it.role, 'older', 'postgres')).toBe(true);
    expect(await it.tables()).toEqual([]);
  });

  scenario('existing role with another password, told to replace it', async () => {
    const it = new Case();
    await server.query(`CREATE ROLE ${it.role} LOGIN PASSWORD 'older'`);
    expect((await it.run({ existingPassword: ExistingPassword.REPLACE })).done).toBe('Complete');
    expect(await server.logsIn(it.role, 'older', 'postgres')).toBe(false);
    expect(await server.logsIn(it.role, it.password, 'postgres')).toBe(true);
  });

  scenario(
    'no password in the output of sh -x, in any argument, or in a server log that has every statement',
    async () => {
      // GIVEN
      const it = new Case({ '002-slow.sql': 'SELECT pg_sleep(1) \\g /dev/null\n' });
      it.password = 'unmistakable-role-secret';
      const manifests = it.manifests({ existingPassword: ExistingPassword.REPLACE });
      // WHEN
      const job = await startJob(cluster, changed(manifests, { command: ['sh', '-x', '/scripts/bootstrap.sh'] }));
      let seen = '';
      await cluster.until('it is halfway', 20, () => {
        seen += allCommandLines();
        return it.sleeps();
      });
      const result = await finished(cluster, job);
      // THEN
      expect(result).toEqual(once(0, '+ set +x'));
      expect(seen).toContain('begin.sql');
      for (const text of [seen, result.output, server.log]) {
        expect(text).not.toContain(it.password);
        expect(text).not.toContain(ADMIN);
      }
      expect(server.log).toContain('SCRAM-SHA-256$');
    },
  );

  for (const [database, role] of [
    ['my "data"; DROP DATABASE postgres; --', "Robert'); DROP ROLE postgres; --"],
    ['host=elsewhere dbname=x', '$(touch /tmp/x) `id` \\'],
    ['Größe', 'Ünï çode'],
  ])
    scenario(`names are identifiers and nothing else: ${database}, ${role}`, async () => {
      const it = new Case();
      Object.assign(it, { database, role, password: 'p' });
      expect((await it.run()).done).toBe('Complete');
      expect((await it.run()).done).toBe('Complete');
      expect(await server.query('SELECT current_database(), current_user', database, role, 'p')).toEqual([
        `${database}|${role}`,
      ]);
    });

  scenario(
    'a statement of the second file fails: nothing of the first remains, and the corrected file goes through',
    async () => {
      const it = new Case({ '002-wrong.sql': 'CREATE TABLE other (id int);\nSELECT 1/0;\n' });
      expect(await it.run()).toEqual(once(70, '002-wrong.sql:2'));
      expect([await it.roleExists(), await it.tables()]).toEqual([false, []]);
      it.sql['002-wrong.sql'] = 'CREATE TABLE other (id int);\n';
      expect((await it.run()).done).toBe('Complete');
      expect(await it.tables()).toHaveLength(2);
    },
  );

  scenario('a file that was applied and has changed since is refused', async () => {
    const it = new Case();
    await it.run();
    it.sql['001-contracts.sql'] = 'CREATE TABLE contracts (id bigint PRIMARY KEY);\n';
    expect(await it.run()).toEqual(once(70, 'another content'));
  });

  for (const text of ['COMMIT;', 'ROLLBACK;', 'END; BEGIN;'])
    scenario(`a file that ends the transaction is refused: ${text}`, async () => {
      const result = await new Case({ '002-end.sql': `${text}\n` }).run();
      expect(result).toEqual(once(70, '002-end.sql ended the transaction'));
    });

  scenario('a dump, which empties the search path and turns notices off, is a file like another', async () => {
    const dump =
      "SELECT pg_catalog.set_config('search_path', '', false) \\g /dev/null\nCREATE TABLE public.d (id int);\n";
    const it = new Case({ '002-dump.sql': dump, '003-after.sql': 'CREATE TABLE after (id int);' });
    expect((await it.run()).done).toBe('Complete');
    expect(await it.tables()).toHaveLength(3);
  });

  scenario('a database of somebody else is not taken', async () => {
    const it = new Case();
    await server.query(`CREATE ROLE ${it.name}_other`);
    await server.query(`CREATE DATABASE ${it.database} OWNER ${it.name}_other`);
    expect(await it.run()).toEqual(once(70, 'belongs to another role'));
    expect(await it.roleExists()).toBe(false);
  });

  scenario('a superuser is not taken as the role', async () => {
    const it = new Case();
    await server.query(`CREATE ROLE ${it.role} SUPERUSER LOGIN PASSWORD 'older'`);
    expect(await it.run({ existingPassword: ExistingPassword.REPLACE })).toEqual(once(70, 'is a superuser'));
    expect(await server.logsIn(it.role, 'older', 'postgres')).toBe(true);
  });

  scenario('another role of the server does not get in, until it is granted', async () => {
    // GIVEN
    const it = new Case();
    const other = `${it.name}_other`;
    await server.query(`CREATE ROLE ${other} LOGIN PASSWORD 'other'`);
    // WHEN
    expect((await it.run()).done).toBe('Complete');
    const before = await server.logsIn(other, 'other', it.database);
    await server.query(`GRANT CONNECT ON DATABASE ${it.database} TO ${other}`);
    expect((await it.run()).done).toBe('Complete');
    // THEN
    expect([before, await server.logsIn(other, 'other', it.database)]).toEqual([false, true]);
  });

  scenario('an administrator who is no superuser, as managed services give', async () => {
    const it = new Case();
    await server.query(`CREATE ROLE ${it.name}_admin LOGIN CREATEDB CREATEROLE PASSWORD 'managed'`);
    it.admin = 'managed';
    expect((await it.run({ adminUser: `${it.name}_admin` })).done).toBe('Complete');
    expect((await it.run({ adminUser: `${it.name}_admin` })).done).toBe('Complete');
    expect(await it.tables()).toEqual([`contracts|${it.role}`]);
  });

  scenario('as a user without a name, a capability or a writable root, as restricted pods run', async () => {
    // GIVEN
    const it = new Case({ '002-slow.sql': 'SELECT pg_sleep(1) \\g /dev/null\n' });
    const job = await it.start({ env: [Env.value('HOME', '/nonexistent')] });
    await it.halfway();
    // WHEN
    const inside = 'id -u; whoami; touch /x; grep -E "^(CapBnd|NoNewPrivs)" /proc/1/status';
    const seen = await cluster.podsOf(job)[0]?.container().running?.exec(['sh', '-c', inside], 5);
    // THEN
    expect(seen?.stdout).toBe('10001\nCapBnd:\t0000000000000000\nNoNewPrivs:\t1\n');
    expect(seen?.stderr).toContain('Read-only file system');
    expect((await finished(cluster, job)).done).toBe('Complete');
  });

  scenario('waits no longer for a lock than it was told', async () => {
    const it = new Case({ '002-slow.sql': 'SELECT pg_sleep(3) \\g /dev/null\n' });
    const first = await it.start();
    await it.halfway();
    expect((await it.run({ env: [Env.value('BOOTSTRAP_LOCK_SECONDS', '1')] }, `${it.name}-hasty`)).codes).toEqual([70]);
    expect((await finished(cluster, first)).done).toBe('Complete');
  });
});
