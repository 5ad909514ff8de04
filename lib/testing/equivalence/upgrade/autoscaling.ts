import { type Fields, isFields, type Json } from '../manifest';
import { type Edit } from './edit';

const METRICS = 'autoscaling.alpha.kubernetes.io/metrics';
const BEHAVIOR = 'autoscaling.alpha.kubernetes.io/behavior';
const ROUND_TRIP = [
  METRICS,
  BEHAVIOR,
  'autoscaling.alpha.kubernetes.io/current-metrics',
  'autoscaling.alpha.kubernetes.io/conditions',
];

/** autoscaling/v1, v2beta1 and v2beta2 to v2: one list of metrics, each with a target. */
export function upgradeAutoscaler(edit: Edit, version: string): void {
  if (version === 'autoscaling/v1') upgradeFromV1(edit);
  if (version === 'autoscaling/v2beta1') {
    const metrics = edit.get('spec', 'metrics');
    if (Array.isArray(metrics) && metrics.length > 0) edit.set(['spec', 'metrics'], metrics.map(newMetric));
  }
  for (const name of ROUND_TRIP) edit.take('metadata', 'annotations', name);
}

/** What v1 could not say it kept in annotations; its one metric comes last. */
function upgradeFromV1(edit: Edit): void {
  const metrics: Json[] = [];
  const others = readJson(edit.get('metadata', 'annotations', METRICS));
  if (Array.isArray(others)) metrics.push(...others.map(newMetric));
  const utilization = edit.take('spec', 'targetCPUUtilizationPercentage');
  if (utilization !== undefined) {
    metrics.push({
      type: 'Resource',
      resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: utilization } },
    });
  }
  if (metrics.length > 0) edit.set(['spec', 'metrics'], metrics);
  const behavior = readJson(edit.get('metadata', 'annotations', BEHAVIOR));
  if (isFields(behavior) && Object.keys(behavior).length > 0) edit.fill(['spec', 'behavior'], behavior);
}

function readJson(text: Json | undefined): Json | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    // As the server does: an annotation that does not parse is no metric.
    return undefined;
  }
}

/** A metric of v2beta1 (and of v1's annotation) in the words of v2. */
function newMetric(metric: Json): Json {
  if (!isFields(metric)) return metric;
  const result: Fields = { ...metric };
  for (const type of ['resource', 'containerResource', 'pods', 'object', 'external']) {
    const source = metric[type];
    if (isFields(source)) result[type] = newSource(type, source);
  }
  return result;
}

function newSource(type: string, source: Fields): Fields {
  if (type === 'resource' || type === 'containerResource') {
    const { targetAverageUtilization, targetAverageValue, ...rest } = source;
    const target = (targetAverageUtilization ?? undefined) === undefined ? 'AverageValue' : 'Utilization';
    return {
      ...rest,
      target: present({ type: target, averageValue: targetAverageValue, averageUtilization: targetAverageUtilization }),
    };
  }
  const { metricName, metricSelector, selector, targetAverageValue, targetValue, averageValue, target, ...rest } =
    source;
  const metric = present({ name: metricName, selector: selector ?? metricSelector });
  if (type === 'pods')
    return { ...rest, metric, target: present({ type: 'AverageValue', averageValue: targetAverageValue }) };
  if (type === 'object') {
    const kind = (averageValue ?? undefined) === undefined ? 'Value' : 'AverageValue';
    return {
      ...rest,
      describedObject: target,
      metric,
      target: present({ type: kind, value: targetValue ?? '0', averageValue }),
    };
  }
  const kind = (targetValue ?? undefined) === undefined ? 'AverageValue' : 'Value';
  return { ...rest, metric, target: present({ type: kind, value: targetValue, averageValue: targetAverageValue }) };
}

function present(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}
