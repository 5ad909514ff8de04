import { type Duration } from 'cdk8s';
import { type RedisCredentials } from './redis-credentials';
import { type RedisEngine } from './redis-engine';

/** Which address members announce to each other and to clients. */
export enum RedisAnnounce {
  /** The address of a Service for each pod. It survives the pod, and failover works without DNS. */
  SERVICE = 'service',
  /** The DNS name of the pod. It needs no further Services, but there is no failover while DNS is down. */
  NAME = 'name',
}

/** How often the append-only file is forced to disk. */
export enum RedisAppendFsync {
  /** After every write. The slowest: no acknowledged write is lost when the host crashes. */
  ALWAYS = 'always',
  /** Every second. */
  EVERY_SECOND = 'everysec',
  /** When the kernel decides. */
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
   * Which address members announce.
   *
   * @default RedisAnnounce.SERVICE
   */
  readonly announce?: RedisAnnounce;

  /**
   * Time without an answer after which a Sentinel considers a member down, in whole milliseconds.
   *
   * @default - 5 s
   */
  readonly downAfter?: Duration;

  /**
   * Time after which a failover has failed, in whole milliseconds. Sentinel tries again after twice this time.
   *
   * @default - 15 s
   */
  readonly failoverTimeout?: Duration;

  /**
   * Number of connected replicas below which the master refuses writes. With half of the members, rounded down, a master
   * in a minority partition takes no writes, so there are never two writable masters.
   *
   * @default - half of the members, rounded down
   */
  readonly minReplicasToWrite?: number;

  /**
   * Time without an answer after which a replica no longer counts as connected, in whole seconds. It must be at least two
   * seconds below `downAfter`: Redis compares whole seconds once a second, so a master in a minority partition may take
   * writes for two seconds longer.
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
   * Percentage of the memory limit for data. The rest is for buffers, 10 % each for clients and replicas, and for the fork.
   *
   * @default 75
   */
  readonly maxMemoryPercent?: number;

  /**
   * Name of a Secret with the keys tls.crt, tls.key and ca.crt. Redis and Sentinel then accept TLS only. They adopt a
   * renewed certificate without a restart of Redis.
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
 * Milliseconds after `min-replicas-max-lag` in which a master without replicas may still take writes: Redis computes the
 * lag from whole seconds, once a second.
 */
const FENCING_DELAY = 2000;

/** Seconds that a member may take to hand over and to shut down: REDIS_PRESTOP_SECONDS and `shutdown-timeout`. */
const HANDOVER_SECONDS = 50;

/** Reports a grace period that is shorter than a handover. */
export function gracePeriodProblems(period: Duration | undefined): string[] {
  return period === undefined || period.toSeconds() > HANDOVER_SECONDS
    ? []
    : [
        `terminationGracePeriod must be longer than the handover of a master, ${HANDOVER_SECONDS} s, got ${period.toSeconds()} s`,
      ];
}

/** Reports a lag with which two masters could take writes at the same time. */
export function lagProblems({ maxLag, downAfter }: RedisOptions): string[] {
  const lag = maxLag?.toMilliseconds() ?? 3000;
  const down = downAfter?.toMilliseconds() ?? 5000;
  return lag + FENCING_DELAY > down
    ? [`maxLag must be at most ${down - FENCING_DELAY} ms, 2 s below downAfter (${down} ms), got ${lag} ms`]
    : [];
}

/** Reports a quorum that is less than a majority or more than all Sentinels. */
export function quorumProblems({ quorum }: RedisOptions, members: number): string[] {
  const majority = Math.floor(members / 2) + 1;
  return quorum === undefined || (Number.isInteger(quorum) && quorum >= majority && quorum <= members)
    ? []
    : [`the quorum of ${members} Sentinels must be from ${majority} to ${members}, got ${quorum}`];
}

/** Reports a number of required replicas that the set does not have: the master would never take a write. */
export function fencingProblems({ minReplicasToWrite: replicas }: RedisOptions, members: number): string[] {
  return replicas === undefined || (Number.isInteger(replicas) && replicas >= 0 && replicas < members)
    ? []
    : [`minReplicasToWrite must be from 0 to ${members - 1}, as ${members} members have replicas, got ${replicas}`];
}
