import { type MemberSetKind } from '../members/member-set';

/** The port that Redis listens on. */
export const REDIS_PORT = 6379;

/** The port that Sentinel listens on. */
export const SENTINEL_PORT = 26379;

/** The port of the exporter. */
export const EXPORTER_PORT = 9121;

/** Redis, as the parts that all sets share know it; the user is that of the official image. */
export const REDIS: MemberSetKind = { app: 'redis', user: 999, ports: [REDIS_PORT, SENTINEL_PORT] };
