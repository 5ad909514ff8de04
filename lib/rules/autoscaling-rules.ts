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
  spec.at('scaleTargetRef').at('kind').required(pathSegment);
  spec.at('scaleTargetRef').at('name').required(pathSegment);
  spec.at('scaleTargetRef').at('apiVersion').check(text);
  spec.at('targetCPUUtilizationPercentage').check(positive);
  for (const metric of spec.at('metrics').items()) checkMetric(metric);
  for (const direction of ['scaleUp', 'scaleDown']) checkScaling(spec.at('behavior').at(direction));
}

function checkMetric(metric: Field): void {
  metric.at('type').required(oneOf(...Object.keys(SOURCES)));
  const expected = SOURCES[metric.at('type').text() ?? ''];
  if (expected === undefined) return;
  const given = Object.values(SOURCES).filter((source) => metric.at(source).present);
  if (given.join() !== expected) {
    metric.report(
      `must have ${expected} and no other source with type ${metric.at('type').text()}, got ${given.join(' and ') || 'none'}`,
    );
    return;
  }
  const source = metric.at(expected);
  if (expected.toLowerCase().endsWith('resource')) source.at('name').required(text);
  else source.at('metric').at('name').required(pathSegment);
  if (expected === 'containerResource') source.at('container').required(dnsLabel);
  if (expected === 'object') {
    for (const part of ['kind', 'name']) source.at('describedObject').at(part).required(pathSegment);
  }
  const target = source.at('target');
  target.at('type').required(oneOf('Utilization', 'Value', 'AverageValue'));
  target.at('averageUtilization').check(positive);
  for (const amount of ['value', 'averageValue']) target.at(amount).check(positiveQuantity);
  if (!['averageUtilization', 'value', 'averageValue'].some((amount) => target.at(amount).present)) {
    target.report('must have averageUtilization, averageValue or value');
  }
}

function checkScaling(rules: Field): void {
  if (!rules.present) return;
  rules.at('stabilizationWindowSeconds').check(integerBetween(0, 3600));
  rules.at('selectPolicy').check(evenEmpty(oneOf('Max', 'Min', 'Disabled')));
  // Left out they are the server's own; an empty list is a choice that it refuses.
  const policies = rules.at('policies');
  if (Array.isArray(policies.value) && policies.value.length === 0) policies.report('must have at least one policy');
  for (const policy of rules.at('policies').items()) {
    policy.at('type').required(oneOf('Pods', 'Percent'));
    policy.at('value').required(positive);
    policy.at('periodSeconds').required(integerBetween(1, 1800));
  }
}
