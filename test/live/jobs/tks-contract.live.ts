import { join } from 'node:path';
import { type Cluster } from '../runner/cluster';
import { postgresBinaries } from '../runner/images/postgres';
import { readManifests } from '../runner/manifests';
import { type JobObject, type KubeObject } from '../runner/types';
import { changed, finished, type JobRun, secret, startCluster, startJob } from './live-cluster';
import { PostgresServer } from './postgres-server';
import { allCommandLines, describeWith, missing } from './system';

const ROOT = join(__dirname, '../../..');
const DOCUMENTED = readManifests([join(ROOT, 'test/documented/tks-contract/pre-install-job.yaml')]);
const PRODUCTION = readManifests([join(ROOT, 'dist/production-tks-contract.k8s.yaml')]);

/** What the documents call the server and its password. */
const SERVER = { name: 'postgresql', namespace: 'decapod-db', password: 'password' };

let cluster: Cluster;
let server: PostgresServer;

function run(manifests: readonly KubeObject[]): Promise<JobRun> {
  return startJob(cluster, manifests).then((job) => finished(cluster, job));
}

describeWith('the tks-contract Job', missing([postgresBinaries(), '/bin/bash']), () => {
  beforeAll(async () => {
    cluster = await startCluster();
    server = await PostgresServer.start(cluster, SERVER);
  });
  afterEach(async () => {
    for (const database of ['tks', 'my-tks']) await server.query(`DROP DATABASE IF EXISTS "${database}"`);
    await server.query('DROP ROLE IF EXISTS tksuser');
  });
  afterAll(() => cluster.stop());

  const tables = async (): Promise<string[]> =>
    server.query(
      `SELECT tablename || ' of ' || tableowner FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
      'tks',
    );

  describe('as production runs it', () => {
    const credentials = (admin: string, password = 'role-secret') =>
      secret('tks-contract-credentials', { 'admin-password': admin, password }, 'tks');

    test('Complete, the role owns its tables and is no superuser; a second release changes nothing', async () => {
      // WHEN
      const first = await run([credentials(SERVER.password), ...PRODUCTION]);
      const made = await tables();
      const second = await run([credentials(SERVER.password), ...PRODUCTION]);

      // THEN
      expect(first).toMatchObject({ done: 'Complete', codes: [0] });
      expect(made).toEqual(['contracts of tksuser', 'resource_quota of tksuser']);
      expect(await server.query(`SELECT rolsuper FROM pg_roles WHERE rolname = 'tksuser'`)).toEqual(['f']);
      expect(await server.logsIn('tksuser', 'role-secret', 'tks')).toBe(true);
      expect(second).toMatchObject({ done: 'Complete', codes: [0] });
      expect(second.output).toContain('001-contracts.sql was applied before');
      expect(await tables()).toEqual(made);
      expect(first.output + second.output + server.log).not.toContain('role-secret');
    });

    test('a wrong password fails the release at once, and the corrected Secret goes through', async () => {
      expect(await run([credentials('wrong'), ...PRODUCTION])).toMatchObject({ done: 'Failed', codes: [77] });
      expect(await run([credentials(SERVER.password), ...PRODUCTION])).toMatchObject({ done: 'Complete', codes: [0] });
    });

    test('killed at its start, it completes by itself', async () => {
      const job = await startJob(cluster, [credentials(SERVER.password), ...PRODUCTION]);
      await cluster.until('it runs', 10, () => cluster.podsOf(job)[0]?.phase === 'Running');
      cluster.podsOf(job)[0]?.container().kill();
      expect(await finished(cluster, job)).toMatchObject({ done: 'Complete', codes: [137, 0] });
    });
  });

  // What the documented script really does: docs/jobs.md tells it in words.
  describe('as documented', () => {
    const documented = (env: Record<string, string> = {}) => run(changed(DOCUMENTED, { env }));

    test('first run: it works, the application role is a superuser, and its password is in the log', async () => {
      const { done, codes, output } = await documented({ DB_PASSWORD: 'documented-secret' });
      expect({ done, codes }).toEqual({ done: 'Complete', codes: [0] });
      expect(await tables()).toEqual(['contracts of postgres', 'resource_quota of postgres']);
      expect(await server.query(`SELECT rolsuper FROM pg_roles WHERE rolname = 'tksuser'`)).toEqual(['t']);
      expect(output).toContain("create user tksuser SUPERUSER password '\\''documented-secret'\\''");
      expect(server.log).toContain("create user tksuser SUPERUSER password 'documented-secret'");
    });

    test('the role’s password is an argument of psql, for everybody on the machine to read', async () => {
      const running = documented({ DB_PASSWORD: 'documented-secret' });
      let seen = '';
      let over = false;
      void running.then(() => (over = true));
      while (!over) {
        seen += allCommandLines();
        await new Promise((next) => setImmediate(next));
      }
      expect(seen).toContain("create user tksuser SUPERUSER password 'documented-secret'");
    });

    test('second run: nothing is made twice, but the status is that of the last test, 0', async () => {
      await documented();
      const before = await tables();
      expect((await documented()).codes).toEqual([0]);
      expect(await tables()).toEqual(before);
      expect(await server.query('SELECT count(*) FROM contracts', 'tks')).toEqual(['1']);
    });

    test('wrong administrator password: every command fails, seven pods one after the other, and so does the Job, at last', async () => {
      const result = await documented({ PGPASSWORD: 'wrong' });
      expect(result).toMatchObject({ done: 'Failed', codes: [2, 2, 2, 2, 2, 2, 2] });
      expect(result.output.match(/password authentication failed/g)).toHaveLength(7 * 6);
    });

    test('an existing role with another password: success is reported, and the application cannot log in', async () => {
      await server.query(`CREATE ROLE tksuser LOGIN PASSWORD 'older'`);
      expect((await documented({ DB_PASSWORD: 'newer' })).done).toBe('Complete');
      expect(await server.logsIn('tksuser', 'newer', 'tks')).toBe(false);
    });

    test('SQL errors pass unseen: half of the tables, status 0, and no later run makes the other half', async () => {
      // GIVEN something that is in the way of the second statement
      await server.query('CREATE DATABASE tks');
      await server.query('CREATE TABLE idx_contractor_name (id int)', 'tks');
      const index = `SELECT count(*) FROM pg_indexes WHERE indexname = 'idx_contractor_name'`;
      // WHEN
      const result = await documented();
      // THEN
      expect(result.output).toMatch(/ERROR: {2}relation "idx_contractor_name" already exists/);
      expect(result.codes).toEqual([0]);
      expect(await server.query(index, 'tks')).toEqual(['0']);
      expect((await documented()).codes).toEqual([0]);
      expect(await server.query(index, 'tks')).toEqual(['0']);
    });

    test('stopped after the first table: the second is never made, and every later run reports success', async () => {
      // GIVEN what a kill between two statements leaves: each commits by itself
      await server.query('CREATE DATABASE tks');
      await server.query('CREATE TABLE contracts (id uuid PRIMARY KEY)', 'tks');
      // WHEN
      const result = await documented();
      // THEN
      expect(result.codes).toEqual([0]);
      expect(await tables()).toEqual(['contracts of postgres']);
    });

    test('a database that merely contains the name as a word is taken for it', async () => {
      await server.query('CREATE DATABASE "my-tks"');
      const result = await documented();
      expect(result.output).toContain('database "tks" does not exist');
      expect(await server.query(`SELECT 1 FROM pg_database WHERE datname = 'tks'`)).toEqual([]);
      expect(result).toMatchObject({ done: 'Failed' });
      expect(result.codes[0]).toBe(2);
    });

    test('two at once: one fails on what the other made, and neither reports it', async () => {
      const [job] = DOCUMENTED as JobObject[];
      const named = (name: string) => [Object.assign({}, job, { metadata: { ...job?.metadata, name } })];
      // They need not meet; five times is enough.
      let errors = '';
      for (let time = 0; time < 5 && !/already exists|duplicate key/.test(errors); time++) {
        await server.query('DROP DATABASE IF EXISTS tks');
        await server.query('DROP ROLE IF EXISTS tksuser');
        const results = await Promise.all([run(named('one')), run(named('other'))]);
        expect(results.map(({ codes }) => codes)).toEqual([[0], [0]]);
        errors += results.map(({ output }) => output).join('');
      }
      expect(errors).toMatch(/already exists|duplicate key/);
    });
  });
});
