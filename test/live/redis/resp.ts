import * as net from 'node:net';

/** A reply of the Redis protocol. Errors come back as values: a refused write is a finding, not an exception. */
export type Reply = string | number | null | RedisError | readonly Reply[];

export class RedisError {
  constructor(readonly message: string) {}
}

/** One connection that speaks RESP2. Replies come in the order of the commands. */
export class RedisConnection {
  private buffer = Buffer.alloc(0);
  private readonly waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void }[] = [];
  private failure: Error | undefined;

  private constructor(private readonly socket: net.Socket) {
    socket.on('data', (chunk) => this.receive(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('connection closed')));
  }

  /** Connects and authenticates. Rejects within `timeout` milliseconds. */
  static async open(
    host: string,
    port: number,
    password: string | undefined,
    timeout: number,
  ): Promise<RedisConnection> {
    const socket = net.connect({ host, port, noDelay: true });
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no connection to ${host}:${port} in ${timeout} ms`)), timeout);
      socket.once('connect', () => {
        clearTimeout(timer);
        resolve();
      });
      socket.once('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
    }).catch((error: unknown) => {
      socket.destroy();
      throw error;
    });
    const connection = new RedisConnection(socket);
    if (password !== undefined) await connection.ask(['AUTH', password], timeout);
    return connection;
  }

  get alive(): boolean {
    return this.failure === undefined;
  }

  /** One command. Rejects when the connection breaks or no reply comes within `timeout` milliseconds. */
  async ask(command: readonly (string | number)[], timeout: number): Promise<Reply> {
    if (this.failure !== undefined) throw this.failure;
    const reply = new Promise<Reply>((resolve, reject) => this.waiting.push({ resolve, reject }));
    const timer = setTimeout(() => this.fail(new Error(`no reply in ${timeout} ms`)), timeout);
    const words = command.map((word) => `$${Buffer.byteLength(String(word))}\r\n${word}\r\n`);
    this.socket.write(`*${command.length}\r\n${words.join('')}`);
    try {
      return await reply;
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.fail(new Error('closed'));
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.socket.destroy();
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }

  private receive(chunk: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    for (;;) {
      const parsed = parse(this.buffer, 0);
      if (parsed === undefined) return;
      this.buffer = this.buffer.subarray(parsed.end);
      this.waiting.shift()?.resolve(parsed.reply);
    }
  }
}

function parse(buffer: Buffer, at: number): { reply: Reply; end: number } | undefined {
  const eol = buffer.indexOf('\r\n', at);
  if (eol < 0) return undefined;
  const type = String.fromCharCode(buffer[at] ?? 0);
  const line = buffer.toString('utf8', at + 1, eol);
  const next = eol + 2;
  if (type === '+') return { reply: line, end: next };
  if (type === '-') return { reply: new RedisError(line), end: next };
  if (type === ':') return { reply: Number(line), end: next };
  const length = Number(line);
  if (length < 0) return { reply: null, end: next };
  if (type === '$') {
    if (buffer.length < next + length + 2) return undefined;
    return { reply: buffer.toString('utf8', next, next + length), end: next + length + 2 };
  }
  const items: Reply[] = [];
  let end = next;
  for (let n = 0; n < length; n++) {
    const item = parse(buffer, end);
    if (item === undefined) return undefined;
    items.push(item.reply);
    end = item.end;
  }
  return { reply: items, end };
}
