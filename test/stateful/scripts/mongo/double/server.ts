import { type Config, type Member, State } from './documents';

export interface User {
  readonly name: string;
  readonly password: string;
}

/** One mongod of the double: what is on its volume and what its process knows. */
export class Server {
  alive = true;
  config: Config | undefined;
  /** On the volume: false again after a wipe. */
  hasData = false;
  users: User[] = [];
  /** How many writes of the set have reached it. */
  optime = 0;
  primary = false;
  /** Ticks until an initial sync is complete; 0 when none is due. */
  syncTicks = 0;

  constructor(readonly host: string) {}

  get self(): Member | undefined {
    return this.config?.members.find((member) => member.host === this.host);
  }

  get state(): State {
    if (this.config === undefined) return State.STARTUP;
    if (this.self === undefined) return State.REMOVED;
    if (this.primary) return State.PRIMARY;
    return this.hasData ? State.SECONDARY : State.STARTUP2;
  }

  /** The pod comes back with an empty volume. */
  wipe(): void {
    this.config = undefined;
    this.hasData = false;
    this.users = [];
    this.optime = 0;
    this.primary = false;
    this.syncTicks = 0;
  }

  crash(): void {
    this.alive = false;
    this.primary = false;
  }
}
