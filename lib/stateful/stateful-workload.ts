import { type ApiObject, type Duration } from 'cdk8s';
import { type PodManagementPolicy } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import type * as apps from '../kubernetes/api/apps';
import type * as core from '../kubernetes/api/core';
import { undefinedIfEmpty } from '../pod/undefined-if-empty';
import { type Probe } from '../pod/probe';
import { optionalSeconds } from '../pod/seconds';
import { ReplicatedWorkload, type ReplicatedWorkloadProps } from '../workloads/replicated-workload';
import { workloadMetadata } from '../workloads/workload';
import { checkProps } from '../props/check-props';

/** What happens to a claim of a StatefulSet. */
export enum ClaimRetention {
  /** It stays, with its data. */
  RETAIN = 'Retain',
  /** It is deleted, and with it, by most storage classes, its data. */
  DELETE = 'Delete',
}

/** How a StatefulSet replaces its pods. */
export class StatefulSetUpdateStrategy {
  /** Only when a pod is deleted by hand. */
  public static onDelete(): StatefulSetUpdateStrategy {
    return new StatefulSetUpdateStrategy({ type: 'OnDelete' });
  }

  /** From the last pod to the first, one at a time; pods below `partition` keep the old template. */
  public static rollingUpdate(partition?: number): StatefulSetUpdateStrategy {
    return new StatefulSetUpdateStrategy({
      type: 'RollingUpdate',
      rollingUpdate: partition === undefined ? undefined : { partition },
    });
  }

  private constructor(
    /** @internal */
    public readonly _spec: apps.StatefulSetUpdateStrategy,
  ) {}
}

/** Pods with a name, an address and claims of their own. */
export interface StatefulWorkloadProps extends ReplicatedWorkloadProps {
  /** Name of the headless Service that gives the pods their names. */
  readonly serviceName: string;

  /**
   * Keeps traffic away until it succeeds.
   *
   * @default - none
   */
  readonly readiness?: Probe;

  /**
   * One pod after the other, or all at once.
   *
   * @default - OrderedReady, chosen by the API server
   */
  readonly podManagement?: PodManagementPolicy;

  /**
   * Number of the first pod.
   *
   * @default - 0
   */
  readonly firstOrdinal?: number;

  /**
   * How pods are replaced.
   *
   * @default - rolling, chosen by the API server
   */
  readonly updateStrategy?: StatefulSetUpdateStrategy;

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

  /**
   * What happens to the claims when the set is deleted.
   *
   * @default - not written: they stay
   */
  readonly retainWhenDeleted?: ClaimRetention;

  /**
   * What happens to the claims of pods that a scale-down removes.
   *
   * @default - not written: they stay
   */
  readonly retainWhenScaled?: ClaimRetention;
}

/** A StatefulSet, of which the stateful constructs are made. */
export class StatefulWorkload extends ReplicatedWorkload {
  public readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: StatefulWorkloadProps) {
    checkProps(scope, id, 'StatefulWorkloadProps', props);
    super(scope, id, props, { readiness: props.readiness, selectsPods: true, hasClaimTemplates: true });
    const { claimTemplates } = this._template;
    this.resource = this._emit<apps.StatefulSet>({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: workloadMetadata(props),
      spec: {
        serviceName: props.serviceName,
        replicas: this.replicas,
        selector: this.selector,
        ordinals: props.firstOrdinal === undefined ? undefined : { start: props.firstOrdinal },
        podManagementPolicy: props.podManagement,
        updateStrategy: props.updateStrategy?._spec,
        minReadySeconds: this._atPath(() => optionalSeconds('minReady', props.minReady)),
        revisionHistoryLimit: props.revisionHistoryLimit,
        persistentVolumeClaimRetentionPolicy:
          props.retainWhenDeleted === undefined && props.retainWhenScaled === undefined
            ? undefined
            : { whenDeleted: props.retainWhenDeleted, whenScaled: props.retainWhenScaled },
        template: this._templateSpec,
        volumeClaimTemplates: undefinedIfEmpty(claimTemplates as core.PersistentVolumeClaim[]),
      },
    });
    this._protect(props);
    this._isolate(props);
  }
}
