import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SHELLS } from '../../stateful/scripts/shells';
import { PostgresServer } from './postgres-server';
import { allCommandLines, describeWith, type Finished, missing, postgresBinaries, start, until } from './system';

const SCRIPT = resolve(__dirname, '../../../lib/stateful/scripts/postgres/bootstrap.sh');
const ADVISORY_WAIT = `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
let server: PostgresServer;
let count = 0;

/** A database, a role, a password and SQL files that no other test has. */
class Case {
  readonly name = `case${++count}`;
  database = `${this.name}_db`;
  role = `${this.name}_role`;
  password = `pass ${this.name} $x "y" 'z' \\`;
  readonly directory = server.file(this.name);

  constructor(files: Record<string, string> = {}) {
    mkdirSync(join(this.directory, 'sql'), { recursive: true });
    this.write({ '001-contracts.sql': 'CREATE TABLE contracts (id int PRIMARY KEY);\n', ...files });
  }

  write(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.directory, 'sql', name), text);
  }

  start(extra: Record<string, string> = {}, shell: string[] = SHELLS[0]!, user?: string) {
    const passwordFile = join(this.directory, 'password');
    // Once: another run of the same case may be reading it.
    if (!existsSync(passwordFile)) writeFileSync(passwordFile, `${this.password}\n`);
    const env = {
      PATH: process.env.PATH,
      PGHOST: '127.0.0.1',
      PGPORT: String(server.port),
      PGPASSWORD_FILE: server.file('admin-password'),
      BOOTSTRAP_DATABASE: this.database,
      BOOTSTRAP_ROLE: this.role,
      BOOTSTRAP_PASSWORD_FILE: passwordFile,
      BOOTSTRAP_SQL_DIR: join(this.directory, 'sql'),
      ...extra,
    };
    return start([...shell, SCRIPT], env, user);
  }

  async run(extra: Record<string, string> = {}, shell?: string[]): Promise<Finished> {
    return this.start(extra, shell).done;
  }

  get roleExists(): boolean {
    return server.query(`SELECT 1 FROM pg_roles WHERE rolname = '${this.role}'`).length === 1;
  }

  get databaseExists(): boolean {
    return server.query(`SELECT 1 FROM pg_database WHERE datname = '${this.database}'`).length === 1;
  }

  /** Tables with their owners, the ledger aside. */
  get tables(): string[] {
    const sql = `SELECT tablename, tableowner FROM pg_tables
                 WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'bootstrap') ORDER BY 1`;
    return server.query(sql, this.database);
  }
}

describeWith('bootstrap.sh on a real PostgreSQL', missing([postgresBinaries()]), () => {
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  test.each(SHELLS)('first run under %s: database, role without privileges, objects of the role', async (...shell) => {
    // GIVEN
    const it = new Case();
    // WHEN
    const result = await it.run({ BOOTSTRAP_EXTENSIONS: 'plpgsql', BOOTSTRAP_SCHEMAS: 'app audit' }, shell);
    // THEN
    expect(result).toMatchObject({ code: 0, stdout: expect.stringContaining('are as asked for') as string });
    expect(it.tables).toEqual([`contracts|${it.role}`]);
    const attributes = 'rolcanlogin, rolsuper, rolcreatedb, rolcreaterole';
    expect(server.query(`SELECT ${attributes} FROM pg_roles WHERE rolname = '${it.role}'`)).toEqual(['t|f|f|f']);
    const owner = `SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = '${it.database}'`;
    expect(server.query(owner)).toEqual([it.role]);
    const schemas = `SELECT nspname FROM pg_namespace WHERE pg_get_userbyid(nspowner) = '${it.role}' ORDER BY 1`;
    expect(server.query(schemas, it.database)).toEqual(['app', 'audit', 'bootstrap']);
    expect(server.logsIn(it.role, it.password, it.database)).toBe(true);
  });

  test('second run: nothing changes, not even a row version', async () => {
    const it = new Case();
    const state = (): string[][] => [
      server.query(`SELECT xmin, * FROM pg_authid WHERE rolname = '${it.role}'`),
      server.query(`SELECT xmin, * FROM pg_database WHERE datname = '${it.database}'`),
      server.query('SELECT xmin, * FROM bootstrap.applied_file', it.database),
      server.query('SELECT max(xmin::text::bigint) FROM pg_class', it.database),
    ];
    expect((await it.run()).code).toBe(0);
    const before = state();
    const second = await it.run();
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('was applied before') as string });
    expect(state()).toEqual(before);
  });

  test.each([1, 2, 3])('five at once, time %d: all succeed, every file is applied once', async () => {
    const it = new Case({ '002-row.sql': 'INSERT INTO contracts VALUES (1);' });
    const results = await Promise.all([0, 1, 2, 3, 4].map((i) => it.run({}, SHELLS[i % SHELLS.length])));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
    expect(results.filter(({ stdout }) => stdout.includes('applying 002-row.sql'))).toHaveLength(1);
    expect(server.query('SELECT id FROM contracts', it.database)).toEqual(['1']);
  });

  test('wrong administrator password: status 77 and nothing made', async () => {
    const it = new Case();
    writeFileSync(join(it.directory, 'wrong'), 'wrong\n');
    const result = await it.run({ PGPASSWORD_FILE: join(it.directory, 'wrong') });
    expect(result.code).toBe(77);
    expect([it.databaseExists, it.roleExists]).toEqual([false, false]);
  });

  test('no server: status 69 after the time it was given', async () => {
    const result = await new Case().run({ PGPORT: '1', BOOTSTRAP_WAIT_SECONDS: '2' });
    expect(result).toMatchObject({
      code: 69,
      stderr: expect.stringContaining('127.0.0.1:1 does not answer') as string,
    });
  });

  test('killed in the middle of the transaction: an empty database and nothing else, and the next run completes', async () => {
    // GIVEN
    const slow = 'CREATE TABLE half (id int);\nSELECT pg_sleep(2) \\g /dev/null\nCREATE TABLE whole (id int);\n';
    const it = new Case({ '002-slow.sql': slow });
    const { done, killGroup } = it.start();
    const sleeping = `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND datname = '${it.database}'`;
    await until('it is halfway', () => server.query(sleeping).length === 1);
    // WHEN
    killGroup();
    expect((await done).signal).toBe('SIGKILL');
    // THEN the server finds out when it wants to answer
    await until('the server rolls back', () => server.query(sleeping).length === 0);
    expect([it.databaseExists, it.roleExists, it.tables]).toEqual([true, false, []]);
    expect((await it.run()).code).toBe(0);
    expect(it.tables).toEqual(['contracts', 'half', 'whole'].map((table) => `${table}|${it.role}`));
  });

  test('killed and run again while the dead one still holds the lock: waits for it', async () => {
    const it = new Case({ '002-slow.sql': 'SELECT pg_sleep(3) \\g /dev/null\n' });
    const { done, killGroup } = it.start();
    const sleeping = `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND datname = '${it.database}'`;
    await until('it is halfway', () => server.query(sleeping).length === 1);
    killGroup();
    await done;
    const again = it.run();
    await until('the second one waits', () => server.query(ADVISORY_WAIT)[0] === '1', 3);
    expect((await again).code).toBe(0);
  });

  test('killed at twenty different moments: all or nothing each time, and the last run completes', async () => {
    const it = new Case({ '002-row.sql': 'INSERT INTO contracts VALUES (1);' });
    for (let moment = 0; moment < 20; moment++) {
      const { done, killGroup } = it.start();
      await sleep(moment * 25);
      killGroup();
      await done;
      const idle = `SELECT 1 FROM pg_stat_activity WHERE datname = '${it.database}' AND application_name = 'bootstrap'`;
      await until('its sessions end', () => server.query(idle).length === 0);
      const made = it.databaseExists ? it.tables.length : 0;
      expect(made).toBe(it.roleExists ? 1 : 0);
    }
    expect((await it.run()).code).toBe(0);
    expect(server.query('SELECT id FROM contracts', it.database)).toEqual(['1']);
  });

  test('existing role with another password: status 65, and it keeps its own', async () => {
    // GIVEN
    const it = new Case();
    server.query(`CREATE ROLE ${it.role} LOGIN PASSWORD 'older'`);
    // WHEN
    const result = await it.run();
    // THEN
    expect(result).toMatchObject({ code: 65, stderr: expect.stringContaining('it was left as it is') as string });
    expect(server.logsIn(it.role, 'older', 'postgres')).toBe(true);
    expect(it.tables).toEqual([]);
  });

  test('existing role with another password, told to replace it', async () => {
    const it = new Case();
    server.query(`CREATE ROLE ${it.role} LOGIN PASSWORD 'older'`);
    expect((await it.run({ BOOTSTRAP_EXISTING_PASSWORD: 'replace' })).code).toBe(0);
    expect(server.logsIn(it.role, 'older', 'postgres')).toBe(false);
    expect(server.logsIn(it.role, it.password, 'postgres')).toBe(true);
  });

  test('no password in the output of sh -x, in any argument, or in a server log that has every statement', async () => {
    // GIVEN
    const it = new Case({ '002-slow.sql': 'SELECT pg_sleep(1) \\g /dev/null\n' });
    it.password = 'unmistakable-role-secret';
    // WHEN
    const { done } = it.start({ BOOTSTRAP_EXISTING_PASSWORD: 'replace' }, [...SHELLS[0]!, '-x']);
    let seen = '';
    const sleeping = `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND datname = '${it.database}'`;
    await until('it is halfway', () => {
      seen += allCommandLines();
      return server.query(sleeping).length === 1;
    });
    const result = await done;
    // THEN
    expect(result.code).toBe(0);
    expect(seen).toContain('begin.sql');
    for (const text of [seen, result.stdout, result.stderr, server.log]) {
      expect(text).not.toContain(it.password);
      expect(text).not.toContain(PostgresServer.PASSWORD);
    }
    expect(server.log).toContain('SCRAM-SHA-256$');
  });

  test.each([
    ['my "data"; DROP DATABASE postgres; --', "Robert'); DROP ROLE postgres; --"],
    ['host=elsewhere dbname=x', '$(touch /tmp/x) `id` \\'],
    ['Größe', 'Ünï çode'],
  ])('names are identifiers and nothing else: %s, %s', async (database, role) => {
    const it = new Case();
    Object.assign(it, { database, role, password: 'p' });
    expect((await it.run()).code).toBe(0);
    expect((await it.run()).code).toBe(0);
    expect(server.query('SELECT current_database(), current_user', database, role, 'p')).toEqual([
      `${database}|${role}`,
    ]);
  });

  test('a statement of the second file fails: nothing of the first remains, and the corrected file goes through', async () => {
    const it = new Case({ '002-wrong.sql': 'CREATE TABLE other (id int);\nSELECT 1/0;\n' });
    const result = await it.run();
    expect(result).toMatchObject({ code: 70, stderr: expect.stringContaining('002-wrong.sql:2') as string });
    expect([it.roleExists, it.tables]).toEqual([false, []]);
    it.write({ '002-wrong.sql': 'CREATE TABLE other (id int);\n' });
    expect((await it.run()).code).toBe(0);
    expect(it.tables).toHaveLength(2);
  });

  test('a file that was applied and has changed since is refused', async () => {
    const it = new Case();
    await it.run();
    it.write({ '001-contracts.sql': 'CREATE TABLE contracts (id bigint PRIMARY KEY);\n' });
    expect(await it.run()).toMatchObject({ code: 70, stderr: expect.stringContaining('another content') as string });
  });

  test.each(['COMMIT;', 'ROLLBACK;', 'END; BEGIN;'])(
    'a file that ends the transaction is refused: %s',
    async (text) => {
      const result = await new Case({ '002-end.sql': `${text}\n` }).run();
      expect(result.code).toBe(70);
      expect(result.stderr).toContain('002-end.sql ended the transaction');
    },
  );

  test('a dump, which empties the search path and turns notices off, is a file like another', async () => {
    const dump =
      "SELECT pg_catalog.set_config('search_path', '', false) \\g /dev/null\nCREATE TABLE public.d (id int);\n";
    const it = new Case({ '002-dump.sql': dump, '003-after.sql': 'CREATE TABLE after (id int);' });
    expect((await it.run()).code).toBe(0);
    expect(it.tables).toHaveLength(3);
  });

  test('a database of somebody else is not taken', async () => {
    const it = new Case();
    server.query(`CREATE ROLE ${it.name}_other`);
    server.query(`CREATE DATABASE ${it.database} OWNER ${it.name}_other`);
    const result = await it.run();
    expect(result).toMatchObject({ code: 70, stderr: expect.stringContaining('belongs to another role') as string });
    expect(it.roleExists).toBe(false);
  });

  test('an administrator who is no superuser, as managed services give', async () => {
    const it = new Case();
    server.query(`CREATE ROLE ${it.name}_admin LOGIN CREATEDB CREATEROLE PASSWORD 'managed'`);
    writeFileSync(join(it.directory, 'managed'), 'managed');
    const admin = { PGUSER: `${it.name}_admin`, PGPASSWORD_FILE: join(it.directory, 'managed') };
    expect((await it.run(admin)).code).toBe(0);
    expect((await it.run(admin)).code).toBe(0);
    expect(it.tables).toEqual([`contracts|${it.role}`]);
  });

  test('as a user without a name and without a home, as restricted pods run', async () => {
    const it = new Case();
    expect(await it.start({ HOME: '/nonexistent' }, SHELLS[0], '12345').done).toMatchObject({ code: 0 });
  });

  test('waits no longer for a lock than it was told', async () => {
    const it = new Case({ '002-slow.sql': 'SELECT pg_sleep(3) \\g /dev/null\n' });
    const first = it.start();
    const sleeping = `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND datname = '${it.database}'`;
    await until('the first is halfway', () => server.query(sleeping).length === 1);
    expect((await it.run({ BOOTSTRAP_LOCK_SECONDS: '1' })).code).toBe(70);
    expect((await first.done).code).toBe(0);
    rmSync(it.directory, { recursive: true });
  });
});
