import { type Duration } from 'cdk8s';
import { type RedisCredentials } from './redis-credentials';
import { type RedisEngine } from './redis-engine';

/** By what members are known to each other and to clients. */
export enum RedisAnnounce {
  /** The address of a Service per pod, which stays when the pod's changes: failover needs no DNS. */
  SERVICE = 'service',
  /** The pod's DNS name, without further Services: no failover while DNS is dead. */
  NAME = 'name',
}

/** How often the append-only file is forced to disk. */
export enum RedisAppendFsync {
  /** With every write: slowest, nothing acknowledged is lost on a crash of the host. */
  ALWAYS = 'always',
  /** Every second. */
  EVERY_SECOND = 'everysec',
  /** When the kernel likes. */
  NO = 'no',
}

/** Passwords, timings and fencing of Redis and its Sentinels. */
export interface RedisOptions {
  /**
   * Which server the image runs.
   *
   * @default RedisEngine.REDIS
   */
  readonly engine?: RedisEngine;

  /** The passwords. */
  readonly credentials: RedisCredentials;

  /**
   * Sentinels that must agree on a failover: more than half of the members, not more than all.
   *
   * @default - half of the members, rounded down, and one
   */
  readonly quorum?: number;

  /**
   * By what members are known.
   *
   * @default RedisAnnounce.SERVICE
   */
  readonly announce?: RedisAnnounce;

  /**
   * Silence after which a Sentinel takes a member for down.
   *
   * @default - 5 s
   */
  readonly downAfter?: Duration;

  /**
   * Time after which a failover has failed; it is tried again after twice as long.
   *
   * @default - 15 s
   */
  readonly failoverTimeout?: Duration;

  /**
   * Replicas that must follow for the master to take writes; with fewer it refuses them. With half of the members,
   * rounded down, a master that is cut off with a minority takes no writes, so that there are never two masters.
   *
   * @default - half of the members, rounded down
   */
  readonly minReplicasToWrite?: number;

  /**
   * Silence after which a replica no longer counts as following, in whole seconds, at least two below `downAfter`:
   * Redis compares whole seconds and looks once a second, so a cut-off master may take writes for two seconds more.
   *
   * @default - 3 s
   */
  readonly maxLag?: Duration;

  /**
   * How often the append-only file is forced to disk.
   *
   * @default RedisAppendFsync.EVERY_SECOND
   */
  readonly appendFsync?: RedisAppendFsync;

  /**
   * Part of the memory limit that data may take, in percent; the rest is for buffers and the fork.
   *
   * @default 75
   */
  readonly maxMemoryPercent?: number;

  /**
   * Name of a Secret with the keys tls.crt, tls.key and ca.crt: Redis and Sentinel then speak TLS only.
   *
   * @default - no TLS
   */
  readonly tlsSecret?: string;

  /**
   * Further lines of redis.conf.
   *
   * @default - none
   */
  readonly redisConf?: string;
}

/**
 * Milliseconds that a master without replicas may go on taking writes after `min-replicas-max-lag`: the lag is the
 * difference of two whole seconds, and is looked at once a second.
 */
const FENCING_DELAY = 2000;

/** Seconds that a member may take to hand over and to shut down: REDIS_PRESTOP_SECONDS and `shutdown-timeout`. */
const HANDOVER_SECONDS = 50;

/** Reports a grace period that ends amidst a handover. */
export function gracePeriodProblems(period: Duration | undefined): string[] {
  return period === undefined || period.toSeconds() > HANDOVER_SECONDS
    ? []
    : [
        `terminationGracePeriod must be longer than the handover of a master, ${HANDOVER_SECONDS} s, got ${period.toSeconds()} s`,
      ];
}

/** Reports a lag with which a cut-off master might still take writes when its successor does. */
export function lagProblems({ maxLag, downAfter }: RedisOptions): string[] {
  const lag = maxLag?.toMilliseconds() ?? 3000;
  const down = downAfter?.toMilliseconds() ?? 5000;
  return lag + FENCING_DELAY > down
    ? [`maxLag must be at most ${down - FENCING_DELAY} ms, 2 s below downAfter (${down} ms), got ${lag} ms`]
    : [];
}

/** Reports a number of Sentinels that must agree which is no majority, or more than all. */
export function quorumProblems({ quorum }: RedisOptions, members: number): string[] {
  const majority = Math.floor(members / 2) + 1;
  return quorum === undefined || (Number.isInteger(quorum) && quorum >= majority && quorum <= members)
    ? []
    : [`the quorum of ${members} Sentinels must be from ${majority} to ${members}, got ${quorum}`];
}

/** Reports a number of replicas that must follow which is more than there are: the master would never take a write. */
export function fencingProblems({ minReplicasToWrite: replicas }: RedisOptions, members: number): string[] {
  return replicas === undefined || (Number.isInteger(replicas) && replicas >= 0 && replicas < members)
    ? []
    : [`minReplicasToWrite must be from 0 to ${members - 1}, as ${members} members have replicas, got ${replicas}`];
}
