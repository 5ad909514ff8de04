import { evenEmpty, type Field, formatValue } from './field';
import { checkLabels } from './metadata-rules';
import { dnsLabel, labelKey, labelValue, oneOf, text } from './names';
import { integerAtLeast, integerBetween, longInteger, positive } from './numbers';
import { isGiven } from './probe-rules';
import { checkSelector } from './selector-rules';

const NODE_OPERATOR = oneOf('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt');
const TAINT_EFFECT = oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute');
const WHEN_UNSATISFIABLE = oneOf('DoNotSchedule', 'ScheduleAnyway');
const NODE_POLICY = evenEmpty(oneOf('Honor', 'Ignore'));
const TOLERATION_OPERATOR = oneOf('Exists', 'Equal');
const WEIGHT = integerBetween(1, 100);

/** Where a pod may run: node selection, tolerations, affinity, spread. Source: pkg/apis/core/validation. */
export function checkPlacement(spec: Field): void {
  checkLabels(spec.at('nodeSelector'));
  checkTolerations(spec.at('tolerations'));
  checkAffinity(spec.at('affinity'));
  checkSpread(spec.at('topologySpreadConstraints'));
}

/** The taints of nodes that pods tolerate. */
export function checkTolerations(tolerations: Field): void {
  for (const toleration of tolerations.items()) checkToleration(toleration);
}

function checkToleration(toleration: Field): void {
  const [key, operator, value, effect] = ['key', 'operator', 'value', 'effect'].map((part) => toleration.at(part)) as [
    Field,
    Field,
    Field,
    Field,
  ];
  key.check(labelKey);
  operator.check(TOLERATION_OPERATOR);
  effect.check(TAINT_EFFECT);
  if (!key.present && operator.value !== 'Exists')
    operator.report(`must be Exists without a key, got ${formatValue(operator.value)}`);
  if (operator.value === 'Exists' && value.present)
    value.report(`must be absent with operator Exists, got ${formatValue(value.value)}`);
  if (operator.value !== 'Exists') value.check(labelValue);
  toleration.checkAt('tolerationSeconds', longInteger);
  if (toleration.hasAt('tolerationSeconds') && effect.value !== 'NoExecute') {
    effect.report(`must be NoExecute when tolerationSeconds is set, got ${formatValue(effect.value)}`);
  }
}

function checkAffinity(affinity: Field): void {
  if (!isGiven(affinity)) return;
  const node = affinity.at('nodeAffinity');
  const required = node.at('requiredDuringSchedulingIgnoredDuringExecution');
  if (required.present) {
    const terms = required.at('nodeSelectorTerms');
    if (terms.items().length === 0) terms.report('is required');
    for (const term of terms.items()) checkNodeTerm(term);
  }
  for (const preferred of node.itemsAt('preferredDuringSchedulingIgnoredDuringExecution')) {
    preferred.requiredAt('weight', WEIGHT);
    checkNodeTerm(preferred.at('preference'));
  }
  for (const kind of ['podAffinity', 'podAntiAffinity']) {
    const pod = affinity.at(kind);
    for (const term of pod.itemsAt('requiredDuringSchedulingIgnoredDuringExecution')) checkPodTerm(term);
    for (const preferred of pod.itemsAt('preferredDuringSchedulingIgnoredDuringExecution')) {
      preferred.requiredAt('weight', WEIGHT);
      checkPodTerm(preferred.at('podAffinityTerm'));
    }
  }
}

function checkNodeTerm(term: Field): void {
  for (const list of ['matchExpressions', 'matchFields']) {
    for (const expression of term.itemsAt(list)) {
      expression.requiredAt('key', labelKey);
      expression.requiredAt('operator', NODE_OPERATOR);
      const operator = expression.textAt('operator') ?? '';
      const values = expression.at('values');
      const count = values.items().length;
      for (const value of values.items()) value.check(labelValue);
      if (['In', 'NotIn'].includes(operator) && count === 0) values.report(`is required with operator ${operator}`);
      if (['Exists', 'DoesNotExist'].includes(operator) && count > 0) {
        values.report(`must be absent with operator ${operator}, got ${formatValue(values.value)}`);
      }
      if (['Gt', 'Lt'].includes(operator) && count !== 1) {
        values.report(`must have exactly one value with operator ${operator}, got ${formatValue(values.value)}`);
      }
    }
  }
}

function checkPodTerm(term: Field): void {
  term.requiredAt('topologyKey', labelKey);
  checkSelector(term.at('labelSelector'));
  checkSelector(term.at('namespaceSelector'));
  for (const namespace of term.itemsAt('namespaces')) namespace.required(dnsLabel);
}

function checkSpread(constraints: Field): void {
  const seen = new Set<string>();
  for (const constraint of constraints.items()) {
    constraint.requiredAt('maxSkew', positive);
    constraint.requiredAt('topologyKey', text);
    constraint.requiredAt('whenUnsatisfiable', WHEN_UNSATISFIABLE);
    const domains = constraint.at('minDomains');
    domains.check(integerAtLeast(1));
    if (domains.present && constraint.valueAt('whenUnsatisfiable') !== 'DoNotSchedule') {
      domains.report('must be absent unless whenUnsatisfiable is DoNotSchedule');
    }
    for (const policy of ['nodeAffinityPolicy', 'nodeTaintsPolicy']) constraint.checkAt(policy, NODE_POLICY);
    checkSelector(constraint.at('labelSelector'));
    const key = `${constraint.textAt('topologyKey')} with ${constraint.textAt('whenUnsatisfiable')}`;
    if (seen.has(key)) constraint.report(`must be unique in its topologyKey and whenUnsatisfiable, got ${key} twice`);
    seen.add(key);
  }
}
