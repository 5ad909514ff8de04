import { cronSchedule, timeZone } from './cron-schedule';
import { evenEmpty, type Field, formatValue } from './field';
import { boolean, dnsLabel, labelKey, oneOf, text } from './names';
import { integer, longSeconds, nonNegative } from './numbers';
import { checkPodTemplate } from './pod-rules';
import { isGivenAt } from './probe-rules';

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
  // Without both, the server sets both to 1.
  if (
    spec.valueAt('completionMode') === 'Indexed' &&
    !isGivenAt(spec, 'completions') &&
    isGivenAt(spec, 'parallelism')
  ) {
    spec.at('completions').report('is required with completionMode Indexed and parallelism');
  }
  checkIndexes(spec);
  const selector = spec.at('selector');
  const selects = selector.itemsAt('matchExpressions').length > 0 || selector.at('matchLabels').keys().length > 0;
  if (selects && spec.valueAt('manualSelector') !== true) {
    selector.report('must be absent unless manualSelector is true: the server generates it');
  }
  checkPodTemplate(spec.at('template'), { restartPolicies: ['OnFailure', 'Never'], restartPolicyRequired: true });
  const policy = spec.at('podFailurePolicy');
  if (policy.present && spec.at('template').at('spec').valueAt('restartPolicy') !== 'Never') {
    policy.report('must be absent unless restartPolicy is Never');
  }
  const replacement = spec.at('podReplacementPolicy').check(evenEmpty(oneOf('TerminatingOrFailed', 'Failed')));
  if (policy.present && replacement.value === 'TerminatingOrFailed') {
    replacement.report('must be Failed beside podFailurePolicy, got "TerminatingOrFailed"');
  }
  spec.at('managedBy').check(evenEmpty(controllerName));
  const containers = ['initContainers', 'containers'].flatMap((list) => spec.at('template').at('spec').itemsAt(list));
  const names = containers.flatMap((container) => container.textAt('name') ?? []);
  for (const rule of policy.itemsAt('rules')) {
    checkFailureRule(rule, names);
    if (rule.at('action').value === 'FailIndex' && !isSet(spec.at('backoffLimitPerIndex'))) {
      rule.at('action').report('must not be FailIndex without backoffLimitPerIndex');
    }
  }
}

/** What needs pods with an index. Source: validateJobSpec and validateSuccessPolicy. */
function checkIndexes(spec: Field): void {
  const isIndexed = spec.at('completionMode').value === 'Indexed';
  const completions = spec.at('completions').number();
  const [perIndex, maxFailed, success] = ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'].map((name) =>
    spec.at(name),
  ) as [Field, Field, Field];
  perIndex.check(nonNegative);
  maxFailed.check(nonNegative);
  for (const field of [perIndex, success]) {
    if (isSet(field) && !isIndexed) field.report('must be absent unless completionMode is Indexed');
  }
  if (isSet(maxFailed) && !isSet(perIndex)) maxFailed.report('must be absent without backoffLimitPerIndex');
  if (completions !== undefined && (maxFailed.number() ?? 0) > completions) {
    maxFailed.report(`must be at most completions ${completions}, got ${formatValue(maxFailed.value)}`);
  }
  if (!isSet(success)) return;
  const rules = success.at('rules').items();
  if (rules.length === 0 || rules.length > 20)
    success.at('rules').report(`must have 1 to 20 rules, got ${rules.length}`);
  for (const rule of rules) checkSuccessRule(rule, completions);
}

function checkSuccessRule(rule: Field, completions: number | undefined): void {
  const [indexes, count] = [rule.at('succeededIndexes'), rule.at('succeededCount')];
  if (!isSet(indexes) && !isSet(count)) rule.report('must have succeededCount or succeededIndexes, got none');
  count.check(nonNegative);
  if (completions !== undefined && (count.number() ?? 0) > completions) {
    count.report(`must be at most completions ${completions}, got ${formatValue(count.value)}`);
  }
  if (!isSet(indexes) || indexes.value === '') return;
  const ranges = indexRanges(indexes.value);
  if (ranges === undefined) {
    indexes.report(`must be rising indexes and ranges such as "0,2-4", got ${formatValue(indexes.value)}`);
    return;
  }
  const last = ranges.at(-1)?.[1] ?? 0;
  if (completions !== undefined && last >= completions) {
    indexes.report(`must be below completions ${completions}, got ${last}`);
  }
  const named = ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  if ((count.number() ?? 0) > named)
    count.report(`must be at most the ${named} succeededIndexes, got ${count.number()}`);
}

/** The ranges of a list such as `0,2-4`; undefined when it is none. */
function indexRanges(value: unknown): Array<readonly [number, number]> | undefined {
  if (typeof value !== 'string') return undefined;
  const ranges: Array<readonly [number, number]> = [];
  for (const part of value.split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (match === null) return undefined;
    const from = Number(match[1]);
    const to = Number(match[2] ?? from);
    if (from <= (ranges.at(-1)?.[1] ?? -1) || (match[2] !== undefined && to <= from)) return undefined;
    ranges.push([from, to]);
  }
  return ranges;
}

function isSet(field: Field): boolean {
  return field.value !== undefined && field.value !== null;
}

/** A name with a domain before the slash, at most 63 characters. */
function controllerName(value: unknown): string | undefined {
  const word = String(value);
  return word.includes('/') && word.length <= 63 && labelKey(value) === undefined
    ? undefined
    : `must be a name with a domain of at most 63 characters, such as example.com/queue, got ${formatValue(value)}`;
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
  const numbers = values.items().map((value) => value.value);
  for (const [index, value] of values.items().entries()) {
    const before = numbers[index - 1];
    if (typeof before === 'number' && typeof value.value === 'number' && before >= value.value) {
      value.report(
        `must be above ${before}, the code before it: the codes stand in ascending order, got ${value.value}`,
      );
    }
    value.required(integer, (code) =>
      code === 0 && codes.valueAt('operator') === 'In' ? 'must not be 0 with operator In: that is success' : undefined,
    );
  }
}
