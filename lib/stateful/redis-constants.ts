/** The port that Redis listens on. */
export const REDIS_PORT = 6379;

/** The port that Sentinel listens on. */
export const SENTINEL_PORT = 26379;

/** The port of the exporter. */
export const EXPORTER_PORT = 9121;

/** User and group of the official image. */
export const REDIS_USER = 999;
