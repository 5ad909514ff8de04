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
  const last = `${name.text()}-${Math.max((spec.numberAt('completions') ?? 1) - 1, 0)}`;
  if (name.present && spec.valueAt('completionMode') === 'Indexed' && dnsLabel(last) !== undefined) {
    name.report(
      `must make DNS labels of at most 63 characters with the index, got ${formatValue(last)} for the last pod`,
    );
  }
}

/** CronJob. */
export function checkCronJob(object: Field): void {
  const spec = object.at('spec');
  spec.requiredAt('schedule', cronSchedule);
  spec.checkAt('timeZone', evenEmpty(timeZone));
  spec.checkAt('concurrencyPolicy', oneOf('Allow', 'Forbid', 'Replace'));
  spec.checkAt('suspend', boolean);
  spec.checkAt('startingDeadlineSeconds', longSeconds);
  for (const count of ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit']) spec.checkAt(count, nonNegative);
  const manual = spec.at('jobTemplate').at('spec').at('manualSelector');
  if (manual.value === true) manual.report('must be absent in a CronJob: its jobs would share one selector');
  checkJobSpec(spec.at('jobTemplate').at('spec'));
}

function checkJobSpec(spec: Field): void {
  for (const count of ['parallelism', 'completions', 'backoffLimit', 'ttlSecondsAfterFinished']) {
    spec.checkAt(count, nonNegative);
  }
  spec.checkAt('activeDeadlineSeconds', longSeconds);
  spec.checkAt('suspend', boolean);
  spec.checkAt('completionMode', evenEmpty(oneOf('NonIndexed', 'Indexed')));
  if (spec.valueAt('completionMode') === 'Indexed' && !spec.hasAt('completions') && spec.valueAt('completions') !== 0) {
    spec.at('completions').report('is required with completionMode Indexed');
  }
  const selector = spec.at('selector');
  if (selector.present && spec.valueAt('manualSelector') !== true) {
    selector.report('must be absent unless manualSelector is true: the server generates it');
  }
  checkPodTemplate(spec.at('template'), { restartPolicies: ['OnFailure', 'Never'], restartPolicyRequired: true });
  const policy = spec.at('podFailurePolicy');
  if (policy.present && spec.at('template').at('spec').valueAt('restartPolicy') !== 'Never') {
    policy.report('must be absent unless restartPolicy is Never');
  }
  const containers = ['initContainers', 'containers'].flatMap((list) => spec.at('template').at('spec').itemsAt(list));
  const names = containers.flatMap((container) => container.textAt('name') ?? []);
  for (const rule of policy.itemsAt('rules')) checkFailureRule(rule, names);
}

function checkFailureRule(rule: Field, containers: string[]): void {
  rule.requiredAt('action', oneOf('FailJob', 'Ignore', 'Count', 'FailIndex'));
  const [codes, conditions] = [rule.at('onExitCodes'), rule.at('onPodConditions')];
  const given = [
    ...(codes.present ? ['onExitCodes'] : []),
    ...(conditions.items().length > 0 ? ['onPodConditions'] : []),
  ];
  if (given.length !== 1) {
    rule.report(`must have exactly one of onExitCodes, onPodConditions, got ${given.join(' and ') || 'none'}`);
  }
  for (const condition of conditions.items()) {
    condition.requiredAt('type', labelKey);
    condition.checkAt('status', oneOf('True', 'False', 'Unknown'));
  }
  if (!codes.present) return;
  codes
    .at('containerName')
    .check(text, (name) =>
      containers.includes(String(name))
        ? undefined
        : `must be a container of the pod (${containers.join(', ')}), got ${formatValue(name)}`,
    );
  codes.requiredAt('operator', oneOf('In', 'NotIn'));
  const values = codes.at('values');
  if (values.items().length === 0) values.report('must have at least one exit code');
  for (const value of values.items()) {
    value.required(integer, (code) =>
      code === 0 && codes.valueAt('operator') === 'In' ? 'must not be 0 with operator In: that is success' : undefined,
    );
  }
}
