import { Code, CommandError, type Config, type Doc, isNewer, type Member, State, voters } from './documents';
import { type Server } from './server';
import { type World } from './world';

/** Who asks: from inside the pod of the server (the localhost exception), and as whom. */
export interface Caller {
  readonly localhost: boolean;
  readonly user: string | undefined;
}

/** The actions that the localhost exception grants while no user exists (mongod, getDefaultPrivileges). */
const LOCALHOST_ACTIONS = ['createUser', 'replSetInitiate', 'replSetReconfig', 'replSetGetStatus'];
const OPEN = ['hello', 'ismaster', 'isMaster', 'ping', 'buildInfo', 'buildinfo', 'endSessions', 'connectionStatus'];

function authorize(world: World, server: Server, caller: Caller, name: string): void {
  if (!world.auth || OPEN.includes(name)) return;
  if (caller.user !== undefined && server.users.some((user) => user.name === caller.user)) return;
  if (caller.localhost && server.users.length === 0 && LOCALHOST_ACTIONS.includes(name)) return;
  throw new CommandError(Code.UNAUTHORIZED, `command ${name} requires authentication`);
}

/** How long the writes of the double are apart: the time of a set goes on by writes. */
const MS_PER_WRITE = 10000;

function hello(world: World, server: Server): Doc {
  const base: Doc = {
    isWritablePrimary: server.primary,
    ismaster: server.primary,
    secondary: server.state === State.SECONDARY,
    maxBsonObjectSize: 16777216,
    maxMessageSizeBytes: 48000000,
    maxWriteBatchSize: 100000,
    localTime: new Date(),
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
  };
  const { config, self } = server;
  if (config === undefined || self === undefined) {
    return { ...base, isreplicaset: true, info: 'Does not have a valid replica set config' };
  }
  return {
    ...base,
    setName: config._id,
    setVersion: config.version,
    me: server.host,
    hosts: config.members.filter((m) => m.priority > 0).map((m) => m.host),
    passives: config.members.filter((m) => m.priority === 0).map((m) => m.host),
    ...(world.primary === undefined ? {} : { primary: world.primary.host }),
    lastWrite: { lastWriteDate: new Date(server.optime * MS_PER_WRITE) },
  };
}

function requireConfig(server: Server): Config {
  if (server.config === undefined) throw new CommandError(Code.NOT_YET_INITIALIZED, 'no replset config');
  return server.config;
}

function requirePrimary(server: Server): Config {
  const config = requireConfig(server);
  if (!server.primary) throw new CommandError(Code.NOT_WRITABLE_PRIMARY, 'not primary');
  return config;
}

function status(world: World, server: Server): Doc {
  const config = requireConfig(server);
  if (server.self === undefined) throw new CommandError(Code.INVALID_REPLICA_SET_CONFIG, 'not a member');
  const members = config.members.map((member) => {
    const seen = world.sees(server.host, member.host);
    const state = seen === undefined ? 8 : seen.state;
    return { _id: member._id, name: member.host, health: seen === undefined ? 0 : 1, state };
  });
  return { set: config._id, myState: server.state, members };
}

function readConfig(doc: Doc, term: number, replicaSetId: string): Config {
  const members = (doc.members as Partial<Member>[]).map((member) => ({
    _id: Number(member._id),
    host: String(member.host),
    votes: Number(member.votes ?? 1),
    priority: Number(member.priority ?? 1),
  }));
  const ids = new Set(members.map((m) => m._id));
  const hosts = new Set(members.map((m) => m.host));
  const voting = members.filter((m) => m.votes > 0).length;
  const invalid =
    ids.size !== members.length ||
    hosts.size !== members.length ||
    voting > 7 ||
    voting < 1 ||
    members.some((m) => m.votes === 0 && m.priority > 0);
  if (invalid) throw new CommandError(Code.INVALID_REPLICA_SET_CONFIG, 'the configuration is invalid');
  return { _id: String(doc._id), version: Number(doc.version), term, members, settings: { replicaSetId } };
}

/** mongod asks every proposed member whether it is there, has a configuration, and holds data. */
function initiate(world: World, server: Server, doc: Doc): Doc {
  if (server.config !== undefined) throw new CommandError(Code.ALREADY_INITIALIZED, 'already initialized');
  const config = readConfig(doc, 1, `set-${world.initiations + 1}`);
  if (config._id !== world.setName || !config.members.some((m) => m.host === server.host)) {
    throw new CommandError(Code.INVALID_REPLICA_SET_CONFIG, 'wrong set name or self not in it');
  }
  if (config.version !== 1) throw new CommandError(Code.NEW_REPLICA_SET_CONFIGURATION_INCOMPATIBLE, 'version is not 1');
  for (const member of config.members) {
    const other = world.sees(server.host, member.host);
    if (other === undefined) throw new CommandError(Code.NODE_NOT_FOUND, `${member.host} does not respond`);
    if (other === server) continue;
    if (other.hasData) throw new CommandError(Code.CANNOT_INITIALIZE_NODE_WITH_DATA, `${member.host} has data`);
    if (other.config !== undefined) {
      throw new CommandError(Code.NEW_REPLICA_SET_CONFIGURATION_INCOMPATIBLE, `${member.host} is in a set`);
    }
  }
  world.initiations += 1;
  world.term = Math.max(world.term, 1);
  server.config = config;
  server.hasData = true;
  server.optime = 1;
  return {};
}

function reconfig(world: World, server: Server, doc: Doc): Doc {
  const old = requirePrimary(server);
  if (!world.committed(server)) throw new CommandError(Code.CURRENT_CONFIG_NOT_COMMITTED_YET, 'not committed yet');
  const config = readConfig(doc, world.term, old.settings.replicaSetId);
  const renamed = config.members.some((m) => old.members.some((o) => o.host === m.host && o._id !== m._id));
  if (config._id !== old._id || renamed || !isNewer(config, { ...old, term: config.term })) {
    throw new CommandError(Code.NEW_REPLICA_SET_CONFIGURATION_INCOMPATIBLE, 'version or _id do not follow');
  }
  // By _id, as mongod compares them, and with the code that it answers: 93, not 103.
  const before = new Set(voters(old).map((m) => m._id));
  const after = new Set(voters(config).map((m) => m._id));
  const changed = [...before].filter((id) => !after.has(id)).length + [...after].filter((id) => !before.has(id)).length;
  if (changed > 1) {
    world.unsafeReconfigs += 1;
    throw new CommandError(Code.INVALID_REPLICA_SET_CONFIG, 'more than one voting member changed');
  }
  const self = config.members.find((m) => m.host === server.host);
  if (self === undefined || self.priority === 0) throw new CommandError(Code.NODE_NOT_ELECTABLE, 'I must be electable');
  const answering = voters(config).filter((m) => world.sees(server.host, m.host) !== undefined);
  if (answering.length * 2 <= voters(config).length) throw new CommandError(Code.NODE_NOT_FOUND, 'no quorum');
  server.config = config;
  return {};
}

function createUser(server: Server, command: Doc): Doc {
  requirePrimary(server);
  const name = String(command.createUser);
  if (server.users.some((user) => user.name === name)) throw new CommandError(Code.USER_EXISTS, 'user exists');
  server.users.push({ name, password: String(command.pwd) });
  server.optime += 1;
  return {};
}

function stepDown(world: World, server: Server): Doc {
  requirePrimary(server);
  const heir = [...world.servers.values()].find(
    (s) =>
      s !== server &&
      s.state === State.SECONDARY &&
      s.self!.priority > 0 &&
      s.optime === server.optime &&
      world.connected(server.host, s.host),
  );
  server.primary = false;
  if (heir !== undefined) world.handOver(heir.host);
  return {};
}

/**
 * Runs one command of the admin database on one server.
 * @returns the reply with ok: 1
 * @throws CommandError with mongod's code
 */
export function runCommand(world: World, host: string, command: Doc, caller: Caller): Doc {
  const server = world.server(host);
  const name = Object.keys(command)[0] ?? '';
  authorize(world, server, caller, name);
  switch (name) {
    case 'hello':
    case 'ismaster':
    case 'isMaster':
      return { ...hello(world, server), ok: 1 };
    case 'ping':
    case 'endSessions':
    case 'connectionStatus':
      return { ok: 1 };
    case 'buildInfo':
    case 'buildinfo':
      return { version: '7.0.0', versionArray: [7, 0, 0, 0], ok: 1 };
    case 'replSetGetStatus':
      return { ...status(world, server), ok: 1 };
    case 'replSetGetConfig':
      return { config: requireConfig(server), commitmentStatus: world.committed(server), ok: 1 };
    case 'replSetInitiate':
      return { ...initiate(world, server, command.replSetInitiate as Doc), ok: 1 };
    case 'replSetReconfig':
      return { ...reconfig(world, server, command.replSetReconfig as Doc), ok: 1 };
    case 'createUser':
      return { ...createUser(server, command), ok: 1 };
    case 'replSetStepDown':
      return { ...stepDown(world, server), ok: 1 };
    default:
      throw new CommandError(Code.COMMAND_NOT_FOUND, `no such command: '${name}'`);
  }
}
