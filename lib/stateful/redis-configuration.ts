import { type ConfigSources } from '../config/config-sources';

/** How the files are run, and where they stand. */
export interface RedisFilesOptions {
  /** Command of the Redis container. */
  readonly redisCommand: string[];

  /** Command of the Sentinel container. */
  readonly sentinelCommand: string[];

  /**
   * Directory of the files in both containers.
   *
   * @default "/redis-config"
   */
  readonly path?: string;
}

/** The configuration files of Redis and Sentinel. */
export class RedisConfiguration {
  /**
   * Files of your own, in a ConfigMap.
   *
   * @param files where the files come from
   */
  public static files(files: ConfigSources, options: RedisFilesOptions): RedisConfiguration {
    return new RedisConfiguration(files, options);
  }

  private constructor(
    /** @internal */
    public readonly _files: ConfigSources,
    /** @internal */
    public readonly _options: RedisFilesOptions,
  ) {}
}
