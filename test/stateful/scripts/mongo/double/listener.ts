import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { runCommand } from './commands';
import { Code, CommandError, type Doc } from './documents';
import { Scram } from './scram';
import { encodeReply, type Request, takeRequests } from './wire';
import { type World } from './world';

/** Something that happened on the wire, for tests to look at. */
export interface Seen {
  readonly host: string;
  readonly name: string;
  readonly code: number;
}

const binary = (value: unknown): string => {
  const { buffer } = value as { buffer: Uint8Array };
  return Buffer.from(buffer).toString('utf8');
};

/** One listening address of one server of the world: the one its peers use, or the one inside its pod. */
export class Listener {
  private readonly net: NetServer;
  private readonly sockets = new Set<Socket>();

  constructor(
    private readonly world: World,
    private readonly host: string,
    private readonly localhost: boolean,
    private readonly onSeen: (seen: Seen) => void,
  ) {
    this.net = createServer((socket) => this.serve(socket));
  }

  /** @returns the port, chosen by the system when 0 was asked for */
  async listen(address: string, port: number): Promise<number> {
    await new Promise<void>((done, failed) => {
      this.net.once('error', failed).listen(port, address, done);
    });
    const bound = this.net.address();
    if (bound === null || typeof bound === 'string') throw new Error('not listening on tcp');
    return bound.port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((done) => this.net.close(() => done()));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => socket.destroy());
    let pending: Buffer = Buffer.alloc(0);
    const session: Session = { user: undefined, scram: undefined };
    socket.on('data', (data) => {
      // A crashed server answers nothing; what is connected to it is cut off.
      if (!this.world.server(this.host).alive) return void socket.destroy();
      const { requests, rest } = takeRequests(Buffer.concat([pending, data]));
      pending = rest;
      for (const request of requests) {
        const reply = this.answer(request, session);
        if (!request.silent) socket.write(encodeReply(request, reply));
      }
    });
  }

  private answer(request: Request, session: Session): Doc {
    const name = Object.keys(request.command)[0] ?? '';
    let code = 0;
    let reply: Doc;
    try {
      reply = name.startsWith('sasl') ? this.sasl(request.command, session) : this.run(request.command, session);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      code = error.code;
      reply = { ok: 0, errmsg: error.message, code, codeName: Code[code] };
    }
    this.onSeen({ host: this.host, name, code });
    return reply;
  }

  private run(command: Doc, session: Session): Doc {
    const reply = runCommand(this.world, this.host, command, { localhost: this.localhost, user: session.user });
    return command.helloOk === true ? { ...reply, helloOk: true } : reply;
  }

  private sasl(command: Doc, session: Session): Doc {
    if ('saslStart' in command) {
      if (command.mechanism !== 'SCRAM-SHA-256') {
        throw new CommandError(Code.AUTHENTICATION_FAILED, `mechanism ${String(command.mechanism)} is not offered`);
      }
      session.scram = new Scram(binary(command.payload));
      return { conversationId: 1, done: false, payload: Buffer.from(session.scram.challenge), ok: 1 };
    }
    const { scram } = session;
    const user = this.world.server(this.host).users.find((candidate) => candidate.name === scram?.user);
    const proof = user && scram?.verify(binary(command.payload), user.password);
    if (user === undefined || proof === undefined) {
      throw new CommandError(Code.AUTHENTICATION_FAILED, 'Authentication failed.');
    }
    session.user = user.name;
    return { conversationId: 1, done: true, payload: Buffer.from(proof), ok: 1 };
  }
}

interface Session {
  user: string | undefined;
  scram: Scram | undefined;
}
