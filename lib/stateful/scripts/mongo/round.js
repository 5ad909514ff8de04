'use strict';
/**
 * One round of the reconciler: look, decide, do at most one thing. It reaches servers only through `ask`, which mongosh
 * implements over the wire and the tests over a model, so that every question is a point where a test may crash it.
 *
 *   ask(address, command, authenticated) resolves to the reply ({ ok: 1, … }) or { ok: 0, code, message };
 *   code UNREACHABLE when there was no answer. It never rejects.
 */
const path = require('path');
const { decide, countResyncing, hostOf, ordinalsToAsk } = require(path.join(__dirname, 'decide.js'));

const UNREACHABLE = -1;
const UNAUTHORIZED = 13;
const AUTHENTICATION_FAILED = 18;
const ALREADY_INITIALIZED = 23;
const INVALID_REPLICA_SET_CONFIG = 93;
const NOT_YET_INITIALIZED = 94;
const NEW_CONFIGURATION_INCOMPATIBLE = 103;
const CONFIGURATION_IN_PROGRESS = 109;
const PRIMARY_STEPPED_DOWN = 189;
const CURRENT_CONFIG_NOT_COMMITTED_YET = 308;
const NOT_WRITABLE_PRIMARY = 10107;
const USER_EXISTS = 51003;

/** Somebody else was faster, or the set moved on between the look and the deed: the next round looks again. */
const RACES = new Set([
  ALREADY_INITIALIZED,
  NEW_CONFIGURATION_INCOMPATIBLE,
  CONFIGURATION_IN_PROGRESS,
  PRIMARY_STEPPED_DOWN,
  CURRENT_CONFIG_NOT_COMMITTED_YET,
  NOT_WRITABLE_PRIMARY,
]);

const RECONFIG_TIMEOUT_MS = 15000;
const CREATE_USER_TIMEOUT_MS = 10000;
const STEP_DOWN_SECONDS = 60;
const CATCH_UP_SECONDS = 10;

function phaseOfStatus(status) {
  if (status.ok === 1) return 'MEMBER';
  if (status.code === NOT_YET_INITIALIZED) return 'UNINITIALISED';
  if (status.code === INVALID_REPLICA_SET_CONFIG) return 'REMOVED';
  return 'UNKNOWN';
}

/**
 * hello needs no credentials and tells a member of a set by setName; without one, isreplicaset says that the server
 * runs with --replSet. It says so of a removed member too, hence replSetGetStatus and its code.
 */
async function observeSelf(ask, settings) {
  const hello = await ask(settings.local, { hello: 1 }, false);
  if (hello.ok !== 1) return { phase: 'UNREACHABLE' };
  if (typeof hello.setName === 'string') {
    return { phase: 'MEMBER', setName: hello.setName, primary: hello.isWritablePrimary === true, host: hello.me };
  }
  if (hello.isreplicaset !== true) return { phase: 'UNKNOWN' };
  // Before the first user exists the localhost exception allows this and replSetInitiate; afterwards only the user is.
  const anonymous = await ask(settings.local, { replSetGetStatus: 1 }, false);
  if (anonymous.code !== UNAUTHORIZED || settings.user === undefined) {
    return { phase: phaseOfStatus(anonymous), authenticated: false };
  }
  return { phase: phaseOfStatus(await ask(settings.local, { replSetGetStatus: 1 }, true)), authenticated: true };
}

/**
 * A peer without any user cannot be authenticated to from outside, so 94 cannot be had of it: 13 or 18 together with
 * isreplicaset and no setName must do. If it is in truth a removed member with other passwords, mongod itself refuses:
 * replSetInitiate asks every member and fails with 110 when one holds data.
 */
async function observePeer(ask, settings, host) {
  const hello = await ask(host, { hello: 1 }, false);
  if (hello.ok !== 1) return { phase: 'UNREACHABLE' };
  if (typeof hello.setName === 'string') return { phase: 'MEMBER' };
  if (hello.isreplicaset !== true) return { phase: 'UNKNOWN' };
  const status = await ask(host, { replSetGetStatus: 1 }, settings.user !== undefined);
  if (status.code === UNREACHABLE) return { phase: 'UNREACHABLE' };
  if (status.code === UNAUTHORIZED || status.code === AUTHENTICATION_FAILED) return { phase: 'UNINITIALISED' };
  return { phase: phaseOfStatus(status) };
}

async function observePrimary(ask, settings) {
  const authenticated = settings.user !== undefined;
  const reply = await ask(settings.local, { replSetGetConfig: 1, commitmentStatus: true }, authenticated);
  if (reply.code === AUTHENTICATION_FAILED) return { user: 'ABSENT' };
  if (reply.ok !== 1) return {};
  const status = await ask(settings.local, { replSetGetStatus: 1 }, authenticated);
  if (status.ok !== 1) return {};
  const states = {};
  for (const member of status.members) states[member.name] = Number(member.health) === 1 ? Number(member.state) : -1;
  return { user: 'PRESENT', config: reply.config, committed: reply.commitmentStatus !== false, states };
}

async function observe(ask, settings, memory) {
  const self = await observeSelf(ask, settings);
  if (self.primary === true) Object.assign(self, await observePrimary(ask, settings));
  memory.resyncing = countResyncing(memory.resyncing ?? {}, self.states);

  const known = new Set((self.config?.members ?? []).map((member) => member.host));
  let asked = 0;
  if (self.phase === 'UNINITIALISED' && settings.ordinal === 0) asked = ordinalsToAsk(settings);
  else if (self.config !== undefined) asked = settings.members;
  const peers = {};
  for (let ordinal = 0; ordinal < asked; ordinal++) {
    const host = hostOf(settings.pattern, ordinal);
    if (ordinal === settings.ordinal || known.has(host)) continue;
    peers[host] = await observePeer(ask, settings, host);
    // The rest would be asked in vain: without this one nothing is initiated.
    if (self.phase === 'UNINITIALISED' && ordinal < settings.members && peers[host].phase !== 'UNINITIALISED') break;
  }
  return { self, peers, resyncing: memory.resyncing };
}

function commandOf(decision, settings) {
  switch (decision.kind) {
    case 'INITIATE':
      return { replSetInitiate: decision.config };
    case 'RECONFIG':
      // Never with force: a forced configuration may contradict one that a majority already has.
      return { replSetReconfig: decision.config, maxTimeMS: RECONFIG_TIMEOUT_MS };
    case 'CREATE_USER':
      return {
        createUser: settings.user.name,
        pwd: settings.user.password,
        roles: [{ role: 'root', db: 'admin' }],
        writeConcern: { w: 'majority', wtimeout: CREATE_USER_TIMEOUT_MS },
      };
    case 'STEP_DOWN':
      return { replSetStepDown: STEP_DOWN_SECONDS, secondaryCatchUpPeriodSecs: CATCH_UP_SECONDS };
    default:
      return undefined;
  }
}

function outcomeOf(decision, reply) {
  if (reply.ok === 1) return { result: 'DONE' };
  if (RACES.has(reply.code)) return { result: 'RACED', code: reply.code };
  // The localhost exception is closed, or the name is taken: the user exists and its password is another. It stays.
  if (decision.kind === 'CREATE_USER' && (reply.code === USER_EXISTS || reply.code === UNAUTHORIZED)) {
    return { result: 'PASSWORD_DIFFERS', code: reply.code };
  }
  return { result: 'FAILED', code: reply.code };
}

/**
 * @param memory an object kept from round to round by the caller; empty at first
 * @returns { decision, outcome }, outcome { result: 'NOTHING' | 'DONE' | 'RACED' | 'PASSWORD_DIFFERS' | 'FAILED', code }
 */
async function round(ask, settings, memory) {
  const view = await observe(ask, settings, memory);
  const decision = decide({ ...settings, user: settings.user?.name }, view);
  const command = commandOf(decision, settings);
  if (command === undefined) return { decision, outcome: { result: 'NOTHING' } };
  // The user is made through the localhost exception, which an authenticated connection does not have.
  const anonymous = decision.kind === 'CREATE_USER' || (decision.kind === 'INITIATE' && !view.self.authenticated);
  const reply = await ask(settings.local, command, !anonymous && settings.user !== undefined);
  return { decision, outcome: outcomeOf(decision, reply) };
}

module.exports = { round, UNREACHABLE, AUTHENTICATION_FAILED };
