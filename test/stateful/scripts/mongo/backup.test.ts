import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { SHELLS } from '../shells';
import { SCRIPTS } from './modules';

const NAME = /^\d{8}T\d{6}Z\.archive\.gz$/;

/** Writes what it was asked, and a dump as the host's name says: whole, broken, half a dump that fails, or never an end. */
const MONGODUMP = `#!/bin/sh
for a; do
  case $a in
    --archive=*) file=\${a#--archive=} ;;
    --uri=mongodb://*) host=\${a#--uri=mongodb://} ;;
    --config=*) cp "\${a#--config=}" "$LOG.config"; stat -c %a "\${a#--config=}" >>"$LOG.config" ;;
  esac
  printf '%s|' "$a" >>"$LOG"
done
echo >>"$LOG"
case $host in
  good*) echo "dump of \${host%%/*}" | gzip >"$file" ;;
  full*) echo "dump of $host" | gzip | head -c 10 >"$file" ;;
  fails*) echo half >"$file"; exit 1 ;;
  hangs*) echo half >"$file"; trap 'echo stopped >>"$LOG"; exit 1' TERM; while :; do sleep 0.1; done ;;
esac
`;

let directory: string;
let backups: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mongo-backup-'));
  backups = join(directory, 'backups');
  const scripts = join(directory, 'scripts');
  const bin = join(directory, 'bin');
  for (const folder of [backups, scripts, bin]) mkdirSync(folder);
  cpSync(join(SCRIPTS, 'backup.sh'), join(scripts, 'backup.sh'));
  // In place of mongosh, which is asked in scripts.mongosh.ts: all members, in the order in which they were given.
  writeFileSync(
    join(scripts, 'mongosh.sh'),
    '[ "$1" = members-to-dump.js ] || exit 9\n[ "$MONGO_DUMP_HOSTS" != nobody ] || exit 1\nprintf "%s\\n" $MONGO_DUMP_HOSTS\n',
  );
  writeFileSync(join(bin, 'mongodump'), MONGODUMP);
  chmodSync(join(bin, 'mongodump'), 0o755);
});
afterEach(() => rmSync(directory, { recursive: true }));

function environment(hosts: string, extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    PATH: `${join(directory, 'bin')}:${process.env.PATH}`,
    TMPDIR: directory,
    LOG: join(directory, 'log'),
    MONGO_DUMP_HOSTS: hosts,
    MONGO_DUMP_DIRECTORY: backups,
    MONGO_DUMP_KEEP: '3',
    MONGO_WAIT_SECONDS: '0',
    ...extra,
  };
}

function run(shell: string[], hosts: string, extra: Record<string, string> = {}) {
  const [command, ...before] = [...shell, join(directory, 'scripts/backup.sh')];
  return spawnSync(command, before, { env: environment(hosts, extra), encoding: 'utf8' });
}

const log = (): string[] => readFileSync(join(directory, 'log'), 'utf8').trim().split('\n');
const stored = (): string[] => readdirSync(backups).sort();

describe.each(SHELLS)('under %s', (...shell) => {
  test('stores a whole dump of the first member under a name that sorts by time', () => {
    // WHEN
    const result = run(shell, 'good-2:27017 good-1:27017');

    // THEN
    expect([result.status, result.stderr]).toEqual([0, '']);
    const [file, ...others] = stored();
    expect([file, others]).toEqual([expect.stringMatching(NAME), []]);
    const path = join(backups, file!);
    expect(gunzipSync(readFileSync(path)).toString()).toBe('dump of good-2:27017\n');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(log()).toEqual([`--uri=mongodb://good-2:27017/?|--oplog|--gzip|--archive=${path}.part|`]);
    expect(result.stdout).toContain(`stored ${path}, ${statSync(path).size} bytes, from good-2:27017`);
  });

  test('connects as the scripts do', () => {
    expect(run(shell, 'good', { MONGO_URI_OPTIONS: 'tls=true&tlsCAFile=/tls/ca.crt' }).status).toBe(0);
    expect(log()[0]).toContain('--uri=mongodb://good/?tls=true&tlsCAFile=/tls/ca.crt|');
  });

  test('the password goes through a file that is gone afterwards, whatever it is made of', () => {
    // GIVEN
    const [username, password] = ['username', 'password'].map((name) => join(directory, name));
    writeFileSync(username!, 'root\n');
    writeFileSync(password!, `it's: "a" #%s\\n {pass}\n`);

    // WHEN
    const result = run(shell, 'good', { MONGO_ROOT_USERNAME_FILE: username!, MONGO_ROOT_PASSWORD_FILE: password! });

    // THEN
    expect(result.status).toBe(0);
    const config = join(directory, 'mongodump.yaml');
    expect(log()[0]).toContain(`|--config=${config}|--username=root|--authenticationDatabase=admin|--oplog|`);
    expect(readFileSync(join(directory, 'log.config'), 'utf8')).toBe(`password: 'it''s: "a" #%s\\n {pass}'\n600\n`);
    expect(existsSync(config)).toBe(false);
    expect([log()[0], result.stdout, result.stderr].join()).not.toContain('pass}');
  });

  test.each(['fails', 'full'])('a member that %s leaves nothing, and the next one is asked', (first) => {
    // WHEN
    const result = run(shell, `${first} good`);

    // THEN
    expect(result.status).toBe(0);
    expect(stored()).toEqual([expect.stringMatching(NAME)]);
    expect(gunzipSync(readFileSync(join(backups, stored()[0]!))).toString()).toBe('dump of good\n');
    expect(log()).toHaveLength(2);
  });

  test('fails without a trace when no member gives a dump, and keeps what there is', () => {
    // GIVEN more than is to be kept
    const old = ['1', '2', '3', '4', '5'].map((day) => `2026010${day}T000000Z.archive.gz`);
    for (const name of old) writeFileSync(join(backups, name), '');

    // WHEN
    const result = run(shell, 'fails-1 full-0');

    // THEN
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('no member gave a dump: fails-1 full-0');
    expect(stored()).toEqual(old);
  });

  test('asks again when no member answers at first, as for a pod that a NetworkPolicy does not know yet', () => {
    // GIVEN
    writeFileSync(
      join(directory, 'scripts/mongosh.sh'),
      '[ -e "$LOG.asked" ] || { touch "$LOG.asked"; exit 1; }\necho good\n',
    );

    // WHEN
    const result = run(shell, 'good', { MONGO_WAIT_SECONDS: '30' });

    // THEN
    expect([result.status, stored()]).toEqual([0, [expect.stringMatching(NAME)]]);
  });

  test('fails when nobody knows a member', () => {
    const result = run(shell, 'nobody');
    expect([result.status, stored(), existsSync(join(directory, 'log'))]).toEqual([1, [], false]);
  });

  test('keeps the newest, and what is none of its own', () => {
    // GIVEN
    const others = ['README.txt', '20260101T000000Z.rdb', 'x-20260101T000000Z.archive.gz'];
    const old = ['20251231T235959Z', '20260101T000000Z', '20260102T030405Z', '20251130T000000Z'];
    for (const name of [...others, ...old.map((time) => `${time}.archive.gz`)]) writeFileSync(join(backups, name), '');

    // WHEN
    const result = run(shell, 'good');

    // THEN
    expect(result.status).toBe(0);
    expect(stored().filter((name) => !others.includes(name))).toEqual([
      '20260101T000000Z.archive.gz',
      '20260102T030405Z.archive.gz',
      expect.stringMatching(NAME),
    ]);
    expect(stored()).toEqual(expect.arrayContaining(others));
  });

  test('takes away what a killed run has left', () => {
    writeFileSync(join(backups, '20260101T000000Z.archive.gz.part'), 'half');
    expect(run(shell, 'good').status).toBe(0);
    expect(stored()).toEqual([expect.stringMatching(NAME)]);
  });

  test('SIGTERM ends mongodump too, and leaves nothing', async () => {
    // GIVEN
    const [command, ...before] = [...shell, join(directory, 'scripts/backup.sh')];
    const child = spawn(command, before, { env: environment('hangs good'), stdio: 'ignore' });
    const ended = once(child, 'exit');
    for (let waited = 0; waited < 200 && stored().length === 0; waited++) await sleep(50);
    expect(stored()).toEqual([expect.stringMatching(/\.part$/)]);

    // WHEN
    child.kill('SIGTERM');

    // THEN
    expect(await ended).toEqual([143, null]);
    expect([stored(), log().at(-1)]).toEqual([[], 'stopped']);
  });

  test.each([
    ['MONGO_DUMP_KEEP', '0', 'MONGO_DUMP_KEEP is wrong: got 0, need a whole number from 1'],
    ['MONGO_DUMP_KEEP', 'all', 'MONGO_DUMP_KEEP is wrong: got all, need a whole number from 1'],
    ['MONGO_DUMP_KEEP', '', 'MONGO_DUMP_KEEP'],
    ['MONGO_DUMP_DIRECTORY', '', 'MONGO_DUMP_DIRECTORY'],
    ['MONGO_DUMP_HOSTS', '', 'MONGO_DUMP_HOSTS'],
    ['MONGO_ROOT_USERNAME_FILE', '/nowhere', ''],
  ])('%s of %j ends it before it asks anybody', (name, value, message) => {
    const result = run(shell, 'good', { MONGO_ROOT_PASSWORD_FILE: '/nowhere', [name]: value });
    expect(result.status).not.toBe(0);
    expect(result.stderr).toContain(message);
    expect([stored(), existsSync(join(directory, 'log'))]).toEqual([[], false]);
  });
});
