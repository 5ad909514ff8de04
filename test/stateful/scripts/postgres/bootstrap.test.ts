import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SHELLS } from '../shells';

/** How the script reads its settings and calls psql. What it does to a database: test/live/jobs. */
const SCRIPT = resolve(__dirname, '../../../../lib/stateful/scripts/postgres/bootstrap.sh');
let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'bootstrap-'))));
afterEach(() => rmSync(directory, { recursive: true }));

function run(shell: string[], change: Record<string, string | undefined>, options: string[] = []) {
  // GIVEN a psql that writes down its arguments, its input, and who it is
  const bin = join(directory, 'bin');
  mkdirSync(bin, { recursive: true });
  const psql = `#!/bin/sh\n{ printf '%s %s' "$PGUSER" "$PGDATABASE"; for a; do printf ' [%s]' "$a"; done; echo; cat; } >>"${directory}/calls"\necho f\n`;
  for (const [name, text] of Object.entries({ psql, pg_isready: '#!/bin/sh\n' })) {
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  }
  for (const name of ['admin', 'role']) writeFileSync(join(directory, name), `${name}-secret\n`);
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    PGHOST: 'db',
    PGPASSWORD_FILE: join(directory, 'admin'),
    BOOTSTRAP_DATABASE: 'shop',
    BOOTSTRAP_ROLE: 'shop_app',
    BOOTSTRAP_PASSWORD_FILE: join(directory, 'role'),
    ...change,
  };
  const [command, ...args] = [...shell, ...options, SCRIPT];
  return spawnSync(command, args, { env, encoding: 'utf8' });
}

const calls = (): string => readFileSync(join(directory, 'calls'), 'utf8');

describe.each(SHELLS)('under %s', (...shell) => {
  test('the files go to one psql, in order, each between begin and commit; the password on its input only', () => {
    // GIVEN
    mkdirSync(join(directory, 'sql'));
    for (const name of ['010-b.sql', '002-a.sql', 'notes.txt'])
      writeFileSync(join(directory, 'sql', name), 'SELECT 1;');
    // WHEN
    const result = run(shell, { BOOTSTRAP_SQL_DIR: join(directory, 'sql') }, ['-x']);
    // THEN
    expect(result.status).toBe(0);
    const one = calls()
      .split('\n')
      .find((line) => line.includes('begin.sql'))!;
    expect(one).toMatch(
      /^postgres shop .*begin\.sql\].*file_name 002-a\.sql.*apply\.sql\].*file_name 010-b\.sql.*commit\.sql\]$/,
    );
    expect(one).not.toContain('notes.txt');
    expect(
      calls()
        .split('\n')
        .filter((line) => line.includes('-secret')),
    ).toEqual(['role-secret', 'role-secret']);
    expect(result.stdout + result.stderr).not.toContain('-secret');
  });

  test('who logs in where: the administrator on the maintenance database, then on the database, then the role', () => {
    run(shell, { PGUSER: 'admin', PGDATABASE: 'maintenance' });
    const who = calls()
      .split('\n')
      .filter((line) => line.includes('[-X]'))
      .map((line) => line.split(' ').slice(0, 2).join(' '));
    expect(who).toEqual(['admin maintenance', 'admin maintenance', 'admin maintenance', 'admin shop', 'shop_app shop']);
  });

  test.each([
    [{ PGHOST: undefined }, 'PGHOST is not set'],
    [{ BOOTSTRAP_DATABASE: '' }, "BOOTSTRAP_DATABASE is wrong: got '', need a name of 1 to 63 bytes"],
    [{ BOOTSTRAP_ROLE: 'ö'.repeat(32) }, 'BOOTSTRAP_ROLE is wrong'],
    [{ PGPASSWORD_FILE: undefined }, "PGPASSWORD_FILE cannot be read: ''"],
    [{ BOOTSTRAP_PASSWORD_FILE: '/nowhere' }, "BOOTSTRAP_PASSWORD_FILE cannot be read: '/nowhere'"],
    [{ BOOTSTRAP_PASSWORD_FILE: '/dev/null' }, "BOOTSTRAP_PASSWORD_FILE is wrong: '/dev/null'"],
    [{ BOOTSTRAP_EXISTING_PASSWORD: 'keep' }, "BOOTSTRAP_EXISTING_PASSWORD is wrong: got 'keep', need fail or replace"],
    [{ BOOTSTRAP_WAIT_SECONDS: '1m' }, "BOOTSTRAP_WAIT_SECONDS is wrong: got '1m', need a whole number 0 to 3600"],
    [{ BOOTSTRAP_LOCK_SECONDS: '99999999999999999999' }, 'BOOTSTRAP_LOCK_SECONDS is wrong'],
    [{ BOOTSTRAP_SQL_DIR: '/nowhere' }, "BOOTSTRAP_SQL_DIR is no directory: '/nowhere'"],
    [{ BOOTSTRAP_SQL_DIR: '/dev' }, "BOOTSTRAP_SQL_DIR has no file *.sql: '/dev'"],
  ])('%j is refused with status 64', (change, message) => {
    const result = run(shell, change);
    expect(result.stderr).toContain(message);
    expect(result.status).toBe(64);
    expect(existsSync(join(directory, 'calls'))).toBe(false);
  });

  test('a file name that psql could take for more than a name is refused', () => {
    mkdirSync(join(directory, 'sql'));
    writeFileSync(join(directory, 'sql', "1'`id`.sql"), '');
    const result = run(shell, { BOOTSTRAP_SQL_DIR: join(directory, 'sql') });
    expect(result.status).toBe(64);
    expect(existsSync(join(directory, 'calls'))).toBe(false);
  });
});
