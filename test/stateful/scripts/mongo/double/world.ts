import { type Config, isNewer, isSame, State, voters } from './documents';
import { Server } from './server';

/** Ticks that a member needs to copy the data of the set. */
const INITIAL_SYNC_TICKS = 3;

export interface WorldOptions {
  readonly setName: string;
  readonly hosts: string[];
  /** Whether the servers run with a keyfile, and so ask for credentials. */
  readonly auth: boolean;
}

/**
 * A replica set as mongod keeps it, reduced to what a reconciler can see and break: configurations with version and
 * term, heartbeats, elections by majority, initial sync, replication of users. Time is a number of ticks, so that the
 * same model runs under a test's own schedule and behind the wire protocol.
 */
export class World {
  readonly servers: Map<string, Server>;
  readonly setName: string;
  readonly auth: boolean;
  /** Sets that were ever initiated. More than one means that data was split. */
  initiations = 0;
  /** Non-force reconfigurations refused because they changed more than one voter. */
  unsafeReconfigs = 0;
  term = 0;
  private readonly cuts = new Set<string>();

  constructor(options: WorldOptions) {
    this.setName = options.setName;
    this.auth = options.auth;
    this.servers = new Map(options.hosts.map((host) => [host, new Server(host)]));
  }

  server(host: string): Server {
    const server = this.servers.get(host);
    if (server === undefined) throw new Error(`no such server in the double: ${host}`);
    return server;
  }

  get primary(): Server | undefined {
    return [...this.servers.values()].filter((s) => s.primary).sort((a, b) => b.config!.term - a.config!.term)[0];
  }

  cut(a: string, b: string): void {
    this.cuts.add(`${a} ${b}`).add(`${b} ${a}`);
  }

  heal(): void {
    this.cuts.clear();
  }

  /** Makes one secondary the primary, as an election that it won. */
  handOver(host: string): void {
    const heir = this.server(host);
    if (heir.state !== State.SECONDARY) throw new Error(`${host} is no secondary`);
    for (const server of this.servers.values()) server.primary = false;
    this.term += 1;
    heir.primary = true;
    // A new primary republishes the configuration under its term.
    heir.config = { ...heir.config!, term: this.term };
  }

  /** Whether a process beside `from` gets an answer from `to`. */
  connected(from: string, to: string): boolean {
    return this.servers.get(to)?.alive === true && !this.cuts.has(`${from} ${to}`);
  }

  /** A member of the set as seen from `from`; a stranger to the double is down. */
  sees(from: string, host: string): Server | undefined {
    const server = this.servers.get(host);
    return server !== undefined && (from === host ? server.alive : this.connected(from, host)) ? server : undefined;
  }

  seesMajority(server: Server, config: Config): boolean {
    const all = voters(config);
    const seen = all.filter((member) => {
      const other = this.sees(server.host, member.host);
      return other !== undefined && other.config?.settings.replicaSetId === config.settings.replicaSetId;
    });
    return seen.length * 2 > all.length;
  }

  /** A configuration counts once a majority of its voters has it. */
  committed(server: Server): boolean {
    const { config } = server;
    if (config === undefined) return false;
    const holders = voters(config).filter((m) => isSame(this.sees(server.host, m.host)?.config, config));
    return holders.length * 2 > voters(config).length;
  }

  tick(): void {
    for (const server of this.servers.values()) if (server.alive) this.heartbeat(server);
    for (const server of this.servers.values()) if (server.alive) this.replicate(server);
    for (const server of this.servers.values()) this.stepDownIfAlone(server);
    if (this.livePrimary() === undefined) this.elect();
  }

  private livePrimary(): Server | undefined {
    return [...this.servers.values()].find((s) => s.alive && s.primary && this.seesMajority(s, s.config!));
  }

  /** Takes over the newest configuration that any connected server of the same set has. */
  private heartbeat(server: Server): void {
    for (const other of this.servers.values()) {
      const theirs = other.config;
      if (!other.alive || theirs === undefined || !this.connected(server.host, other.host)) continue;
      const mine = server.config;
      if (mine === undefined) {
        // Whoever has no configuration hears only from sets that name it.
        if (!theirs.members.some((member) => member.host === server.host)) continue;
      } else if (mine.settings.replicaSetId !== theirs.settings.replicaSetId || !isNewer(theirs, mine)) continue;
      server.config = theirs;
      server.primary = false;
      if (!server.hasData) server.syncTicks = INITIAL_SYNC_TICKS;
    }
  }

  private replicate(server: Server): void {
    const source = this.livePrimary();
    if (source === undefined || source === server || server.self === undefined) return;
    if (!this.connected(server.host, source.host) || !source.config!.members.some((m) => m.host === server.host))
      return;
    if (!server.hasData && --server.syncTicks > 0) return;
    server.hasData = true;
    server.syncTicks = 0;
    server.users = [...source.users];
    server.optime = source.optime;
  }

  private stepDownIfAlone(server: Server): void {
    if (!server.primary) return;
    if (server.self === undefined || !this.seesMajority(server, server.config!)) server.primary = false;
  }

  private elect(): void {
    const candidates = [...this.servers.values()].filter(
      (s) => s.alive && s.state === State.SECONDARY && s.self!.votes > 0 && s.self!.priority > 0,
    );
    for (const candidate of candidates) {
      const all = voters(candidate.config!);
      const ayes = all.filter((member) => {
        const voter = this.sees(candidate.host, member.host);
        return (
          voter?.config?.settings.replicaSetId === candidate.config!.settings.replicaSetId &&
          !isNewer(voter.config, candidate.config!) &&
          voter.optime <= candidate.optime
        );
      });
      if (ayes.length * 2 <= all.length) continue;
      this.handOver(candidate.host);
      return;
    }
  }
}
