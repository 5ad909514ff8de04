import { type Field, isMap, formatValue } from './field';
import { boolean, dnsLabel, labelValue, oneOf, text } from './names';
import { countOrPercent, countOrPercentOfAll, isZero, nonNegative } from './numbers';
import { checkPodTemplate } from './pod-rules';
import { checkClaim } from './storage-rules';
import { checkSelector, isEmptySelector, selectorMatches } from './selector-rules';

// Source: pkg/apis/apps/validation/validation.go.

/** Deployment. */
export function checkDeployment(object: Field): void {
  const spec = object.at('spec');
  checkReplicated(spec);
  spec.at('revisionHistoryLimit').check(nonNegative);
  spec.at('paused').check(boolean);
  const deadline = spec.at('progressDeadlineSeconds');
  deadline.check(nonNegative);
  const ready = spec.at('minReadySeconds').number() ?? 0;
  const seconds = deadline.number() ?? 600;
  if (seconds <= ready) {
    deadline.report(
      `must be greater than minReadySeconds ${ready}, got ${deadline.present ? seconds : `the default ${seconds}`}`,
    );
  }
  const strategy = spec.at('strategy');
  strategy.at('type').check(oneOf('RollingUpdate', 'Recreate'));
  const rolling = strategy.at('rollingUpdate');
  if (strategy.at('type').value === 'Recreate') {
    if (rolling.present) rolling.report('must be absent with type Recreate');
    return;
  }
  rolling.at('maxSurge').check(countOrPercent);
  rolling.at('maxUnavailable').check(countOrPercentOfAll);
  if (isZero(rolling.at('maxSurge').value) && isZero(rolling.at('maxUnavailable').value)) {
    rolling.report('must not have both maxSurge and maxUnavailable at 0: nothing could roll');
  }
}

/** ReplicaSet. */
export function checkReplicaSet(object: Field): void {
  checkReplicated(object.at('spec'));
}

/** DaemonSet. */
export function checkDaemonSet(object: Field): void {
  const spec = object.at('spec');
  checkTemplateWorkload(spec, []);
  spec.at('minReadySeconds').check(nonNegative);
  spec.at('revisionHistoryLimit').check(nonNegative);
  const strategy = spec.at('updateStrategy');
  strategy.at('type').check(oneOf('RollingUpdate', 'OnDelete'));
  const rolling = strategy.at('rollingUpdate');
  const [unavailable, surge] = [rolling.at('maxUnavailable'), rolling.at('maxSurge')];
  unavailable.check(countOrPercentOfAll);
  surge.check(countOrPercentOfAll);
  if (strategy.at('type').value === 'OnDelete' || !rolling.present) return;
  const surging = surge.value !== undefined && surge.value !== null && !isZero(surge.value);
  if (!surging && isZero(unavailable.value))
    rolling.report('must not have both maxSurge and maxUnavailable at 0: nothing could roll');
  if (surging && !isZero(unavailable.value)) {
    surge.report(
      `must be 0 unless maxUnavailable is 0, got ${formatValue(surge.value)} beside ${formatValue(unavailable.value ?? 1)}`,
    );
  }
}

/** StatefulSet, whose pods bear its name, an ordinal, and labels made from both. */
export function checkStatefulSet(object: Field): void {
  const spec = object.at('spec');
  const claims = spec.at('volumeClaimTemplates').items();
  for (const claim of claims) {
    claim.at('metadata').at('name').required(dnsLabel);
    checkClaim(claim);
  }
  checkTemplateWorkload(
    spec,
    claims.flatMap((claim) => claim.at('metadata').at('name').text() ?? []),
  );
  spec.at('replicas').check(nonNegative);
  spec.at('minReadySeconds').check(nonNegative);
  spec.at('revisionHistoryLimit').check(nonNegative);
  spec.at('serviceName').check(text);
  spec.at('ordinals').at('start').check(nonNegative);
  spec.at('podManagementPolicy').check(oneOf('OrderedReady', 'Parallel'));
  const strategy = spec.at('updateStrategy');
  strategy.at('type').check(oneOf('RollingUpdate', 'OnDelete'));
  strategy.at('rollingUpdate').at('partition').check(nonNegative);
  if (strategy.at('type').value === 'OnDelete' && strategy.at('rollingUpdate').present) {
    strategy.at('rollingUpdate').report('must be absent with type OnDelete');
  }
  for (const moment of ['whenDeleted', 'whenScaled']) {
    spec.at('persistentVolumeClaimRetentionPolicy').at(moment).check(oneOf('Retain', 'Delete'));
  }
  checkLastPodName(object);
}

/** The pod's name is the value of its label statefulset.kubernetes.io/pod-name, and its host name. */
function checkLastPodName(object: Field): void {
  const name = object.at('metadata').at('name').text();
  const replicas = object.at('spec').at('replicas').number() ?? 1;
  if (name === undefined || replicas < 1) return;
  const last = `${name}-${(object.at('spec').at('ordinals').at('start').number() ?? 0) + replicas - 1}`;
  if (labelValue(last) !== undefined) {
    object
      .at('metadata')
      .at('name')
      .report(`must leave room for the ordinal within 63 characters, got ${formatValue(last)} for the last pod`);
  }
}

function checkReplicated(spec: Field): void {
  spec.at('replicas').check(nonNegative);
  spec.at('minReadySeconds').check(nonNegative);
  checkTemplateWorkload(spec, []);
}

function checkTemplateWorkload(spec: Field, claimTemplates: string[]): void {
  const selector = spec.at('selector');
  selector.required();
  checkSelector(selector);
  const labels = spec.at('template').at('metadata').at('labels');
  if (selector.present && isEmptySelector(selector.value)) {
    selector.report('must not be empty: it would take every pod of the namespace');
  } else if (selector.present && !selectorMatches(selector.value, labels.value)) {
    const given = isMap(labels.value) ? labels.value : {};
    labels.report(`must match the selector ${formatValue(selector.value)}, got ${formatValue(given)}`);
  }
  checkPodTemplate(spec.at('template'), { restartPolicies: ['Always'], claimTemplates });
}
