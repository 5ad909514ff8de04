'use strict';
/**
 * What one reconciler does next, as a function of what it has just seen. Nothing here talks to a server, reads a clock
 * or a file, so the same text is loaded by mongosh in the pod and by node in the tests.
 *
 * Phases of a member, decided on error codes and fields, never on a message:
 *   UNREACHABLE    no answer
 *   UNINITIALISED  replSetGetStatus answers 94 NotYetInitialized (round.js says what stands in for it on a peer that
 *                  nobody can authenticate to yet)
 *   REMOVED        replSetGetStatus answers 93: it has a configuration, which does not name it
 *   MEMBER         hello carries setName
 *   UNKNOWN        anything else (a standalone server, rejected credentials); nothing is ever done on its account
 */

/** MongoDB admits 7 voters and 50 members to a replica set, whose _id goes up to 255. */
const MAX_VOTERS = 7;
const MAX_MEMBER_ID = 255;

const PRIMARY = 1;
const SECONDARY = 2;
const STARTUP2 = 5;

/**
 * Rounds in which the primary must see a voter in STARTUP2 before it takes its vote. An ordinary restart passes through
 * that state in well under a second; a member that copies everything anew (its volume is new) stays in it for minutes,
 * and until it has finished its vote could elect a member that lacks acknowledged writes.
 */
const RESYNC_ROUNDS = 3;

const wait = (reason) => ({ kind: 'WAIT', reason, problem: false });
/** A wait that somebody has to look at: time alone does not end it. */
const problem = (reason) => ({ kind: 'WAIT', reason, problem: true });
const reconfig = (config, members, reason) => ({
  kind: 'RECONFIG',
  reason,
  config: { ...config, version: Number(config.version) + 1, members },
});

const votes = (member) => Number(member.votes ?? 1);
const priority = (member) => Number(member.priority ?? 1);

/** An arbiter, a hidden or a delayed member was made by hand: its vote and its place are left alone. */
const isSpecial = (member) =>
  Boolean(member.arbiterOnly) ||
  Boolean(member.hidden) ||
  member.buildIndexes === false ||
  Number(member.secondaryDelaySecs ?? member.slaveDelay ?? 0) > 0;

/** @returns the ordinal in a host that the pattern produced, or -1: then the member is not of this StatefulSet. */
function ordinalOf(pattern, host) {
  const [before, after] = pattern.split('%d');
  if (!host.startsWith(before) || !host.endsWith(after)) return -1;
  const digits = host.slice(before.length, host.length - after.length);
  return /^(0|[1-9][0-9]*)$/.test(digits) ? Number(digits) : -1;
}

const hostOf = (pattern, ordinal) => pattern.replace('%d', String(ordinal));

/** One configuration that names every member: the only one that replSetInitiate is ever given. */
function initialConfig(spec) {
  const members = [];
  for (let ordinal = 0; ordinal < spec.members; ordinal++) {
    const vote = ordinal < MAX_VOTERS ? 1 : 0;
    members.push({ _id: ordinal, host: hostOf(spec.pattern, ordinal), votes: vote, priority: vote });
  }
  return { _id: spec.setName, version: 1, members };
}

/**
 * Ordinals that could hold a set: those asked for, and up to the usual size those beyond, which a scale-down may have
 * left. The latter need not be there, but whoever is there has a say.
 */
const ordinalsToAsk = (spec) => Math.max(spec.members, MAX_VOTERS);

function decideUninitialised(spec, view) {
  if (spec.ordinal !== 0) return wait('not initialised: waiting for ordinal 0 to initiate or the primary to add me');
  for (let ordinal = 1; ordinal < ordinalsToAsk(spec); ordinal++) {
    const host = hostOf(spec.pattern, ordinal);
    const phase = view.peers[host]?.phase ?? 'UNREACHABLE';
    if (phase === 'MEMBER') return wait(`a replica set exists: ${host} is in it; waiting for its primary`);
    if (phase === 'REMOVED') return problem(`a replica set exists: ${host} was removed from one; will not initiate`);
    if (phase !== 'UNINITIALISED' && ordinal < spec.members) return wait(`will not initiate: ${host} is ${phase}`);
  }
  return { kind: 'INITIATE', reason: `all ${spec.members} members are uninitialised`, config: initialConfig(spec) };
}

/**
 * Non-voters beside a vote taken are free; anything that alters the set of voters must leave the primary a majority of
 * healthy voters, or it steps down the moment the configuration is installed.
 */
function keepsMajority(members, states) {
  const voters = members.filter((member) => votes(member) > 0);
  const healthy = voters.filter(
    (member) => states.get(member.host) === PRIMARY || states.get(member.host) === SECONDARY,
  );
  return healthy.length * 2 > voters.length;
}

function changeVoters(config, members, states, reason) {
  return keepsMajority(members, states)
    ? reconfig(config, members, reason)
    : wait(`${reason}: would leave no healthy majority of voters`);
}

function demotion(config, ours, states, resyncing) {
  const member = ours.find(
    (m) =>
      votes(m) > 0 && states.get(m.host) === STARTUP2 && (resyncing[m.host] ?? 0) >= RESYNC_ROUNDS && !isSpecial(m),
  );
  if (member === undefined) return undefined;
  const members = config.members.map((m) => (m === member ? { ...m, votes: 0, priority: 0 } : { ...m }));
  // Keeping the set writable comes before protecting it from a second failure.
  return keepsMajority(members, states)
    ? reconfig(config, members, `take the vote of ${member.host} while it copies the data anew`)
    : undefined;
}

function removal(spec, config, ours, states, self) {
  const beyond = ours.filter((m) => ordinalOf(spec.pattern, m.host) >= spec.members && m.host !== self);
  const member = beyond.at(-1);
  if (member === undefined) return undefined;
  const members = config.members.filter((m) => m !== member).map((m) => ({ ...m }));
  return changeVoters(config, members, states, `remove ${member.host}, beyond ${spec.members} members`);
}

/** A primary cannot remove itself: the one that is left beyond the range makes room first. */
function handOver(spec, inRange, states, self) {
  if (ordinalOf(spec.pattern, self) < spec.members) return undefined;
  const heir = inRange.find((m) => priority(m) > 0 && states.get(m.host) === SECONDARY);
  return heir === undefined
    ? wait(`beyond ${spec.members} members, and nobody else can be primary yet`)
    : { kind: 'STEP_DOWN', reason: `beyond ${spec.members} members: hand over before removal` };
}

function promotion(config, ours, states) {
  if (config.members.filter((m) => votes(m) > 0).length >= MAX_VOTERS) return undefined;
  const member = ours.find(
    (m) => votes(m) === 0 && priority(m) === 0 && states.get(m.host) === SECONDARY && !isSpecial(m),
  );
  if (member === undefined) return undefined;
  const members = config.members.map((m) => (m === member ? { ...m, votes: 1, priority: 1 } : { ...m }));
  return changeVoters(config, members, states, `promote ${member.host}: it has caught up`);
}

/** A fresh _id: mongod takes the _id, not the host, for a voter's identity when it compares two configurations. */
function freeMemberId(config) {
  const used = new Set(config.members.map((m) => Number(m._id)));
  const next = Math.max(-1, ...used) + 1;
  if (next <= MAX_MEMBER_ID) return next;
  let id = 0;
  while (used.has(id)) id++;
  return id;
}

function addition(spec, view, config) {
  const hosts = new Set(config.members.map((m) => m.host));
  for (let ordinal = 0; ordinal < spec.members; ordinal++) {
    const host = hostOf(spec.pattern, ordinal);
    const phase = view.peers[host]?.phase;
    if (hosts.has(host) || (phase !== 'UNINITIALISED' && phase !== 'REMOVED')) continue;
    const joining = { _id: freeMemberId(config), host, votes: 0, priority: 0 };
    return reconfig(config, [...config.members.map((m) => ({ ...m })), joining], `add ${host} without a vote`);
  }
  return undefined;
}

/** What is still missing and cannot be done now. */
function unfinished(spec, view, inRange) {
  const members = new Map(inRange.map((m) => [m.host, m]));
  for (let ordinal = 0; ordinal < spec.members; ordinal++) {
    const host = hostOf(spec.pattern, ordinal);
    const member = members.get(host);
    if (member === undefined)
      return wait(`${host} is not in the set: it is ${view.peers[host]?.phase ?? 'UNREACHABLE'}`);
    if (votes(member) === 0 && ordinal < MAX_VOTERS && !isSpecial(member)) return wait(`${host} has not caught up`);
  }
  return undefined;
}

function decidePrimary(spec, view) {
  const { config, committed, states: seen, host: self } = view.self;
  if (view.self.user === 'ABSENT') return { kind: 'CREATE_USER', reason: `nobody can authenticate as ${spec.user}` };
  if (config === undefined || seen === undefined) return wait('the configuration cannot be read now');
  if (!committed) return wait('the last configuration is not on a majority yet');
  const states = new Map(Object.entries(seen));
  const ours = config.members
    .filter((member) => ordinalOf(spec.pattern, member.host) >= 0)
    .sort((a, b) => ordinalOf(spec.pattern, a.host) - ordinalOf(spec.pattern, b.host));
  const inRange = ours.filter((member) => ordinalOf(spec.pattern, member.host) < spec.members);
  // Losing a vote protects data and comes first; voters are won before others are let go.
  return (
    demotion(config, ours, states, view.resyncing) ??
    promotion(config, inRange, states) ??
    addition(spec, view, config) ??
    removal(spec, config, ours, states, self) ??
    handOver(spec, inRange, states, self) ??
    unfinished(spec, view, inRange) ?? { kind: 'SETTLED', reason: `${inRange.length} members, as asked for` }
  );
}

/**
 * @param spec { setName, pattern (a host:port with one %d), members (count), ordinal, user (undefined without auth) }
 * @param view { self: { phase, primary, setName, host, user, config, committed, states }, peers, resyncing }; peers
 *   maps host to { phase }; states maps host to the state number the primary sees (-1: unhealthy)
 * @returns one of
 *   { kind: 'WAIT', reason, problem }, { kind: 'SETTLED', reason },
 *   { kind: 'INITIATE', reason, config }, { kind: 'CREATE_USER', reason },
 *   { kind: 'RECONFIG', reason, config }, { kind: 'STEP_DOWN', reason }
 */
function decide(spec, view) {
  const { phase, setName, primary } = view.self;
  if (phase === 'UNREACHABLE') return wait('the local server does not answer');
  if (phase === 'UNINITIALISED') return decideUninitialised(spec, view);
  if (phase === 'REMOVED') return wait('removed from the set: waiting for its primary to add me');
  if (phase !== 'MEMBER') return problem('the local server is no replica set member, or rejects the credentials');
  if (setName !== spec.setName) return problem(`the local server belongs to replica set ${setName}`);
  return primary ? decidePrimary(spec, view) : { kind: 'SETTLED', reason: 'not the primary' };
}

/** Counts, per host, the consecutive rounds in which the primary saw it in STARTUP2. */
function countResyncing(before, states) {
  const after = {};
  for (const [host, state] of Object.entries(states ?? {})) {
    if (state === STARTUP2) after[host] = (before[host] ?? 0) + 1;
  }
  return after;
}

module.exports = { decide, countResyncing, hostOf, ordinalOf, ordinalsToAsk };
