import { type PersistentClaimProps } from '../persistent-claim';
import { checkOptions } from '../../props/check-props';

/** Where a database keeps its data. */
export class DatabaseStorage {
  /** A claim of the database's own, made with it. */
  public static claim(props: PersistentClaimProps): DatabaseStorage {
    checkOptions('DatabaseStorage.claim', 'PersistentClaimProps', props);
    return new DatabaseStorage(props, undefined);
  }

  /** A claim that exists already. */
  public static existingClaim(claimName: string): DatabaseStorage {
    return new DatabaseStorage(undefined, claimName);
  }

  private constructor(
    /** @internal */
    public readonly _claim: PersistentClaimProps | undefined,
    /** @internal */
    public readonly _existing: string | undefined,
  ) {}
}
