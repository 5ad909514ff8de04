import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsModule } from './modules';

const { readSettings, connectionUri } = settingsModule;
let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'settings-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const file = (name: string, text: string): string => {
  writeFileSync(join(directory, name), text);
  return join(directory, name);
};

const base = {
  HOSTNAME: 'shop-mongo-2',
  MONGO_REPLICA_SET: 'rs0',
  MONGO_MEMBER_PATTERN: 'shop-mongo-%d.shop-mongo.shop.svc.cluster.local:27017',
  MONGO_MEMBERS: '3',
};

test('defaults: every 10 s, for ever, the local server on the port of the pattern, no authentication', () => {
  expect(readSettings(base)).toEqual({
    setName: 'rs0',
    pattern: base.MONGO_MEMBER_PATTERN,
    members: 3,
    ordinal: 2,
    local: '127.0.0.1:27017',
    user: undefined,
    uriOptions: '',
    intervalSeconds: 10,
    rounds: 0,
  });
});

test('the number of members from a file wins: it changes without a restart', () => {
  const env = { ...base, MONGO_MEMBERS_FILE: file('members', '5\n') };
  expect(readSettings(env).members).toBe(5);
  writeFileSync(env.MONGO_MEMBERS_FILE, '3');
  expect(readSettings(env).members).toBe(3);
});

test('credentials come from files, and are escaped in the URI', () => {
  // GIVEN
  const env = {
    ...base,
    MONGO_ROOT_USERNAME_FILE: file('username', 'ro@t\n'),
    MONGO_ROOT_PASSWORD_FILE: file('password', 'a/b:c %\n'),
    MONGO_URI_OPTIONS: 'tls=true',
  };
  // WHEN
  const settings = readSettings(env);
  // THEN
  expect(settings.user).toEqual({ name: 'ro@t', password: 'a/b:c %' });
  const uri = connectionUri(settings, 'h:1', true);
  expect(uri).toMatch(/^mongodb:\/\/ro%40t:a%2Fb%3Ac%20%25@h:1\/admin\?directConnection=true&/);
  expect(uri).toMatch(/&authSource=admin&authMechanism=SCRAM-SHA-256&tls=true$/);
  expect(connectionUri(settings, 'h:1', false)).not.toMatch(/ro%40t|authSource/);
});

test.each([
  [{ HOSTNAME: 'mongo' }, 'HOSTNAME is wrong: got "mongo", need a pod name of a StatefulSet, NAME-ORDINAL'],
  [{ MONGO_REPLICA_SET: '' }, 'MONGO_REPLICA_SET is wrong: got "", need a replica set name'],
  [{ MONGO_MEMBER_PATTERN: 'mongo-%d' }, 'MONGO_MEMBER_PATTERN is wrong: got "mongo-%d"'],
  [{ MONGO_MEMBER_PATTERN: 'u:p@mongo-%d:1' }, 'MONGO_MEMBER_PATTERN is wrong'],
  [{ MONGO_MEMBERS: '0' }, 'MONGO_MEMBERS is wrong: got "0", need a whole number 1 to 50'],
  [{ MONGO_MEMBERS: '2.5' }, 'MONGO_MEMBERS is wrong'],
  [{ MONGO_RECONCILE_INTERVAL_SECONDS: '10s' }, 'MONGO_RECONCILE_INTERVAL_SECONDS is wrong: got "10s"'],
  [{ MONGO_ROOT_PASSWORD_FILE: '/nowhere' }, 'MONGO_ROOT_PASSWORD_FILE cannot be read: /nowhere (ENOENT)'],
])('%j: %s', (change, message) => {
  expect(() => readSettings({ ...base, ...change })).toThrow(message);
});

test('a user without a password is no authentication by mistake', () => {
  const env = { ...base, MONGO_ROOT_USERNAME_FILE: file('username', 'root') };
  expect(() => readSettings(env)).toThrow('set both, or neither');
  expect(() => readSettings({ ...env, MONGO_ROOT_PASSWORD_FILE: file('empty', '\n') })).toThrow(
    'MONGO_ROOT_PASSWORD_FILE is wrong',
  );
});
