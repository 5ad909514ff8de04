/** Which keys of the Secret hold what. */
export interface MongoSecretKeys {
  /**
   * Key with the name of the root user.
   *
   * @default "username"
   */
  readonly username?: string;

  /**
   * Key with the password of the root user.
   *
   * @default "password"
   */
  readonly password?: string;

  /**
   * Key with the keyfile by which the members know each other: 6 to 1024 base64 characters.
   *
   * @default "keyfile"
   */
  readonly keyfile?: string;
}

/** Who may use a replica set. */
export class MongoCredentials {
  /** Everyone who reaches it. Refused in posture PRODUCTION. */
  public static readonly NONE = new MongoCredentials(undefined, {});

  /** A root user and a keyfile, both from one Secret, which is mounted as files and appears in no log and no argument. */
  public static secret(secretName: string, keys: MongoSecretKeys = {}): MongoCredentials {
    return new MongoCredentials(secretName, keys);
  }

  private constructor(
    /** @internal */
    public readonly _secret: string | undefined,
    private readonly keys: MongoSecretKeys,
  ) {}

  /** Key with the name of the user. @internal */
  public get _username(): string {
    return this.keys.username ?? 'username';
  }

  /** Key with the password of the user. @internal */
  public get _password(): string {
    return this.keys.password ?? 'password';
  }

  /** The keys of the user by the file names that the scripts expect. @internal */
  public get _userItems(): { readonly [key: string]: string } {
    return { [this._username]: 'username', [this._password]: 'password' };
  }

  /** All keys of the Secret by the file names that the scripts expect. @internal */
  public get _items(): { readonly [key: string]: string } {
    return { ...this._userItems, [this.keys.keyfile ?? 'keyfile']: 'keyfile' };
  }
}
