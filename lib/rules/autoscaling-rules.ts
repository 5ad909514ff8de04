import { groupOf, isBuiltInGroup, servedVersions } from '../kubernetes/served-kinds';
import { evenEmpty, type Field, formatValue } from './field';
import { dnsLabel, oneOf, pathSegment, text } from './names';
import { integerBetween, positive } from './numbers';
import { positiveQuantity } from './quantity';

// Source: pkg/apis/autoscaling/validation/validation.go.

const SOURCES: Readonly<Record<string, string>> = {
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
  External: 'external',
  ContainerResource: 'containerResource',
};

/** HorizontalPodAutoscaler, of autoscaling/v1 and v2. */
export function checkAutoscaler(object: Field): void {
  const spec = object.at('spec');
  const [min, max] = [spec.at('minReplicas'), spec.at('maxReplicas')];
  min.check(positive);
  max.required(positive);
  if ((min.number() ?? 1) > (max.number() ?? Infinity)) {
    max.report(`must be at least minReplicas ${formatValue(min.value)}, got ${formatValue(max.value)}`);
  }
  spec.at('scaleTargetRef').requiredAt('kind', pathSegment);
  spec.at('scaleTargetRef').requiredAt('name', pathSegment);
  checkTarget(spec.at('scaleTargetRef'));
  spec.checkAt('targetCPUUtilizationPercentage', positive);
  for (const metric of spec.itemsAt('metrics')) checkMetric(metric);
  for (const direction of ['scaleUp', 'scaleDown']) checkScaling(spec.at('behavior').at(direction));
}

/** The server takes any group, and the autoscaler then finds no object. */
function checkTarget(target: Field): void {
  const [apiVersion, kind] = [target.at('apiVersion'), target.at('kind').text() ?? ''];
  apiVersion.required(text);
  const written = apiVersion.text();
  if (written === undefined) return;
  const served = servedVersions(kind);
  if (served.length > 0 && isBuiltInGroup(groupOf(written)) && !served.includes(written)) {
    apiVersion.report(`must be ${served.join(' or ')} for a ${kind}, got ${formatValue(written)}`);
  } else if (!written.includes('/') && kind !== 'ReplicationController') {
    apiVersion.report(`must have a group and a version such as apps/v1, got ${formatValue(written)}`);
  }
}

function checkMetric(metric: Field): void {
  metric.requiredAt('type', oneOf(...Object.keys(SOURCES)));
  const expected = SOURCES[metric.textAt('type') ?? ''];
  if (expected === undefined) return;
  const given = Object.values(SOURCES).filter((source) => metric.hasAt(source));
  if (given.join() !== expected) {
    metric.report(
      `must have ${expected} and no other source with type ${metric.textAt('type')}, got ${given.join(' and ') || 'none'}`,
    );
    return;
  }
  const source = metric.at(expected);
  if (expected.toLowerCase().endsWith('resource')) source.requiredAt('name', text);
  else source.at('metric').requiredAt('name', pathSegment);
  if (expected === 'containerResource') source.requiredAt('container', dnsLabel);
  if (expected === 'object') {
    for (const part of ['kind', 'name']) source.at('describedObject').requiredAt(part, pathSegment);
  }
  const target = source.at('target');
  target.requiredAt('type', oneOf('Utilization', 'Value', 'AverageValue'));
  target.checkAt('averageUtilization', positive);
  for (const amount of ['value', 'averageValue']) target.checkAt(amount, positiveQuantity);
  if (target.hasAt('averageUtilization') && target.hasAt('averageValue') && expected.endsWith('esource')) {
    target.at('averageValue').report('must be absent beside averageUtilization');
  }
  if (!['averageUtilization', 'value', 'averageValue'].some((amount) => target.hasAt(amount))) {
    target.report('must have averageUtilization, averageValue or value');
  }
}

function checkScaling(rules: Field): void {
  if (!rules.present) return;
  rules.checkAt('stabilizationWindowSeconds', integerBetween(0, 3600));
  rules.checkAt('selectPolicy', evenEmpty(oneOf('Max', 'Min', 'Disabled')));
  // Left out they are the server's own; an empty list is a choice that it refuses.
  const policies = rules.at('policies');
  if (Array.isArray(policies.value) && policies.value.length === 0) policies.report('must have at least one policy');
  for (const policy of rules.itemsAt('policies')) {
    policy.requiredAt('type', oneOf('Pods', 'Percent'));
    policy.requiredAt('value', positive);
    policy.requiredAt('periodSeconds', integerBetween(1, 1800));
  }
}
