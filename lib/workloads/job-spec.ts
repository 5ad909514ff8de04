import { type Duration } from 'cdk8s';
import { RestartPolicy } from 'cdk8s-plus-27';
import type * as batch from '../kubernetes/api/batch';
import { type PodTemplate } from '../pod/pod-template';
import { optionalSeconds } from '../pod/seconds';
import { type Posture } from '../posture';
import { type JobPattern } from './job-pattern';

/** When a new pod takes the place of one that is going. */
export enum PodReplacementPolicy {
  /** As soon as the pod is told to stop, or has failed. Refused beside a pod failure policy. */
  TERMINATING_OR_FAILED = 'TerminatingOrFailed',
  /** When the pod has failed entirely, so that never two run at once. */
  FAILED = 'Failed',
}

/** When a Job with an indexed pattern has succeeded early. */
export interface SuccessRule {
  /**
   * Indexes that must succeed, such as `0,2-4`.
   *
   * @default - any, as many as `succeededCount` says
   */
  readonly succeededIndexes?: string;

  /**
   * So many pods must succeed, of `succeededIndexes` where given.
   *
   * @default - all of `succeededIndexes`
   */
  readonly succeededCount?: number;
}

/** What every Job takes beside its pod. */
export interface JobOptions {
  /**
   * How many pods run, and when the Job is done.
   *
   * @default JobPattern.oneShot()
   */
  readonly pattern?: JobPattern;

  /**
   * Retries before the Job counts as failed.
   *
   * @default - the posture's: 3 in PRODUCTION, else 6, chosen by the API server
   */
  readonly backoffLimit?: number;

  /**
   * Retries of each index before the index counts as failed; the others go on. Needs `JobPattern.indexed`.
   *
   * @default - `backoffLimit` counts for the whole Job
   */
  readonly backoffLimitPerIndex?: number;

  /**
   * Failed indexes after which the Job is ended as failed. Needs `backoffLimitPerIndex`.
   *
   * @default - none: the Job runs every index
   */
  readonly maxFailedIndexes?: number;

  /**
   * Rules by which the Job has succeeded before all pods have, at most 20; one is enough. Needs `JobPattern.indexed`.
   *
   * @default - all pods must succeed
   */
  readonly successPolicy?: SuccessRule[];

  /**
   * When a new pod takes the place of one that is going.
   *
   * @default - Failed where there is a pod failure policy, as in PRODUCTION, else TerminatingOrFailed; chosen by the API
   * server
   */
  readonly podReplacementPolicy?: PodReplacementPolicy;

  /**
   * Controller that runs the Job, such as `example.com/queue`, in place of the one of Kubernetes.
   *
   * @default - the Job controller of Kubernetes
   */
  readonly managedBy?: string;

  /**
   * Time after which the Job is ended as failed, in whole seconds.
   *
   * @default - none
   */
  readonly activeDeadline?: Duration;

  /**
   * Time after its end at which the Job is deleted, in whole seconds.
   *
   * @default - it stays
   */
  readonly ttlAfterFinished?: Duration;

  /**
   * What happens when a container fails: a new pod (Never) or the same pod again (OnFailure).
   *
   * @default RestartPolicy.NEVER
   */
  readonly restartPolicy?: RestartPolicy;

  /**
   * Do not count evictions, preemptions and drained nodes as failures. Needs restart policy Never.
   *
   * @default - the posture's: true in PRODUCTION where the restart policy is Never
   */
  readonly ignoreDisruptions?: boolean;

  /**
   * Survive interruption, as the posture says it: what is left out of the retries, the deadlines, the disruptions and
   * the name is chosen so that no run hangs or is counted twice.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly resilientJobs?: boolean;

  /**
   * Exit codes of the main container after which no retry helps: the Job has failed at once. Needs restart policy Never.
   *
   * @default - none
   */
  readonly failOnExitCodes?: number[];

  /**
   * Create the Job without running it.
   *
   * @default - false
   */
  readonly suspend?: boolean;
}

/** The restart policy of a Job's pods. */
export function jobRestartPolicy(options: JobOptions): RestartPolicy {
  return options.restartPolicy ?? RestartPolicy.NEVER;
}

/** The spec of a Job. */
export function jobSpec(options: JobOptions, template: PodTemplate, posture: Posture): batch.JobSpec {
  const { pattern } = options;
  const safe = options.resilientJobs ?? posture.resilientJobs;
  const ignoreDisruptions = options.ignoreDisruptions ?? (safe && jobRestartPolicy(options) === RestartPolicy.NEVER);
  return {
    completions: pattern?.completions,
    parallelism: pattern?.parallelism,
    completionMode: pattern?.completionMode,
    // With a limit for each index, the API server chooses one for the Job that does not end it before.
    backoffLimit: options.backoffLimit ?? (safe && options.backoffLimitPerIndex === undefined ? 3 : undefined),
    backoffLimitPerIndex: options.backoffLimitPerIndex,
    maxFailedIndexes: options.maxFailedIndexes,
    successPolicy: options.successPolicy && { rules: options.successPolicy.map((rule) => ({ ...rule })) },
    podReplacementPolicy: options.podReplacementPolicy,
    managedBy: options.managedBy,
    activeDeadlineSeconds: optionalSeconds('activeDeadline', options.activeDeadline),
    ttlSecondsAfterFinished: optionalSeconds('ttlAfterFinished', options.ttlAfterFinished),
    podFailurePolicy: failurePolicy(options, template, ignoreDisruptions),
    suspend: options.suspend,
    template: { metadata: template.metadata, spec: template.spec },
  };
}

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy */
function failurePolicy(
  { failOnExitCodes = [] }: JobOptions,
  template: PodTemplate,
  ignoreDisruptions: boolean,
): batch.PodFailurePolicy | undefined {
  const rules: batch.PodFailurePolicyRule[] = [
    // The first rule that matches counts: a disrupted pod may have any exit code.
    ...(ignoreDisruptions
      ? [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }]
      : []),
    ...(failOnExitCodes.length === 0
      ? []
      : [
          {
            action: 'FailJob',
            onExitCodes: {
              containerName: template.spec.containers[0]?.name,
              operator: 'In',
              values: [...failOnExitCodes].sort((a, b) => a - b),
            },
          },
        ]),
  ];
  return rules.length === 0 ? undefined : { rules };
}
