import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SHELLS } from '../shells';
import { SCRIPTS } from './modules';

/** In place of mongorestore: keeps its arguments and its configuration file. */
const MONGORESTORE = `#!/bin/sh
for a; do
  case $a in --config=*) cp "\${a#--config=}" "$LOG.config" ;; esac
  printf '%s\\n' "$a" >>"$LOG"
done
`;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mongo-restore-'));
  for (const folder of ['bin', 'backups']) mkdirSync(join(directory, folder));
  writeFileSync(join(directory, 'bin/mongorestore'), MONGORESTORE);
  chmodSync(join(directory, 'bin/mongorestore'), 0o755);
  for (const day of ['01', '02']) {
    writeFileSync(join(directory, `backups/202601${day}T000000Z.archive.gz`), gzipSync('dump'));
  }
});
afterEach(() => rmSync(directory, { recursive: true }));

function run(shell: string[], extra: Record<string, string> = {}) {
  const [command, ...before] = [...shell, join(SCRIPTS, 'restore.sh')];
  const env = {
    PATH: `${join(directory, 'bin')}:${process.env.PATH}`,
    TMPDIR: directory,
    LOG: join(directory, 'log'),
    MONGO_DUMP_HOSTS: 'db-0.db:27017 db-1.db:27017',
    MONGO_DUMP_DIRECTORY: join(directory, 'backups'),
    MONGO_REPLICA_SET: 'rs0',
    ...extra,
  };
  return spawnSync(command, before, { env, encoding: 'utf8' });
}

const log = (): string[] => readFileSync(join(directory, 'log'), 'utf8').trim().split('\n');

describe.each(SHELLS)('under %s', (...shell) => {
  test('loads the newest dump into the primary of the set, with its oplog', () => {
    expect(run(shell).status).toBe(0);
    expect(log()).toEqual([
      '--uri=mongodb://db-0.db:27017,db-1.db:27017/?replicaSet=rs0',
      '--gzip',
      `--archive=${join(directory, 'backups/20260102T000000Z.archive.gz')}`,
      '--drop',
      '--writeConcern={w:"majority"}',
      '--oplogReplay',
    ]);
  });

  test('loads the dump that is asked for, without the oplog where that is asked for', () => {
    expect(run(shell, { RESTORE_FILE: '20260101T000000Z.archive.gz', MONGO_RESTORE_OPLOG: 'no' }).status).toBe(0);
    expect(log().join()).toContain('20260101T000000Z.archive.gz');
    expect(log()).not.toContain('--oplogReplay');
  });

  test('passes the password in a file that is gone afterwards', () => {
    // GIVEN
    const [username, password] = ['username', 'password'].map((name) => join(directory, name));
    writeFileSync(username!, 'root\n');
    writeFileSync(password!, `it's "a" #%s\n`);

    // WHEN
    const result = run(shell, { MONGO_ROOT_USERNAME_FILE: username!, MONGO_ROOT_PASSWORD_FILE: password! });

    // THEN
    expect(result.status).toBe(0);
    expect(readFileSync(join(directory, 'log.config'), 'utf8')).toBe(`password: 'it''s "a" #%s'\n`);
    expect(log().join()).not.toContain("it's");
    expect(existsSync(join(directory, 'mongorestore.yaml'))).toBe(false);
  });

  test.each<[string, Record<string, string>]>([
    ['there is none', { RESTORE_FILE: 'absent.archive.gz' }],
    ['it is broken', { RESTORE_FILE: 'broken.archive.gz' }],
  ])('refuses a dump where %s', (_, extra) => {
    writeFileSync(join(directory, 'backups/broken.archive.gz'), gzipSync('dump').subarray(0, 10));
    expect(run(shell, extra).status).toBe(66);
    expect(existsSync(join(directory, 'log'))).toBe(false);
  });
});
