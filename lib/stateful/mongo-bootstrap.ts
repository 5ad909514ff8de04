import { type ConfigSources } from '../config/config-sources';

/** Where the bootstrap's files stand in its container. */
export interface MongoScriptOptions {
  /**
   * Name of the ConfigMap with the files.
   *
   * @default - the set's name and `-init`
   */
  readonly configName?: string;

  /**
   * Name of the container that runs the script.
   *
   * @default "init-mongo"
   */
  readonly containerName?: string;

  /**
   * Directory of the files in the container.
   *
   * @default "/config"
   */
  readonly path?: string;
}

/** How the members of a new replica set find each other. */
export class MongoBootstrap {
  /** Nobody initiates the replica set: it is done by hand. */
  public static readonly NONE = new MongoBootstrap(undefined, [], {}, false);

  /** A reconciler beside each member initiates the set once, and then makes it what it should be, one step at a time. */
  public static reconciler(): MongoBootstrap {
    return new MongoBootstrap(undefined, [], {}, true);
  }

  /**
   * Files of your own, in a ConfigMap, and the command that runs them in a container beside each member.
   *
   * @param files where the files come from
   * @param command command of the container
   */
  public static script(files: ConfigSources, command: string[], options: MongoScriptOptions = {}): MongoBootstrap {
    return new MongoBootstrap(files, command, options, false);
  }

  private constructor(
    /** @internal */
    public readonly _files: ConfigSources | undefined,
    /** @internal */
    public readonly _command: string[],
    /** @internal */
    public readonly _options: MongoScriptOptions,
    /** @internal */
    public readonly _isReconciled: boolean,
  ) {}
}
