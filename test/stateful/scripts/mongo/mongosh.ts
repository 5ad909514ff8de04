import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Listener, type Seen } from './double/listener';
import { MONGOSH_HOME } from './double/wire';
import { World } from './double/world';
import { SCRIPTS } from './modules';

const BIN = resolve(MONGOSH_HOME, 'node_modules/.bin');
const TICK_MS = 50;
/** Loopback addresses 127.0.57.0, .1, …: one per member, as a headless Service gives names. */
const NETWORK = '127.0.57.';

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** The double behind its wire, and the pods' scripts run against it by a real mongosh. */
export class Cluster {
  readonly world: World;
  readonly seen: Seen[] = [];
  readonly pattern: string;
  readonly directory: string;
  private readonly listeners: Listener[] = [];
  private readonly localPorts: number[] = [];
  private readonly children = new Set<ChildProcess>();
  private clock: NodeJS.Timeout | undefined;
  /** Called before a command is answered, with its name; may crash a reconciler. */
  onCommand: (seen: Seen) => void = () => undefined;

  private constructor(
    readonly servers: number,
    readonly auth: boolean,
    port: number,
  ) {
    this.pattern = `${NETWORK}%d:${port}`;
    this.world = new World({ setName: 'rs0', hosts: this.hosts, auth });
    this.directory = mkdtempSync(join(tmpdir(), 'mongo-double-'));
    writeFileSync(join(this.directory, 'username'), 'root\n');
    writeFileSync(join(this.directory, 'password'), 'p@ss:w/rd%1\n');
  }

  static async start(servers: number, auth = true): Promise<Cluster> {
    const port = 20000 + Math.floor(Math.random() * 10000);
    const cluster = new Cluster(servers, auth, port);
    for (const host of cluster.hosts) {
      const report = (seen: Seen): void => {
        cluster.seen.push(seen);
        cluster.onCommand(seen);
      };
      const outer = new Listener(cluster.world, host, false, report);
      const inner = new Listener(cluster.world, host, true, report);
      await outer.listen(host.split(':')[0]!, port);
      cluster.localPorts.push(await inner.listen('127.0.0.1', 0));
      cluster.listeners.push(outer, inner);
    }
    cluster.clock = setInterval(() => cluster.world.tick(), TICK_MS);
    return cluster;
  }

  get hosts(): string[] {
    return Array.from({ length: this.servers }, (_, ordinal) => this.host(ordinal));
  }

  host(ordinal: number): string {
    return this.pattern.replace('%d', String(ordinal));
  }

  environment(ordinal: number, extra: Record<string, string> = {}): NodeJS.ProcessEnv {
    const home = join(this.directory, `home-${ordinal}`);
    mkdirSync(home, { recursive: true });
    const credentials = {
      MONGO_ROOT_USERNAME_FILE: join(this.directory, 'username'),
      MONGO_ROOT_PASSWORD_FILE: join(this.directory, 'password'),
    };
    return {
      PATH: `${BIN}:${process.env.PATH}`,
      TMPDIR: home,
      HOSTNAME: `mongo-${ordinal}`,
      MONGO_REPLICA_SET: 'rs0',
      MONGO_MEMBER_PATTERN: this.pattern,
      MONGO_MEMBERS: String(this.servers),
      MONGO_LOCAL_ADDRESS: `127.0.0.1:${this.localPorts[ordinal]}`,
      MONGO_RECONCILE_INTERVAL_SECONDS: '1',
      ...(this.auth ? credentials : {}),
      ...extra,
    };
  }

  /** Starts one of the scripts as the pod would. */
  spawn(
    script: string,
    ordinal: number,
    extra: Record<string, string> = {},
  ): { child: ChildProcess; done: Promise<Finished> } {
    const child = spawn('sh', [join(SCRIPTS, 'mongosh.sh'), script], {
      env: this.environment(ordinal, extra),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children.add(child);
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    const done = new Promise<Finished>((finished) => {
      child.on('close', (code, signal) => {
        this.children.delete(child);
        finished({ code, signal, output });
      });
    });
    return { child, done };
  }

  /** One reconciler for a number of rounds. */
  async reconcile(ordinal: number, rounds: number, extra: Record<string, string> = {}): Promise<Finished> {
    return this.spawn('reconcile.js', ordinal, { MONGO_RECONCILE_ROUNDS: String(rounds), ...extra }).done;
  }

  async stop(): Promise<void> {
    clearInterval(this.clock);
    for (const child of this.children) child.kill('SIGKILL');
    await Promise.all(this.listeners.map((listener) => listener.close()));
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** The lines that a reconciler wrote. */
export function actions(finished: Finished): string[] {
  return finished.output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => {
      const entry = JSON.parse(line) as { action: string; result?: string };
      return entry.result === undefined ? entry.action : `${entry.action} ${entry.result}`;
    });
}
