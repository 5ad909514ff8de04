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
}

/**
 * The passwords of Redis and its Sentinels, from one Secret, which is mounted as files.
 *
 * They must hold no white space, quotes, # or backslash: Sentinel cannot read its own file then.
 */
export class RedisCredentials {
  public static secret(secretName: string, keys: RedisSecretKeys = {}): RedisCredentials {
    return new RedisCredentials(secretName, keys.redis ?? 'redis-password', keys.sentinel ?? 'sentinel-password');
  }

  private constructor(
    /** Name of the Secret. */
    public readonly secretName: string,
    /** Key with the password of Redis. */
    public readonly redisKey: string,
    /** Key with the password of the Sentinels. */
    public readonly sentinelKey: string,
  ) {}
}
