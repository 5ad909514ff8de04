import { cronSchedule, timeZone } from './cron-schedule';
import { evenEmpty, type Field, formatValue } from './field';
import { boolean, dnsLabel, labelKey, oneOf, text } from './names';
import { integer, longSeconds, nonNegative } from './numbers';
import { checkPodTemplate } from './pod-rules';

// Source: pkg/apis/batch/validation/validation.go.

/** Job. */
export function checkJob(object: Field): void {
  const spec = object.at('spec');
  checkJobSpec(spec);
  const name = object.at('metadata').at('name');
  const last = `${name.text()}-${Math.max((spec.at('completions').number() ?? 1) - 1, 0)}`;
  if (name.present && spec.at('completionMode').value === 'Indexed' && dnsLabel(last) !== undefined) {
    name.report(
      `must make DNS labels of at most 63 characters with the index, got ${formatValue(last)} for the last pod`,
    );
  }
}

/** CronJob. */
export function checkCronJob(object: Field): void {
  const spec = object.at('spec');
  spec.at('schedule').required(cronSchedule);
  spec.at('timeZone').check(evenEmpty(timeZone));
  spec.at('concurrencyPolicy').check(oneOf('Allow', 'Forbid', 'Replace'));
  spec.at('suspend').check(boolean);
  spec.at('startingDeadlineSeconds').check(longSeconds);
  for (const count of ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit']) spec.at(count).check(nonNegative);
  const manual = spec.at('jobTemplate').at('spec').at('manualSelector');
  if (manual.value === true) manual.report('must be absent in a CronJob: its jobs would share one selector');
  checkJobSpec(spec.at('jobTemplate').at('spec'));
}

function checkJobSpec(spec: Field): void {
  for (const count of ['parallelism', 'completions', 'backoffLimit', 'ttlSecondsAfterFinished']) {
    spec.at(count).check(nonNegative);
  }
  spec.at('activeDeadlineSeconds').check(longSeconds);
  spec.at('suspend').check(boolean);
  spec.at('completionMode').check(evenEmpty(oneOf('NonIndexed', 'Indexed')));
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
  const containers = ['initContainers', 'containers'].flatMap((list) =>
    spec.at('template').at('spec').at(list).items(),
  );
  const names = containers.flatMap((container) => container.at('name').text() ?? []);
  for (const rule of policy.at('rules').items()) checkFailureRule(rule, names);
}

function checkFailureRule(rule: Field, containers: string[]): void {
  rule.at('action').required(oneOf('FailJob', 'Ignore', 'Count', 'FailIndex'));
  const [codes, conditions] = [rule.at('onExitCodes'), rule.at('onPodConditions')];
  const given = [
    ...(codes.present ? ['onExitCodes'] : []),
    ...(conditions.items().length > 0 ? ['onPodConditions'] : []),
  ];
  if (given.length !== 1) {
    rule.report(`must have exactly one of onExitCodes, onPodConditions, got ${given.join(' and ') || 'none'}`);
  }
  for (const condition of conditions.items()) {
    condition.at('type').required(labelKey);
    condition.at('status').check(oneOf('True', 'False', 'Unknown'));
  }
  if (!codes.present) return;
  codes
    .at('containerName')
    .check(text, (name) =>
      containers.includes(String(name))
        ? undefined
        : `must be a container of the pod (${containers.join(', ')}), got ${formatValue(name)}`,
    );
  codes.at('operator').required(oneOf('In', 'NotIn'));
  const values = codes.at('values');
  if (values.items().length === 0) values.report('must have at least one exit code');
  for (const value of values.items()) {
    value.required(integer, (code) =>
      code === 0 && codes.at('operator').value === 'In' ? 'must not be 0 with operator In: that is success' : undefined,
    );
  }
}
