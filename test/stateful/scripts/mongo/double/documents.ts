/** What the double and the reconciler exchange: plain BSON documents, with the fields that matter spelled out. */
export type Doc = Record<string, unknown>;

export interface Member {
  readonly _id: number;
  readonly host: string;
  readonly votes: number;
  readonly priority: number;
}

export interface Config {
  readonly _id: string;
  readonly version: number;
  readonly term: number;
  readonly members: Member[];
  readonly settings: { readonly replicaSetId: string };
}

/** MemberState of mongod. */
export enum State {
  STARTUP = 0,
  PRIMARY = 1,
  SECONDARY = 2,
  STARTUP2 = 5,
  REMOVED = 10,
}

/** The codes of mongod's error_codes.yml that the double answers with. */
export enum Code {
  HOST_UNREACHABLE = 6,
  UNAUTHORIZED = 13,
  AUTHENTICATION_FAILED = 18,
  ALREADY_INITIALIZED = 23,
  COMMAND_NOT_FOUND = 59,
  WRITE_CONCERN_TIMEOUT = 64,
  NODE_NOT_FOUND = 74,
  INVALID_REPLICA_SET_CONFIG = 93,
  NOT_YET_INITIALIZED = 94,
  NEW_REPLICA_SET_CONFIGURATION_INCOMPATIBLE = 103,
  NODE_NOT_ELECTABLE = 104,
  CANNOT_INITIALIZE_NODE_WITH_DATA = 110,
  CURRENT_CONFIG_NOT_COMMITTED_YET = 308,
  NOT_WRITABLE_PRIMARY = 10107,
  USER_EXISTS = 51003,
}

/** An answer with ok: 0. */
export class CommandError extends Error {
  constructor(
    readonly code: Code,
    message: string,
  ) {
    super(message);
  }
}

export const voters = (config: Config): Member[] => config.members.filter((member) => member.votes > 0);

/** Configurations are ordered by term, then by version, as in mongod. */
export function isNewer(a: Config, b: Config): boolean {
  return a.term !== b.term ? a.term > b.term : a.version > b.version;
}

export function isSame(a: Config | undefined, b: Config | undefined): boolean {
  return a !== undefined && b !== undefined && a.term === b.term && a.version === b.version;
}
