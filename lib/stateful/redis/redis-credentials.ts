/** Which keys of the Secret hold what. */
export interface RedisSecretKeys {
  /**
   * Key with the password of Redis, for clients and replicas.
   *
   * @default "redis-password"
   */
  readonly redis?: string;

  /**
   * Key with the password of the Sentinels.
   *
   * @default "sentinel-password"
   */
  readonly sentinel?: string;

  /**
   * Key with further passwords of Redis that are valid while the password is rotated, one a line. It may be missing.
   *
   * @default "redis-accepted-passwords"
   */
  readonly redisAccepted?: string;

  /**
   * Key with further passwords of the Sentinels that are valid meanwhile, one a line. It may be missing.
   *
   * @default "sentinel-accepted-passwords"
   */
  readonly sentinelAccepted?: string;
}

/**
 * The passwords of Redis and its Sentinels, from one Secret, which is mounted as files.
 *
 * The running servers adopt a changed Secret without a restart; docs/operations/redis.md has the steps of a rotation.
 *
 * Passwords must hold no white space, quotes, # or backslash: Sentinel cannot read its own file then.
 */
export class RedisCredentials {
  public static secret(secretName: string, keys: RedisSecretKeys = {}): RedisCredentials {
    return new RedisCredentials(
      secretName,
      keys.redis ?? 'redis-password',
      keys.sentinel ?? 'sentinel-password',
      keys.redisAccepted ?? 'redis-accepted-passwords',
      keys.sentinelAccepted ?? 'sentinel-accepted-passwords',
    );
  }

  private constructor(
    /** Name of the Secret. */
    public readonly secretName: string,
    /** Key with the password of Redis. */
    public readonly redisKey: string,
    /** Key with the password of the Sentinels. */
    public readonly sentinelKey: string,
    /** Key with further passwords of Redis, if there are any. */
    public readonly redisAcceptedKey: string,
    /** Key with further passwords of the Sentinels, if there are any. */
    public readonly sentinelAcceptedKey: string,
  ) {}
}
