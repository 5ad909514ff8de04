import { type PercentOrAbsolute } from 'cdk8s-plus-27';
import type * as apps from '../kubernetes/api/apps';
import { optionalCountOrPercent } from './count-or-percent';
import { checkOptions } from '../props/check-props';

/** How many pods a rolling update may add or miss at a time, as a count or a percentage. */
export interface RollingUpdateOptions {
  /**
   * Pods above the wanted number.
   *
   * @default - 25 %, chosen by the API server
   */
  readonly maxSurge?: PercentOrAbsolute;

  /**
   * Pods below the wanted number. Not zero together with `maxSurge`.
   *
   * @default - 25 %, chosen by the API server
   */
  readonly maxUnavailable?: PercentOrAbsolute;
}

/** How a Deployment replaces its pods. */
export class DeploymentStrategy {
  /** New pods first, a few at a time. */
  public static rollingUpdate(options: RollingUpdateOptions = {}): DeploymentStrategy {
    checkOptions('DeploymentStrategy.rollingUpdate', 'RollingUpdateOptions', options);
    const { maxSurge, maxUnavailable } = options;
    const numbers = {
      maxSurge: optionalCountOrPercent(maxSurge),
      maxUnavailable: optionalCountOrPercent(maxUnavailable),
    };
    const given = maxSurge !== undefined || maxUnavailable !== undefined;
    return new DeploymentStrategy({ type: 'RollingUpdate', rollingUpdate: given ? numbers : undefined });
  }

  /** All old pods go before the first new one starts: for volumes that only one pod may hold. */
  public static recreate(): DeploymentStrategy {
    return new DeploymentStrategy({ type: 'Recreate' });
  }

  private constructor(
    /** @internal */
    public readonly _strategy: apps.DeploymentStrategy,
  ) {}
}
