import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { PostgresServer } from './postgres-server';
import { allCommandLines, describeWith, type Finished, missing, postgresBinaries, start } from './system';

/** The documented Job, as far as it says how its one container is run. */
interface Job {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: { command: string[]; env: { name: string; value: string }[] }[] };
    };
  };
}

const FILE = resolve(__dirname, '../../documented/tks-contract/pre-install-job.yaml');
const container = (parse(readFileSync(FILE, 'utf8')) as Job).spec.template.spec.containers[0]!;
let server: PostgresServer;

/** Runs the documented command with the documented environment, but for the server and the passwords. */
async function run(change: Record<string, string> = {}): Promise<Finished> {
  const documented = Object.fromEntries(container.env.map(({ name, value }) => [name, value]));
  const here = { DB_URL: '127.0.0.1', DB_PORT: String(server.port), PGPASSWORD: PostgresServer.PASSWORD };
  return start(container.command, { PATH: process.env.PATH, ...documented, ...here, ...change }).done;
}

const tables = (): string[] =>
  server.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`, 'tks');

/** What the documented script really does: docs/jobs.md tells it in words. */
describeWith('the documented pre-install Job of tks-contract', missing([postgresBinaries(), '/bin/bash']), () => {
  beforeEach(async () => {
    server = await PostgresServer.start();
  });
  afterEach(() => server.stop());

  test('first run: it works, the application role is a superuser, and its password is in the log', async () => {
    const result = await run({ DB_PASSWORD: 'role-secret' });
    expect(result.code).toBe(0);
    expect(tables()).toEqual(['contracts', 'resource_quota']);
    expect(server.query(`SELECT rolsuper FROM pg_roles WHERE rolname = 'tksuser'`)).toEqual(['t']);
    expect(server.query('SELECT tableowner FROM pg_tables WHERE tablename = $$contracts$$', 'tks')).toEqual([
      'postgres',
    ]);
    expect(result.stderr).toContain("create user tksuser SUPERUSER password '\\''role-secret'\\''");
    expect(server.log).toContain("create user tksuser SUPERUSER password 'role-secret'");
    // The administrator's password is only in the environment.
    expect(result.stderr).not.toContain(PostgresServer.PASSWORD);
  });

  test('the role’s password is an argument of psql, for everybody on the machine to read', async () => {
    const running = run({ DB_PASSWORD: 'role-secret' });
    let seen = '';
    let over = false;
    void running.then(() => (over = true));
    while (!over) {
      seen += allCommandLines();
      await new Promise((next) => setImmediate(next));
    }
    expect(seen).toContain("create user tksuser SUPERUSER password 'role-secret'");
  });

  test('second run: nothing is made twice, but the status is that of the last test, 0', async () => {
    await run();
    const before = tables();
    expect((await run()).code).toBe(0);
    expect(tables()).toEqual(before);
    expect(server.query('SELECT count(*) FROM contracts', 'tks')).toEqual(['1']);
  });

  test('wrong administrator password: every command fails, and so does the Job, at last', async () => {
    const result = await run({ PGPASSWORD: 'wrong' });
    expect(result.stderr.match(/password authentication failed/g)).toHaveLength(6);
    expect(result.code).toBe(2);
  });

  test('an existing role with another password: success is reported, and the application cannot log in', async () => {
    server.query(`CREATE ROLE tksuser LOGIN PASSWORD 'older'`);
    expect((await run({ DB_PASSWORD: 'newer' })).code).toBe(0);
    expect(server.logsIn('tksuser', 'newer', 'tks')).toBe(false);
  });

  test('SQL errors pass unseen: half of the tables, status 0, and no later run makes the other half', async () => {
    // GIVEN something that is in the way of the second statement
    server.query('CREATE DATABASE tks');
    server.query('CREATE TABLE idx_contractor_name (id int)', 'tks');
    // WHEN
    const result = await run();
    // THEN
    expect(result.stderr).toMatch(/ERROR: {2}relation "idx_contractor_name" already exists/);
    expect(result.code).toBe(0);
    expect(server.query(`SELECT count(*) FROM pg_indexes WHERE indexname = 'idx_contractor_name'`, 'tks')).toEqual([
      '0',
    ]);
    expect((await run()).code).toBe(0);
    expect(server.query(`SELECT count(*) FROM pg_indexes WHERE indexname = 'idx_contractor_name'`, 'tks')).toEqual([
      '0',
    ]);
  });

  test('stopped after the first table: the second is never made, and every later run reports success', async () => {
    // GIVEN what a kill between two statements leaves: each commits by itself
    server.query('CREATE DATABASE tks');
    server.query('CREATE TABLE contracts (id uuid PRIMARY KEY)', 'tks');
    // WHEN
    const result = await run();
    // THEN
    expect(result.code).toBe(0);
    expect(tables()).toEqual(['contracts']);
  });

  test('a database that merely contains the name as a word is taken for it', async () => {
    server.query('CREATE DATABASE "my-tks"');
    const result = await run();
    expect(result.stderr).toContain('database "tks" does not exist');
    expect(server.query(`SELECT 1 FROM pg_database WHERE datname = 'tks'`)).toEqual([]);
    expect(result.code).toBe(2);
  });

  test('two at once: one fails on what the other made, and neither reports it', async () => {
    // They need not meet; five times is enough.
    let errors = '';
    for (let time = 0; time < 5 && !/already exists|duplicate key/.test(errors); time++) {
      server.query('DROP DATABASE IF EXISTS tks');
      server.query('DROP ROLE IF EXISTS tksuser');
      const results = await Promise.all([run(), run()]);
      expect(results.map(({ code }) => code)).toEqual([0, 0]);
      errors += results.map(({ stderr }) => stderr).join('');
    }
    expect(errors).toMatch(/already exists|duplicate key/);
  });
});
