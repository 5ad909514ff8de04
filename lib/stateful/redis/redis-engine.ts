import { Env } from '../../pod/env';

/** Which server an image runs, by the names of its programs. */
export class RedisEngine {
  /** Redis 7 and later. */
  public static readonly REDIS = new RedisEngine(undefined);

  /** Valkey 8 and later. */
  public static readonly VALKEY = new RedisEngine('valkey');

  private constructor(private readonly prefix: string | undefined) {}

  /** What the scripts read; nothing for the names that they have by default. @internal */
  public get _env(): Env[] {
    const { prefix } = this;
    return prefix === undefined
      ? []
      : Env.values({
          REDIS_SERVER: `${prefix}-server`,
          REDIS_SENTINEL: `${prefix}-sentinel`,
          REDIS_CLI: `${prefix}-cli`,
        });
  }
}
