import { setTimeout as sleep } from 'node:timers/promises';
import { type NodeFaults } from '../node-faults';
import { type PodFaults } from '../pod-faults';
import { type RedisSet, type RedisSetOptions } from './set';

/** What a fault is told: the set, its master before the fault, and the means to touch pods and nodes. */
export interface Moment {
  readonly set: RedisSet;
  readonly master: { readonly name: string; readonly node: string };
  readonly pods: PodFaults;
  readonly nodes: NodeFaults | undefined;
  /** The fault begins now: what was seen before does not count. It begins with `run` unless this is called. */
  begin(this: void): void;
}

export interface FaultNotes {
  /** In place of the longest time without a writable master. */
  readonly seconds?: readonly number[];
  readonly note?: string;
}

export interface ClusterFault {
  readonly id: string;
  readonly title: string;
  /** Whether a replica that could have confirmed a write with WAIT is spared, so that such a write must survive. */
  readonly sparesReplica: boolean;
  /** Needs what only `NodeFaults` can do. */
  readonly needsNodes?: boolean;
  /** The set that it is tried on. @default - dist/production-redis.k8s.yaml */
  readonly set?: () => RedisSetOptions;
  /** Brings the fault about and ends it. The set gets its time to recover afterwards. */
  run(this: void, moment: Moment): Promise<FaultNotes | void>;
}

/** Seconds within which a failover has to be over. */
export const FAILOVER = 45;

/** Keeps members from starting while `use` runs: their nodes take no pods. */
export async function held<T>(set: RedisSet, members: readonly string[], use: () => Promise<T>): Promise<T> {
  const nodes = await Promise.all(members.map(async (member) => (await set.pod(member)).spec.nodeName));
  await set.cordon(nodes);
  try {
    return await use();
  } finally {
    await set.uncordon(nodes);
  }
}

/** Loses the master's pod for good until another takes writes. @throws when none does */
export async function failover({ set }: Moment): Promise<number> {
  const { name } = await set.master();
  return held(set, [name], async () => {
    await set.crash(name);
    const seconds = await set.writable(FAILOVER, name);
    if (seconds === undefined) throw new Error(`no failover within ${FAILOVER} s`);
    await sleep(2000);
    return seconds;
  });
}
