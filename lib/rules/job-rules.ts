import { cronSchedule, timeZone } from './cron-schedule';
import { type Field } from './field';
import { boolean, oneOf } from './names';
import { nonNegative } from './numbers';
import { checkPodTemplate } from './pod-rules';

// Source: pkg/apis/batch/validation/validation.go.

/** Job. */
export function checkJob(object: Field): void {
  checkJobSpec(object.at('spec'));
}

/** CronJob. */
export function checkCronJob(object: Field): void {
  const spec = object.at('spec');
  spec.at('schedule').required(cronSchedule);
  spec.at('timeZone').check(timeZone);
  spec.at('concurrencyPolicy').check(oneOf('Allow', 'Forbid', 'Replace'));
  spec.at('suspend').check(boolean);
  for (const count of ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit']) {
    spec.at(count).check(nonNegative);
  }
  const manual = spec.at('jobTemplate').at('spec').at('manualSelector');
  if (manual.value === true) manual.report('must be absent in a CronJob: its jobs would share one selector');
  checkJobSpec(spec.at('jobTemplate').at('spec'));
}

function checkJobSpec(spec: Field): void {
  for (const count of [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
  ]) {
    spec.at(count).check(nonNegative);
  }
  spec.at('suspend').check(boolean);
  spec.at('completionMode').check(oneOf('NonIndexed', 'Indexed'));
  if (
    spec.at('completionMode').value === 'Indexed' &&
    !spec.at('completions').present &&
    spec.at('completions').value !== 0
  ) {
    spec.at('completions').report('is required with completionMode Indexed');
  }
  const selector = spec.at('selector');
  if (selector.present && spec.at('manualSelector').value !== true) {
    selector.report('must be absent unless manualSelector is true: the server generates it');
  }
  checkPodTemplate(spec.at('template'), { restartPolicies: ['OnFailure', 'Never'], restartPolicyRequired: true });
  const policy = spec.at('podFailurePolicy');
  if (policy.present && spec.at('template').at('spec').at('restartPolicy').value !== 'Never') {
    policy.report('must be absent unless restartPolicy is Never');
  }
  for (const rule of policy.at('rules').items()) {
    rule.at('action').required(oneOf('FailJob', 'Ignore', 'Count', 'FailIndex'));
    const given = ['onExitCodes', 'onPodConditions'].filter((kind) => rule.at(kind).present);
    if (given.length !== 1) {
      rule.report(`must have exactly one of onExitCodes, onPodConditions, got ${given.join(' and ') || 'none'}`);
    }
  }
}
