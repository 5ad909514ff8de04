'use strict';
/** The environment of the mongo scripts, read and checked. The table of variables is in README.md beside this file. */
const fs = require('fs');

function fail(name, received, allowed) {
  throw new Error(`${name} is wrong: got ${JSON.stringify(received ?? null)}, need ${allowed}`);
}

function required(env, name, allowed) {
  const value = env[name];
  if (value === undefined || value === '') fail(name, value, allowed);
  return value;
}

function wholeNumber(name, text, least, most) {
  const number = Number(text);
  if (!/^[0-9]+$/.test(text) || number < least || number > most) fail(name, text, `a whole number ${least} to ${most}`);
  return number;
}

/** Like the official images: NAME_FILE names a file that holds the value, one trailing newline is not part of it. */
function fromFile(env, name) {
  const file = env[`${name}_FILE`];
  if (file === undefined || file === '') return undefined;
  let text;
  try {
    text = fs.readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new Error(`${name}_FILE cannot be read: ${file} (${error.code})`, { cause: error });
  }
  if (text === '') fail(`${name}_FILE`, file, 'a file that is not empty');
  return text;
}

function readUser(env) {
  const name = fromFile(env, 'MONGO_ROOT_USERNAME');
  const password = fromFile(env, 'MONGO_ROOT_PASSWORD');
  if (name === undefined && password === undefined) return undefined;
  if (name === undefined || password === undefined) {
    throw new Error('MONGO_ROOT_USERNAME_FILE and MONGO_ROOT_PASSWORD_FILE: set both, or neither (no authentication)');
  }
  return { name, password };
}

/** Called every round: a mounted ConfigMap or Secret changes in a running pod. @throws Error naming the variable */
function readSettings(env) {
  const hostname = required(env, 'HOSTNAME', 'a pod name of a StatefulSet, NAME-ORDINAL');
  const ordinal = /-([0-9]+)$/.exec(hostname)?.[1];
  if (ordinal === undefined) fail('HOSTNAME', hostname, 'a pod name of a StatefulSet, NAME-ORDINAL');
  const pattern = required(env, 'MONGO_MEMBER_PATTERN', 'host:port with %d in place of the ordinal');
  if (!/^[^%,/@\s]*%d[^%,/@\s]*:[0-9]+$/.test(pattern)) {
    fail('MONGO_MEMBER_PATTERN', pattern, 'host:port with one %d in place of the ordinal');
  }
  const port = pattern.slice(pattern.lastIndexOf(':') + 1);
  const members = fromFile(env, 'MONGO_MEMBERS') ?? required(env, 'MONGO_MEMBERS', 'a whole number 1 to 50');
  return {
    setName: required(env, 'MONGO_REPLICA_SET', 'a replica set name'),
    pattern,
    members: wholeNumber('MONGO_MEMBERS', members, 1, 50),
    ordinal: Number(ordinal),
    local: env.MONGO_LOCAL_ADDRESS || `127.0.0.1:${port}`,
    user: readUser(env),
    uriOptions: env.MONGO_URI_OPTIONS || '',
    intervalSeconds: wholeNumber(
      'MONGO_RECONCILE_INTERVAL_SECONDS',
      env.MONGO_RECONCILE_INTERVAL_SECONDS || '10',
      1,
      3600,
    ),
    rounds: wholeNumber('MONGO_RECONCILE_ROUNDS', env.MONGO_RECONCILE_ROUNDS || '0', 0, 1000000),
  };
}

/**
 * directConnection: the driver must not follow the set to its primary. SCRAM-SHA-256 is what every mongod since 4.0 has.
 * The text holds the password: it is handed to `new Mongo`, never to a log nor to a command line.
 */
function connectionUri(settings, address, authenticated) {
  const user = settings.user;
  const login =
    authenticated && user !== undefined ? `${encodeURIComponent(user.name)}:${encodeURIComponent(user.password)}@` : '';
  const options = [
    'directConnection=true',
    'serverSelectionTimeoutMS=3000',
    'connectTimeoutMS=2000',
    'socketTimeoutMS=20000',
    ...(login === '' ? [] : ['authSource=admin', 'authMechanism=SCRAM-SHA-256']),
    ...(settings.uriOptions === '' ? [] : [settings.uriOptions]),
  ];
  return `mongodb://${login}${address}/admin?${options.join('&')}`;
}

module.exports = { readSettings, connectionUri };
