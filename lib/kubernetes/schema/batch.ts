/** Fields of the batch types, in the notation that `notation.ts` explains. */
export const BATCH = `
CronJob: metadata meta.ObjectMeta, spec CronJobSpec, status any
CronJobSpec: schedule string, timeZone *string, startingDeadlineSeconds *int, concurrencyPolicy string,
  suspend *bool, jobTemplate JobTemplateSpec, successfulJobsHistoryLimit *int, failedJobsHistoryLimit *int
Job: metadata meta.ObjectMeta, spec JobSpec, status any
JobSpec: parallelism *int, completions *int, activeDeadlineSeconds *int, podFailurePolicy *PodFailurePolicy,
  successPolicy *SuccessPolicy, backoffLimit *int, backoffLimitPerIndex *int, maxFailedIndexes *int,
  selector *meta.LabelSelector, manualSelector *bool, template core.PodTemplateSpec, ttlSecondsAfterFinished *int,
  completionMode *string, suspend *bool, podReplacementPolicy *string, managedBy *string, scheduling any
JobTemplateSpec: metadata meta.ObjectMeta, spec JobSpec
PodFailurePolicy: rules [PodFailurePolicyRule]
PodFailurePolicyOnExitCodesRequirement: containerName *string, operator string, values [int]/
PodFailurePolicyOnPodConditionsPattern: type string, status string
PodFailurePolicyRule: action string, onExitCodes *PodFailurePolicyOnExitCodesRequirement,
  onPodConditions [PodFailurePolicyOnPodConditionsPattern]
SuccessPolicy: rules [SuccessPolicyRule]
SuccessPolicyRule: succeededIndexes *string, succeededCount *int
`;
