import { type ApiObject, type Cron, type Duration } from 'cdk8s';
import { type ConcurrencyPolicy } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import type * as batch from '../kubernetes/api/batch';
import { optionalSeconds } from '../pod/seconds';
import { type JobOptions, jobRestartPolicy, jobSpec } from './job-spec';
import { Workload, workloadMetadata } from './workload';
import { type WorkloadProps } from './workload-props';
import { checkProps } from '../props/check-props';

/** A Job and when it runs. */
export interface ScheduledJobProps extends WorkloadProps, JobOptions {
  /** When a Job is started. */
  readonly schedule: Cron;

  /**
   * Time zone of the schedule, such as `Etc/UTC` or `Asia/Shanghai`.
   *
   * @default - that of the controller
   */
  readonly timeZone?: string;

  /**
   * What happens when the last Job still runs.
   *
   * @default - both run (Allow), chosen by the API server
   */
  readonly concurrencyPolicy?: ConcurrencyPolicy;

  /**
   * How late a Job may start, in whole seconds.
   *
   * @default - any time late
   */
  readonly startingDeadline?: Duration;

  /**
   * Succeeded Jobs to keep.
   *
   * @default - 3, chosen by the API server
   */
  readonly successfulJobsHistoryLimit?: number;

  /**
   * Failed Jobs to keep.
   *
   * @default - 1, chosen by the API server
   */
  readonly failedJobsHistoryLimit?: number;

  /**
   * Start no Jobs for now.
   *
   * @default - false
   */
  readonly suspendSchedule?: boolean;
}

/** A CronJob. */
export class ScheduledJob extends Workload {
  public readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    checkProps(scope, id, 'ScheduledJobProps', props);
    super(
      scope,
      id,
      // Each run reads its configuration anew, so that a hash of it says nothing unless asked for.
      { ...props, configHash: props.configHash ?? false },
      { restartPolicy: jobRestartPolicy(props), selectsPods: false },
    );
    this.resource = this._emit<batch.CronJob>({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: workloadMetadata(props),
      spec: {
        schedule: props.schedule.expressionString,
        timeZone: props.timeZone,
        concurrencyPolicy: props.concurrencyPolicy,
        startingDeadlineSeconds: this._atPath(() => optionalSeconds('startingDeadline', props.startingDeadline)),
        successfulJobsHistoryLimit: props.successfulJobsHistoryLimit,
        failedJobsHistoryLimit: props.failedJobsHistoryLimit,
        suspend: props.suspendSchedule,
        jobTemplate: { spec: this._atPath(() => jobSpec(props, this._template, this.posture)) },
      },
    });
    this._isolate(props);
  }
}
