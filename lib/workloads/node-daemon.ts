import { type ApiObject, type Duration } from 'cdk8s';
import { type PercentOrAbsolute } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import type * as apps from '../kubernetes/api/apps';
import { optionalSeconds } from '../pod/seconds';
import { type Probe } from '../pod/probe';
import { countOrPercent } from './count-or-percent';
import { Workload, workloadMetadata } from './workload';
import { type WorkloadProps } from './workload-props';
import { checkProps } from '../props/check-props';

/** How a DaemonSet replaces its pods. */
export class DaemonSetUpdateStrategy {
  /** Only when a pod is deleted by hand. */
  public static onDelete(): DaemonSetUpdateStrategy {
    return new DaemonSetUpdateStrategy({ type: 'OnDelete' });
  }

  /** The old pod of a node goes before the new one starts, on so many nodes at a time. */
  public static unavailable(maxUnavailable: PercentOrAbsolute): DaemonSetUpdateStrategy {
    const value = countOrPercent(maxUnavailable);
    return new DaemonSetUpdateStrategy({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: value } });
  }

  /** The new pod of a node starts before the old one goes, on so many nodes at a time. */
  public static surge(maxSurge: PercentOrAbsolute): DaemonSetUpdateStrategy {
    const value = countOrPercent(maxSurge);
    return new DaemonSetUpdateStrategy({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: value, maxUnavailable: 0 },
    });
  }

  private constructor(
    /** @internal */
    public readonly _strategy: apps.DaemonSetUpdateStrategy,
  ) {}
}

/** One pod on each node, or on each that `nodeSelector` names. */
export interface NodeDaemonProps extends WorkloadProps {
  /**
   * Tells when the pod of a node counts as ready in an update.
   *
   * @default - none
   */
  readonly readiness?: Probe;

  /**
   * How pods are replaced.
   *
   * @default - one node at a time, chosen by the API server
   */
  readonly updateStrategy?: DaemonSetUpdateStrategy;

  /**
   * Time that a pod must have been ready to count as available, in whole seconds.
   *
   * @default - 0 s, chosen by the API server
   */
  readonly minReady?: Duration;

  /**
   * Old revisions to keep for a rollback.
   *
   * @default - 10, chosen by the API server
   */
  readonly revisionHistoryLimit?: number;
}

/** A DaemonSet. */
export class NodeDaemon extends Workload {
  public readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: NodeDaemonProps) {
    checkProps(scope, id, 'NodeDaemonProps', props);
    super(scope, id, props, { readiness: props.readiness, selectsPods: true });
    this.resource = this._emit<apps.DaemonSet>({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: workloadMetadata(props),
      spec: {
        selector: this.selector,
        updateStrategy: props.updateStrategy?._strategy,
        minReadySeconds: this._atPath(() => optionalSeconds('minReady', props.minReady)),
        revisionHistoryLimit: props.revisionHistoryLimit,
        template: this._templateSpec,
      },
    });
    this._isolate(props);
  }
}
