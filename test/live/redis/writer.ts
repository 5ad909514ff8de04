import { sleep } from '../runner/shell';
import { RedisConnection } from './resp';
import { type RedisTarget } from './target';

export interface WriterOptions {
  readonly name: string;
  /** Counts a write as acknowledged only when so many replicas confirmed it. 0: the master's OK is enough. */
  readonly wait: number;
  /** Stays with this address whatever happens, as a client that a partition left on the old master's side. */
  readonly pinned?: string;
}

const PERIOD_MS = 10;
const TIMEOUT_MS = 1000;

/** A client that writes one new key after the other and remembers what was acknowledged. */
export class Writer {
  /** Keys whose write was acknowledged. */
  readonly acknowledged: string[] = [];
  private running = true;
  private readonly ended: Promise<void>;

  constructor(
    private readonly target: RedisTarget,
    private readonly options: WriterOptions,
  ) {
    this.ended = this.loop();
  }

  stop(): Promise<void> {
    this.running = false;
    return this.ended;
  }

  private async loop(): Promise<void> {
    let connection: RedisConnection | undefined;
    for (let n = 0; this.running; n++) {
      try {
        connection = connection?.alive === true ? connection : await this.connect();
        if (connection === undefined) await sleep(100);
        else if (await this.write(connection, `live:${this.options.name}:${n}`)) await sleep(PERIOD_MS);
        else {
          connection.close();
          await sleep(100);
        }
      } catch {
        connection?.close();
        await sleep(100);
      }
    }
    connection?.close();
  }

  private async connect(): Promise<RedisConnection | undefined> {
    const { port, password } = this.target.access;
    const host = this.options.pinned ?? (await this.target.discover());
    return host === undefined ? undefined : RedisConnection.open(host, port, password, TIMEOUT_MS);
  }

  private async write(connection: RedisConnection, key: string): Promise<boolean> {
    if ((await connection.ask(['SET', key, key], TIMEOUT_MS)) !== 'OK') return false;
    if (this.options.wait > 0) {
      const confirmed = await connection.ask(['WAIT', this.options.wait, 500], TIMEOUT_MS);
      if (typeof confirmed !== 'number' || confirmed < this.options.wait) return true; // written, not acknowledged
    }
    this.acknowledged.push(key);
    return true;
  }
}
