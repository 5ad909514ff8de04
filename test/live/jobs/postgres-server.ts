import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chown, freePort, postgresBinaries } from './system';

const USER = 'postgres';

/** A PostgreSQL of its own, on loopback, that asks for passwords and logs every statement. */
export class PostgresServer {
  static readonly PASSWORD = 'admin s3cret';
  readonly directory: string;

  private constructor(readonly port: number) {
    this.directory = mkdtempSync(join(tmpdir(), 'postgres-'));
    writeFileSync(this.file('admin-password'), `${PostgresServer.PASSWORD}\n`);
    chmodSync(this.directory, 0o755);
    chown(USER, this.directory);
  }

  static async start(): Promise<PostgresServer> {
    const server = new PostgresServer(await freePort());
    const data = server.file('data');
    const password = server.file('admin-password');
    server.run('initdb', ['-D', data, '-A', 'scram-sha-256', '-U', USER, `--pwfile=${password}`, '-N', '-E', 'UTF8']);
    const options = `-p ${server.port} -k ${server.directory} -c listen_addresses=127.0.0.1 -c log_statement=all`;
    server.run('pg_ctl', ['-D', data, '-o', `${options} -c fsync=off`, '-l', server.file('log'), '-w', 'start']);
    return server;
  }

  file(name: string): string {
    return join(this.directory, name);
  }

  get log(): string {
    return readFileSync(this.file('log'), 'utf8');
  }

  /** Rows of a query as the administrator, columns apart by |. */
  query(sql: string, database = 'postgres', user = USER, password = PostgresServer.PASSWORD): string[] {
    const connection = ['-h', '127.0.0.1', '-p', String(this.port), '-U', user, '-w', '-X'];
    const env = { ...process.env, PGDATABASE: database, PGPASSWORD: password };
    const output = execFileSync('psql', [...connection, '-v', 'ON_ERROR_STOP=1', '-At', '-c', sql], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return output.split('\n').filter((line) => line !== '');
  }

  logsIn(user: string, password: string, database: string): boolean {
    try {
      return this.query('SELECT 1', database, user, password)[0] === '1';
    } catch {
      return false;
    }
  }

  stop(): void {
    this.run('pg_ctl', ['-D', this.file('data'), '-m', 'immediate', '-w', 'stop']);
    rmSync(this.directory, { recursive: true, force: true });
  }

  private run(program: string, args: string[]): void {
    const as = ['--reuid', USER, '--regid', USER, '--clear-groups'];
    const command = [...as, `${postgresBinaries()}/${program}`, ...args];
    execFileSync('setpriv', command, { stdio: 'ignore', cwd: '/', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  }
}
