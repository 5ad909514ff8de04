import { type ApiObject, type Duration } from 'cdk8s';
import { type RestartPolicy } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import type * as core from '../kubernetes/api/core';
import { type Probe } from '../pod/probe';
import { optionalSeconds } from '../pod/seconds';
import { Workload, workloadMetadata } from './workload';
import { type WorkloadProps } from './workload-props';
import { checkProps } from '../props/check-props';

/** A pod without a controller. `podLabels` and `podAnnotations` are the object's own, as `labels` and `annotations`. */
export interface BarePodProps extends WorkloadProps {
  /**
   * Keeps traffic away until it succeeds.
   *
   * @default - none
   */
  readonly readiness?: Probe;

  /**
   * What happens when a container ends.
   *
   * @default - Always, chosen by the API server
   */
  readonly restartPolicy?: RestartPolicy;

  /**
   * Time after its start at which the pod is ended as failed, in whole seconds.
   *
   * @default - none
   */
  readonly activeDeadline?: Duration;
}

/**
 * A Pod that nothing brings back when its node goes: to learn, to debug, to reproduce a document.
 *
 * What should stay up is a {@link ProbedDeployment}.
 */
export class BarePod extends Workload {
  public readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: BarePodProps) {
    checkProps(scope, id, 'BarePodProps', props);
    // Nothing rolls a bare pod, so that a hash of its configuration says nothing unless asked for.
    super(
      scope,
      id,
      { ...props, configHash: props.configHash ?? false },
      {
        readiness: props.readiness,
        restartPolicy: props.restartPolicy,
        selectsPods: false,
      },
    );
    this.resource = this._emit<core.Pod>({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: workloadMetadata({ ...props, labels: { ...props.labels, ...this.podLabels } }, props.podAnnotations),
      spec: {
        ...this._template.spec,
        activeDeadlineSeconds: this._atPath(() => optionalSeconds('activeDeadline', props.activeDeadline)),
      },
    });
    this._isolate(props);
  }
}
