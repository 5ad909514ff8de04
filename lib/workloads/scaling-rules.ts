import { type Duration } from 'cdk8s';
import type * as autoscaling from '../kubernetes/api/autoscaling';

/** Which of several scaling policies decides. */
export enum ScalingPolicySelect {
  /** The one that allows the largest change. */
  MAX = 'Max',
  /** The one that allows the smallest change. */
  MIN = 'Min',
  /** None: the autoscaler does not scale in this direction. */
  DISABLED = 'Disabled',
}

/** How much an autoscaler may change the number of replicas within a period. */
export class ScalingPolicy {
  /**
   * At most a number of pods.
   *
   * @param count at least 1
   * @param period 1 second to 30 minutes, in whole seconds
   */
  public static pods(count: number, period: Duration): ScalingPolicy {
    return new ScalingPolicy({ type: 'Pods', value: count, periodSeconds: period.toSeconds() });
  }

  /**
   * At most a part of the present replicas.
   *
   * @param percent at least 1; 100 doubles the replicas
   * @param period 1 second to 30 minutes, in whole seconds
   */
  public static percent(percent: number, period: Duration): ScalingPolicy {
    return new ScalingPolicy({ type: 'Percent', value: percent, periodSeconds: period.toSeconds() });
  }

  private constructor(
    /** @internal */
    public readonly _policy: autoscaling.HPAScalingPolicy,
  ) {}
}

/** How fast an autoscaler scales in one direction. */
export interface ScalingRules {
  /**
   * Time for which past recommendations count, so that the number of replicas does not flap; at most 1 hour, in whole
   * seconds.
   *
   * @default - 0 s up, 300 s down, chosen by the API server
   */
  readonly stabilizationWindow?: Duration;

  /**
   * The policies.
   *
   * @default - the API server's
   */
  readonly policies?: ScalingPolicy[];

  /**
   * Which of the policies decides.
   *
   * @default - ScalingPolicySelect.MAX, chosen by the API server
   */
  readonly selectPolicy?: ScalingPolicySelect;
}

/** The rules as manifests write them. */
export function scalingRules({
  stabilizationWindow,
  policies,
  selectPolicy,
}: ScalingRules): autoscaling.HPAScalingRules {
  return {
    stabilizationWindowSeconds: stabilizationWindow?.toSeconds(),
    selectPolicy,
    policies: policies?.map(({ _policy }) => ({ ..._policy })),
  };
}
