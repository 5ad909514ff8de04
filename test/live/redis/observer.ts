import { type Pod } from '../runner/pod';
import { sleep } from '../runner/shell';
import { type RedisConnection } from './resp';
import { type RedisTarget } from './target';

/** One look at all members at once: those that took a write. */
export interface Sample {
  readonly at: number;
  readonly writable: readonly string[];
}

const PERIOD_MS = 200;
const TIMEOUT_MS = 400;

/** Writes to every member, five times a second, from a place that no partition reaches. */
export class Observer {
  readonly samples: Sample[] = [];
  private readonly connections = new Map<Pod, RedisConnection>();
  private running = true;
  private readonly ended: Promise<void>;

  constructor(private readonly target: RedisTarget) {
    this.ended = this.loop();
  }

  get latest(): Sample | undefined {
    return this.samples.at(-1);
  }

  /** Pods that took a write in the latest sample. */
  writable(): Pod[] {
    return this.target.members().filter((pod) => this.latest?.writable.includes(pod.name) === true);
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.ended;
    for (const connection of this.connections.values()) connection.close();
  }

  private async loop(): Promise<void> {
    while (this.running) {
      const at = Date.now();
      const pods = this.target.members();
      const taken = await Promise.all(pods.map((pod) => this.write(pod)));
      this.samples.push({ at, writable: pods.filter((_, index) => taken[index]).map((pod) => pod.name) });
      for (const pod of this.connections.keys()) if (!pods.includes(pod)) this.connections.delete(pod);
      await sleep(Math.max(20, PERIOD_MS - (Date.now() - at)));
    }
  }

  private async write(pod: Pod): Promise<boolean> {
    try {
      let connection = this.connections.get(pod);
      if (connection?.alive !== true) {
        connection = await this.target.connect(pod.ip ?? '', TIMEOUT_MS);
        this.connections.set(pod, connection);
      }
      return (await connection.ask(['SET', `live:observer:${pod.name}`, Date.now()], TIMEOUT_MS)) === 'OK';
    } catch {
      return false;
    }
  }
}

export interface Findings {
  readonly samples: number;
  readonly twoMasters: number;
  /** Longest time without a member that takes writes, seconds, from `since`. Infinity where the last sample has none. */
  readonly longestGap: number;
}

export function findings(samples: readonly Sample[], since: number): Findings {
  let gapFrom: number | undefined;
  let longest = 0;
  const seen = samples.filter(({ at }) => at >= since);
  for (const { at, writable } of seen) {
    if (writable.length > 0) {
      if (gapFrom !== undefined) longest = Math.max(longest, at - gapFrom);
      gapFrom = undefined;
    } else {
      gapFrom ??= at;
    }
  }
  return {
    samples: seen.length,
    twoMasters: seen.filter(({ writable }) => writable.length > 1).length,
    longestGap: gapFrom === undefined ? longest / 1000 : Infinity,
  };
}
