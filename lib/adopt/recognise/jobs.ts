import { type Fields, type Manifest } from '../../testing/equivalence/manifest';
import { annotationWords, HELM_HOOK } from '../../kubernetes/hook-annotations';
import { call, type Expression, fromJson, list, literal, object, optionalObject } from '../model/expression';
import { type Proposal, type Recogniser } from '../model/proposal';
import { enumMember, fields, flag, items, number, seconds, text, textOf } from '../model/values';
import { type Props } from '../pod/pod';
import { specOf, workloadProps } from './workload';

/** MigrationHookJob for a Helm hook, else BatchJob. */
export const batchJob: Recogniser = {
  kinds: ['Job'],
  propose: (manifest) => {
    const annotations = fields(manifest.metadata?.annotations);
    const hook = hookExpression(annotations);
    return hook === undefined ? [plainJob(manifest)] : [hookJob(manifest, annotations, hook), plainJob(manifest)];
  },
};

function plainJob(manifest: Manifest): Proposal {
  const spec = specOf(manifest);
  const props = workloadProps(manifest, fields(spec.template), { own: jobProps(spec) });
  return { construct: 'BatchJob', props, covers: [manifest] };
}

function hookJob(manifest: Manifest, annotations: Fields, hook: Expression): Proposal {
  const spec = specOf(manifest);
  const words: readonly string[] = Object.values(HELM_HOOK);
  const others = Object.fromEntries(Object.entries(annotations).filter(([key]) => !words.includes(key)));
  const bare = { ...manifest, metadata: { ...manifest.metadata, annotations: others } } as Manifest;
  const props = workloadProps(bare, fields(spec.template), { own: { hook, ...jobProps(spec) } });
  return { construct: 'MigrationHookJob', props, covers: [manifest] };
}

/** The inverse of `Hook.on`, for Helm's annotations. */
function hookExpression(annotations: Fields): Expression | undefined {
  const events = annotations[HELM_HOOK.events];
  if (typeof events !== 'string') return undefined;
  const members = annotationWords(events).map((event) => enumMember('cdk8s-patterns', 'HookEvent', event));
  const weight = annotations[HELM_HOOK.weight];
  const policies = annotationWords(textOf(annotations[HELM_HOOK.deletePolicy] ?? ''));
  if (members.includes(undefined)) return undefined;
  const options = optionalObject({
    weight: typeof weight === 'string' && /^-?\d+$/.test(weight) ? literal(Number(weight)) : undefined,
    deletePolicies: list(policies.flatMap((each) => enumMember('cdk8s-patterns', 'HookDeletePolicy', each) ?? [])),
  });
  return call('cdk8s-patterns', 'Hook', 'on', list(members.filter((each) => each !== undefined)), options);
}

/** ScheduledJob. */
export const scheduledJob: Recogniser = {
  kinds: ['CronJob'],
  propose: (manifest) => {
    const spec = specOf(manifest);
    const job = fields(fields(spec.jobTemplate).spec);
    const schedule = cron(spec.schedule);
    if (schedule === undefined) return [];
    const own = {
      schedule,
      timeZone: text(spec.timeZone),
      concurrencyPolicy: enumMember('cdk8s-plus-27', 'ConcurrencyPolicy', spec.concurrencyPolicy),
      startingDeadline: seconds(spec.startingDeadlineSeconds),
      successfulJobsHistoryLimit: number(spec.successfulJobsHistoryLimit),
      failedJobsHistoryLimit: number(spec.failedJobsHistoryLimit),
      suspendSchedule: flag(spec.suspend),
      ...jobProps(job),
    };
    const props = workloadProps(manifest, fields(job.template), { own });
    return [{ construct: 'ScheduledJob', props, covers: [manifest] }];
  },
};

/** The macros that are the same schedule for the controller, but not the same text, are left to a patch. */
function cron(value: unknown): Expression | undefined {
  const parts = typeof value === 'string' ? value.trim().split(/\s+/) : [];
  if (parts.length !== 5) return typeof value === 'string' ? call('cdk8s', 'Cron', 'hourly') : undefined;
  const names = ['minute', 'hour', 'day', 'month', 'weekDay'];
  const given = parts.map((part, index) => [names[index] ?? '', part === '*' ? undefined : literal(part)] as const);
  return call('cdk8s', 'Cron', 'schedule', object(Object.fromEntries(given)));
}

/** The inverse of `JobOptions`. */
function jobProps(spec: Fields): Props {
  const rules = items(fields(spec.podFailurePolicy).rules);
  const codes = rules.flatMap(({ onExitCodes }) => fields(onExitCodes).values ?? []).flat();
  const policy = fields(fields(spec.template).spec).restartPolicy;
  return {
    pattern: pattern(spec),
    backoffLimit: number(spec.backoffLimit),
    activeDeadline: seconds(spec.activeDeadlineSeconds),
    ttlAfterFinished: seconds(spec.ttlSecondsAfterFinished),
    restartPolicy: policy === 'Never' ? undefined : enumMember('cdk8s-plus-27', 'RestartPolicy', policy),
    ignoreDisruptions: rules.some(({ onPodConditions }) => onPodConditions !== undefined) ? literal(true) : undefined,
    failOnExitCodes: list(codes.flatMap((code) => number(code as never) ?? [])),
    suspend: flag(spec.suspend),
    backoffLimitPerIndex: number(spec.backoffLimitPerIndex),
    maxFailedIndexes: number(spec.maxFailedIndexes),
    successPolicy: list(items(fields(spec.successPolicy).rules).flatMap((rule) => fromJson(rule) ?? [])),
    podReplacementPolicy: enumMember('cdk8s-patterns', 'PodReplacementPolicy', spec.podReplacementPolicy),
    managedBy: text(spec.managedBy),
  };
}

function pattern({ completionMode, completions, parallelism }: Fields): Expression | undefined {
  if (typeof completions === 'number') {
    const method = completionMode === 'Indexed' ? 'indexed' : 'fixedCompletions';
    return call('cdk8s-patterns', 'JobPattern', method, literal(completions), number(parallelism));
  }
  return typeof parallelism === 'number'
    ? call('cdk8s-patterns', 'JobPattern', 'workQueue', literal(parallelism))
    : undefined;
}
