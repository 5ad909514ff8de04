import { runCommand } from './double/commands';
import { CommandError, type Doc, State, voters } from './double/documents';
import { World } from './double/world';
import { type Ask, roundModule, type Settings } from './modules';

export const PATTERN = 'mongo-%d.mongo.shop.svc.cluster.local:27017';
export const USER = { name: 'root', password: 'correct horse' };
export const hostOf = (ordinal: number): string => PATTERN.replace('%d', String(ordinal));

/** The reconcilers of a StatefulSet against the model of its servers, without a wire. */
export class Model {
  readonly world: World;

  constructor(
    readonly servers: number,
    readonly auth = true,
  ) {
    const hosts = Array.from({ length: servers }, (_, ordinal) => hostOf(ordinal));
    this.world = new World({ setName: 'rs0', hosts, auth });
  }

  settings(ordinal: number, members = this.servers): Settings {
    return {
      setName: 'rs0',
      pattern: PATTERN,
      members,
      ordinal,
      local: 'local',
      user: this.auth ? USER : undefined,
      uriOptions: '',
      intervalSeconds: 10,
      rounds: 0,
    };
  }

  /** Answers as the wire would, from the place of one pod. */
  askFrom(ordinal: number): Ask {
    const here = hostOf(ordinal);
    return (address, command, authenticated) => Promise.resolve(this.answer(here, address, command, authenticated));
  }

  private answer(here: string, address: string, command: Doc, authenticated: boolean): Doc {
    const localhost = address === 'local';
    const host = localhost ? here : address;
    const server = this.world.servers.get(host);
    const reachable = localhost ? server?.alive === true : this.world.connected(here, host);
    if (server === undefined || !reachable) return { ok: 0, code: roundModule.UNREACHABLE };
    const known = server.users.some((user) => user.name === USER.name && user.password === USER.password);
    if (authenticated && !known) return { ok: 0, code: 18 };
    try {
      return runCommand(this.world, host, command, { localhost, user: authenticated ? USER.name : undefined });
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return { ok: 0, code: error.code };
    }
  }

  /** Everybody healthy, taking turns, until nobody does anything any more. @returns rounds taken, or -1 */
  async settle(members = this.servers, most = 60): Promise<number> {
    const memories = Array.from({ length: this.servers }, () => ({}));
    let quiet = 0;
    for (let turn = 0; turn < most; turn++) {
      let busy = false;
      for (let ordinal = 0; ordinal < this.servers; ordinal++) {
        if (!this.world.server(hostOf(ordinal)).alive) continue;
        const { decision, outcome } = await roundModule.round(
          this.askFrom(ordinal),
          this.settings(ordinal, members),
          memories[ordinal]!,
        );
        // Whoever is beyond the range waits for ever: its pod is about to go.
        busy ||= outcome.result !== 'NOTHING' || (decision.kind === 'WAIT' && ordinal < members);
        this.world.tick();
      }
      quiet = busy ? 0 : quiet + 1;
      if (quiet === 2) return turn - 1;
    }
    return -1;
  }

  /** The hosts of the set as its primary knows them, voters marked. */
  summary(): string[] {
    const config = this.world.primary?.config;
    if (config === undefined) return [];
    const voting = new Set(voters(config).map((member) => member.host));
    return config.members
      .map(
        (m) =>
          `${m.host.split('.')[0]}${voting.has(m.host) ? '' : ' (no vote)'} ${State[this.world.server(m.host).state]}`,
      )
      .sort();
  }
}
