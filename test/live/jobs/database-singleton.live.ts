import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { allCommandLines, chown, describeWith, type Finished, freePort, missing, start, until } from './system';

const ENTRYPOINT = process.env.MARIADB_ENTRYPOINT ?? resolve(__dirname, 'mariadb-entrypoint.sh');
const SHELL = process.env.MARIADB_ENTRYPOINT === undefined ? 'sh' : 'bash';
const USER = 'mysql';
const PASSWORD = 'shop-secret';
const ROOT_PASSWORD = 'root-secret';

/** One pod of a DatabaseSingleton: MariaDB stands in for MySQL. Claim, Secret and run directory are directories. */
class Pod {
  private running: ReturnType<typeof start> | undefined;
  /** How the last start ended, once it has. */
  ended: Finished | undefined;
  private readonly run: string;
  port = 0;

  constructor(
    private readonly directory: string,
    readonly name: string,
    readonly claim: string,
  ) {
    this.run = join(directory, `${name}-run`);
    for (const path of [this.run, claim]) {
      mkdirSync(path, { recursive: true });
      chown(USER, path);
    }
  }

  async start(): Promise<void> {
    this.port = await freePort();
    // Flags go to the server through the entrypoint, as a container's args do. The data is below the mount: an ext4
    // volume has lost+found at its root.
    const server = [
      'mariadbd',
      '--no-defaults',
      `--datadir=${join(this.claim, 'data')}`,
      `--socket=${join(this.run, 'mysqld.sock')}`,
      `--port=${this.port}`,
      '--bind-address=127.0.0.1',
    ];
    const env = {
      PATH: `${process.env.PATH}:/usr/sbin`,
      HOME: this.run,
      MARIADB_ROOT_PASSWORD_FILE: join(this.directory, 'root-password'),
      MARIADB_PASSWORD_FILE: join(this.directory, 'password'),
      MARIADB_USER: 'shop',
      MARIADB_DATABASE: 'shop',
      MARIADB_INITDB_SKIP_TZINFO: '1',
    };
    this.ended = undefined;
    this.running = start([SHELL, ENTRYPOINT, ...server], env, USER);
    void this.running.done.then((finished) => (this.ended = finished));
  }

  /** The probe's command: over TCP, without credentials. */
  get ping(): number | null {
    const args = [
      '--no-defaults',
      '--protocol=tcp',
      '--host=127.0.0.1',
      `--port=${this.port}`,
      '--connect-timeout=2',
      'ping',
    ];
    return spawnSync('mariadb-admin', args, { stdio: 'ignore' }).status;
  }

  async ready(): Promise<void> {
    await until(`${this.name} is ready`, () => {
      if (this.ended !== undefined) throw new Error(`${this.name} ended: ${this.ended.stdout}${this.ended.stderr}`);
      return this.ping === 0;
    });
  }

  sql(statement: string, user = 'shop', password = PASSWORD) {
    const args = ['--no-defaults', '--protocol=tcp', '--host=127.0.0.1', `--port=${this.port}`, `--user=${user}`];
    return spawnSync('mariadb', [...args, '--batch', '--skip-column-names', 'shop', '-e', statement], {
      env: { ...process.env, MYSQL_PWD: password },
      encoding: 'utf8',
    });
  }

  async crash(): Promise<void> {
    this.running?.killGroup();
    await this.running?.done;
    this.running = undefined;
  }

  /** What a kubelet does: SIGTERM to PID 1, which the entrypoint has replaced by the server. */
  async terminate(): Promise<Finished> {
    this.running!.child.kill('SIGTERM');
    const finished = await this.running!.done;
    this.running = undefined;
    return finished;
  }
}

describeWith('a database of one, its data on a claim', missing(['/usr/sbin/mariadbd', '/usr/bin/mariadb']), () => {
  let directory: string;
  const pods: Pod[] = [];
  const pod = (name: string, claim: string): Pod => {
    pods.push(new Pod(directory, name, join(directory, claim)));
    return pods.at(-1)!;
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'singleton-'));
    writeFileSync(join(directory, 'root-password'), `${ROOT_PASSWORD}\n`);
    writeFileSync(join(directory, 'password'), `${PASSWORD}\n`);
    chown(USER, directory);
  });
  afterEach(async () => {
    for (const each of pods.splice(0)) await each.crash();
    rmSync(directory, { recursive: true, force: true });
  });

  test('first start: passwords from files, in no argument; the TCP ping fails until the temporary server is gone', async () => {
    // GIVEN
    const first = pod('first', 'claim');
    await first.start();
    // WHEN
    let seen = '';
    const states: (number | null)[] = [];
    await until('it is initialised', () => {
      seen += allCommandLines();
      states.push(first.ping);
      return states.at(-1) === 0;
    });
    // THEN
    expect(seen).toContain('--skip-networking');
    expect(states[0]).not.toBe(0);
    expect(first.sql('SELECT CURRENT_USER()').stdout).toBe('shop@%\n');
    expect(seen).not.toContain(PASSWORD);
    expect(seen).not.toContain(ROOT_PASSWORD);
    expect(first.sql('SELECT 1', 'shop', 'wrong').status).not.toBe(0);
  });

  test('kill -9 while writing, five times: every acknowledged row is there, and the password still holds', async () => {
    // GIVEN
    const only = pod('only', 'claim');
    await only.start();
    await only.ready();
    expect(only.sql('CREATE TABLE row_seen (id INT PRIMARY KEY) ENGINE=InnoDB').status).toBe(0);
    let acknowledged = 0;
    // WHEN
    for (let crash = 0; crash < 5; crash++) {
      for (let i = 0; i < 10; i++) {
        const inserted = only.sql(`INSERT INTO row_seen VALUES (${acknowledged})`);
        if (inserted.status === 0) acknowledged += 1;
      }
      await only.crash();
      await only.start();
      await only.ready();
    }
    // THEN
    expect(acknowledged).toBe(50);
    expect(only.sql('SELECT COUNT(*) FROM row_seen').stdout).toBe('50\n');
  });

  test('a move: stopped by SIGTERM with status 0, the claim at another path, another pod, the same data', async () => {
    // GIVEN
    const before = pod('before', 'node-1/claim');
    await before.start();
    await before.ready();
    before.sql('CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (42)');
    // WHEN
    expect((await before.terminate()).code).toBe(0);
    mkdirSync(join(directory, 'node-2'));
    renameSync(join(directory, 'node-1/claim'), join(directory, 'node-2/claim'));
    const after = pod('after', 'node-2/claim');
    await after.start();
    await after.ready();
    // THEN
    expect(after.sql('SELECT id FROM t').stdout).toBe('42\n');
  });

  test('another password in the Secret afterwards changes nothing: it was for the first initialisation', async () => {
    const only = pod('only', 'claim');
    await only.start();
    await only.ready();
    await only.terminate();
    writeFileSync(join(directory, 'password'), 'rotated\n');
    await only.start();
    await only.ready();
    expect(only.sql('SELECT 1').status).toBe(0);
    expect(only.sql('SELECT 1', 'shop', 'rotated').status).not.toBe(0);
  });

  test('a second pod on the same claim does not get to write: it ends, and the first goes on', async () => {
    // GIVEN what a Deployment without strategy Recreate does
    const first = pod('first', 'claim');
    await first.start();
    await first.ready();
    first.sql('CREATE TABLE t (id INT PRIMARY KEY)');
    // WHEN
    const second = pod('second', 'claim');
    await second.start();
    await until('the second gives up', () => second.ended !== undefined);
    // THEN
    expect(second.ended?.code).not.toBe(0);
    expect(first.sql('INSERT INTO t VALUES (1)').status).toBe(0);
  });

  test('killed during the first initialisation: the next start takes the half for the whole, and nobody can log in', async () => {
    // GIVEN the system tables are there, the users are not
    const only = pod('only', 'claim');
    await only.start();
    await until('it has begun', () => existsSync(join(only.claim, 'data/mysql')));
    // WHEN
    await only.crash();
    await only.start();
    // THEN this is why the startup probe must leave it time, and why such a claim is emptied by hand
    await until('it serves or gives up', () => only.ended !== undefined || only.ping === 0);
    expect(only.sql('SELECT 1').status).not.toBe(0);
  });
});
