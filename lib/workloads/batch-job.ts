import type * as batch from '../kubernetes/api/batch';
import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { contentName } from './content-name';
import { type JobOptions, jobRestartPolicy, jobSpec } from './job-spec';
import { Workload, workloadMetadata } from './workload';
import { type WorkloadProps } from './workload-props';
import { checkProps } from '../props/check-props';

/** Pods that run to an end. */
export interface BatchJobProps extends WorkloadProps, JobOptions {
  /**
   * Append a hash of the Job's description to its name, so that a changed Job is a new one: the pod template of a Job
   * cannot be changed.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly contentName?: boolean;
}

/** A Job: one shot, a fixed number of completions, or workers on a queue. */
export class BatchJob extends Workload {
  public readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: BatchJobProps) {
    checkProps(scope, id, 'BatchJobProps', props);
    // The template of a Job cannot be changed: a hash that changes it would make the next apply fail.
    super(
      scope,
      id,
      { ...props, configHash: props.configHash ?? false },
      { restartPolicy: jobRestartPolicy(props), selectsPods: false },
    );
    const spec = this._atPath(() => jobSpec(props, this._template, this.posture));
    const hashed = props.contentName ?? props.resilientJobs ?? this.posture.resilientJobs;
    const name = hashed ? contentName(this, props.name, spec) : props.name;
    this.resource = this._emit<batch.Job>({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: workloadMetadata({ ...props, name }),
      spec,
    });
    this._isolate(props);
  }
}
