import { type Field, isMap, formatValue } from './field';
import { boolean, dnsLabel, labelValue, oneOf, text } from './names';
import { countOrPercent, countOrPercentOfAll, isZero, longSeconds, nonNegative } from './numbers';
import { checkPodTemplate } from './pod-rules';
import { checkClaim } from './storage-rules';
import { checkSelector, isEmptySelector, selectorMatches } from './selector-rules';

// Source: pkg/apis/apps/validation/validation.go.

const DEPLOYMENT_STRATEGY = oneOf('RollingUpdate', 'Recreate');
const UPDATE_STRATEGY = oneOf('RollingUpdate', 'OnDelete');
const POD_MANAGEMENT_POLICY = oneOf('OrderedReady', 'Parallel');
const CLAIM_RETENTION = oneOf('Retain', 'Delete');

/** Deployment. */
export function checkDeployment(object: Field): void {
  const spec = object.at('spec');
  checkReplicated(spec);
  spec.checkAt('revisionHistoryLimit', nonNegative);
  spec.checkAt('paused', boolean);
  const deadline = spec.at('progressDeadlineSeconds');
  deadline.check(nonNegative);
  const ready = spec.numberAt('minReadySeconds') ?? 0;
  const seconds = deadline.number() ?? 600;
  if (seconds <= ready) {
    deadline.report(
      `must be greater than minReadySeconds ${ready}, got ${deadline.present ? seconds : `the default ${seconds}`}`,
    );
  }
  const strategy = spec.at('strategy');
  strategy.checkAt('type', DEPLOYMENT_STRATEGY);
  const rolling = strategy.at('rollingUpdate');
  if (strategy.valueAt('type') === 'Recreate') {
    if (rolling.present) rolling.report('must be absent with type Recreate');
    return;
  }
  rolling.checkAt('maxSurge', countOrPercent);
  rolling.checkAt('maxUnavailable', countOrPercentOfAll);
  if (isZero(rolling.valueAt('maxSurge')) && isZero(rolling.valueAt('maxUnavailable'))) {
    rolling.report('must not have both maxSurge and maxUnavailable at 0: nothing could roll');
  }
}

/** ReplicaSet. */
export function checkReplicaSet(object: Field): void {
  checkReplicated(object.at('spec'));
}

/** ReplicationController. Without a selector it takes the labels of its template. */
export function checkReplicationController(object: Field): void {
  const spec = object.at('spec');
  spec.at('replicas').check(nonNegative);
  spec.at('minReadySeconds').check(nonNegative);
  const template = spec.at('template');
  const labels = template.at('metadata').at('labels');
  const selector = spec.at('selector');
  const wanted = isMap(selector.value) ? selector.value : {};
  if (Object.keys(wanted).length === 0) {
    if (labels.members().size === 0) selector.report('is required, unless the template has labels');
  } else if (!selectorMatches({ matchLabels: wanted }, labels.value)) {
    labels.report(`must match the selector ${formatValue(wanted)}, got ${formatValue(labels.value ?? {})}`);
  }
  checkPodTemplate(template, { restartPolicies: ['Always'] });
}

/** PodTemplate. */
export function checkPodTemplateObject(object: Field): void {
  checkPodTemplate(object.at('template'), { restartPolicies: ['Always', 'OnFailure', 'Never'] });
}

/** ControllerRevision. */
export function checkControllerRevision(object: Field): void {
  const data = object.at('data');
  if (!isMap(data.value)) data.report(`must be a map, got ${formatValue(data.value)}`);
  object.at('revision').check(longSeconds);
}

/** DaemonSet. */
export function checkDaemonSet(object: Field): void {
  const spec = object.at('spec');
  checkTemplateWorkload(spec, []);
  spec.checkAt('minReadySeconds', nonNegative);
  spec.checkAt('revisionHistoryLimit', nonNegative);
  const strategy = spec.at('updateStrategy');
  strategy.checkAt('type', UPDATE_STRATEGY);
  const rolling = strategy.at('rollingUpdate');
  const [unavailable, surge] = [rolling.at('maxUnavailable'), rolling.at('maxSurge')];
  if (strategy.at('type').value === 'OnDelete' || !rolling.present) return;
  unavailable.check(countOrPercentOfAll);
  surge.check(countOrPercentOfAll);
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
  const claims = spec.itemsAt('volumeClaimTemplates');
  for (const claim of claims) {
    claim.at('metadata').requiredAt('name', dnsLabel);
    checkClaim(claim);
  }
  checkTemplateWorkload(
    spec,
    claims.flatMap((claim) => claim.at('metadata').textAt('name') ?? []),
  );
  spec.checkAt('replicas', nonNegative);
  spec.checkAt('minReadySeconds', nonNegative);
  spec.checkAt('revisionHistoryLimit', nonNegative);
  spec.at('serviceName').check(text, dnsLabel);
  spec.at('ordinals').checkAt('start', nonNegative);
  spec.checkAt('podManagementPolicy', POD_MANAGEMENT_POLICY);
  const strategy = spec.at('updateStrategy');
  strategy.checkAt('type', UPDATE_STRATEGY);
  strategy.at('rollingUpdate').checkAt('partition', nonNegative);
  if (strategy.valueAt('type') === 'OnDelete' && strategy.hasAt('rollingUpdate')) {
    strategy.at('rollingUpdate').report('must be absent with type OnDelete');
  }
  for (const moment of ['whenDeleted', 'whenScaled']) {
    spec.at('persistentVolumeClaimRetentionPolicy').checkAt(moment, CLAIM_RETENTION);
  }
  checkLastPodName(object);
}

/** The pod's name is the value of its label statefulset.kubernetes.io/pod-name, and its host name. */
function checkLastPodName(object: Field): void {
  const name = object.at('metadata').textAt('name');
  const replicas = object.at('spec').numberAt('replicas') ?? 1;
  if (name === undefined || replicas < 1) return;
  const last = `${name}-${(object.at('spec').at('ordinals').numberAt('start') ?? 0) + replicas - 1}`;
  if (labelValue(last) !== undefined) {
    object
      .at('metadata')
      .at('name')
      .report(`must leave room for the ordinal within 63 characters, got ${formatValue(last)} for the last pod`);
  }
}

function checkReplicated(spec: Field): void {
  spec.checkAt('replicas', nonNegative);
  spec.checkAt('minReadySeconds', nonNegative);
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
