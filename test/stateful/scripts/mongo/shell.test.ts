import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHELLS } from '../shells';
import { SCRIPTS } from './modules';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'mongo-sh-'))));
afterEach(() => rmSync(directory, { recursive: true }));

/** Runs a script with a `mongod` and a `mongosh` that write down how they were called. */
function run(shell: string[], script: string, args: string[], env: Record<string, string>) {
  const bin = join(directory, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const name of ['mongod', 'mongosh']) {
    writeFileSync(join(bin, name), '#!/bin/sh\nfor a; do printf "%s|" "$a"; done\necho "$$ $HOME"\n');
    chmodSync(join(bin, name), 0o755);
  }
  const [command, ...before] = [...shell, join(SCRIPTS, script), ...args];
  return spawnSync(command!, before, { env: { PATH: `${bin}:${process.env.PATH}`, ...env }, encoding: 'utf8' });
}

describe.each(SHELLS)('under %s', (...shell) => {
  const key = 'c2VjcmV0LWtleWZpbGU=\n';
  const mongo = { MONGO_REPLICA_SET: 'rs0', MONGO_MEMBER_PATTERN: 'mongo-%d.mongo:27018' };

  test('copy-keyfile.sh makes a copy of mode 0400, and again over the earlier one', () => {
    // GIVEN a Secret volume under an fsGroup
    const source = join(directory, 'source');
    const target = join(directory, 'keyfile');
    writeFileSync(source, key, { mode: 0o640 });
    const env = { MONGO_KEYFILE_SOURCE: source, MONGO_KEYFILE: target };
    // WHEN
    const first = run(shell, 'copy-keyfile.sh', [], env);
    writeFileSync(source, 'YW5vdGhlcg==');
    const second = run(shell, 'copy-keyfile.sh', [], env);
    // THEN
    expect([first.status, second.status, first.stderr, second.stderr]).toEqual([0, 0, '', '']);
    expect(statSync(target).mode & 0o777).toBe(0o400);
    expect(readFileSync(target, 'utf8')).toBe('YW5vdGhlcg==');
    expect(existsSync(`${target}.new`)).toBe(false);
  });

  test.each([
    ['', 'missing or empty'],
    ['short', '5 characters, 0 outside base64'],
    ['pass word!', '9 characters, 1 outside base64'],
    ['A'.repeat(1025), '1025 characters'],
  ])('copy-keyfile.sh refuses %j and does not show it', (text, message) => {
    const source = join(directory, 'source');
    writeFileSync(source, text);
    const result = run(shell, 'copy-keyfile.sh', [], { MONGO_KEYFILE_SOURCE: source, MONGO_KEYFILE: `${directory}/k` });
    expect(result.status).toBe(1);
    expect(result.stderr).toContain(message);
    if (text !== '') expect(result.stderr).not.toContain(text);
    expect(existsSync(`${directory}/k`)).toBe(false);
  });

  test('mongod.sh becomes mongod, with the keyfile and its own arguments', () => {
    const keyfile = join(directory, 'keyfile');
    writeFileSync(keyfile, key);
    const result = run(shell, 'mongod.sh', ['--wiredTigerCacheSizeGB', '0.5'], { ...mongo, MONGO_KEYFILE: keyfile });
    expect(result.stdout).toContain(
      `--bind_ip_all|--port|27018|--dbpath|/data/db|--replSet|rs0|--keyFile|${keyfile}|--wiredTigerCacheSizeGB|0.5|`,
    );
    expect(Number(/\|(\d+) /.exec(result.stdout)![1])).toBe(result.pid);
  });

  test('mongod.sh without a keyfile runs without authentication; with a missing one not at all', () => {
    expect(run(shell, 'mongod.sh', [], mongo).stdout).not.toContain('keyFile');
    const missing = run(shell, 'mongod.sh', [], { ...mongo, MONGO_KEYFILE: '/nowhere' });
    expect([missing.status, missing.stdout]).toEqual([1, '']);
    expect(missing.stderr).toContain('MONGO_KEYFILE cannot be read: /nowhere');
    expect(run(shell, 'mongod.sh', [], {}).stderr).toContain('MONGO_REPLICA_SET');
  });

  test('mongosh.sh becomes mongosh, whose home is writable and keeps no log', () => {
    const result = run(shell, 'mongosh.sh', ['ready.js'], { TMPDIR: directory });
    const home = join(directory, 'mongosh');
    expect(result.stdout).toBe(`--nodb|--norc|--quiet|${join(SCRIPTS, 'ready.js')}|${result.pid} ${home}\n`);
    expect(JSON.parse(readFileSync(join(home, '.mongodb/mongosh/config'), 'utf8'))).toEqual({
      disableLogging: true,
      enableTelemetry: false,
    });
    expect(run(shell, 'mongosh.sh', [], {}).status).toBe(2);
  });
});
