import { ApiObject, type Chart, Duration } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import {
  Autoscaler,
  type AutoscalerProps,
  ProbedDeployment,
  ScalingPolicy,
  ScalingPolicySelect,
  type ScalingRules,
} from '../../lib';
import { expectEveryPropToShow } from '../support/every-prop';
import { expectPatchesToArrive } from '../support/expect-construct';
import { SOUND_AND_PROBED } from '../support/sound-props';
import { only, problemsOf, synthesize } from '../support/synthesize';

function target(chart: Chart, name = 'web'): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name } });
}

test('every prop shows', () => {
  // GIVEN
  const written = ({ target: name, ...props }: Omit<AutoscalerProps, 'target'> & { target: string }) =>
    only(
      'HorizontalPodAutoscaler',
      synthesize((chart) => new Autoscaler(chart, 'a', { ...props, target: target(chart, name) })),
    );
  const all: Required<Parameters<typeof written>[0]> = {
    target: 'web',
    name: 'scaler',
    minReplicas: 2,
    maxReplicas: 5,
    cpuUtilization: 70,
    memoryUtilization: 60,
    scaleUp: {
      stabilizationWindow: Duration.seconds(30),
      policies: [ScalingPolicy.percent(100, Duration.seconds(15)), ScalingPolicy.pods(4, Duration.minutes(1))],
      selectPolicy: ScalingPolicySelect.MIN,
    },
    scaleDown: { selectPolicy: ScalingPolicySelect.DISABLED },
    labels: { tier: 'front' },
    annotations: { note: 'scaler' },
  };

  // THEN
  expectEveryPropToShow({ all, others: { target: 'db', maxReplicas: 6 } }, written);
});

test('every scaling rule shows', () => {
  // GIVEN
  const all: Required<ScalingRules> = {
    stabilizationWindow: Duration.minutes(2),
    policies: [ScalingPolicy.percent(50, Duration.seconds(15)), ScalingPolicy.pods(4, Duration.minutes(1))],
    selectPolicy: ScalingPolicySelect.MIN,
  };
  const written = (scaleDown: ScalingRules) =>
    only(
      'HorizontalPodAutoscaler',
      synthesize((chart) => new Autoscaler(chart, 'a', { target: target(chart), maxReplicas: 5, scaleDown })),
    );

  // THEN
  expectEveryPropToShow({ all, others: {} }, written);
  expect(written(all)).toHaveProperty('spec.behavior', {
    scaleDown: {
      stabilizationWindowSeconds: 120,
      selectPolicy: 'Min',
      policies: [
        { type: 'Percent', value: 50, periodSeconds: 15 },
        { type: 'Pods', value: 4, periodSeconds: 60 },
      ],
    },
  });
});

test('keeps 80 % of the CPU by default', () => {
  expect(
    only(
      'HorizontalPodAutoscaler',
      synthesize((chart) => new Autoscaler(chart, 'a', { target: target(chart), maxReplicas: 2 })),
    ).spec,
  ).toMatchObject({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' },
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: 80 } } }],
  });
});

test.each<[string, (chart: Chart) => ApiObject]>([
  ['one of ours', (chart) => new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, replicas: 3 }).resource],
  [
    'one of cdk8s-plus',
    (chart) => ApiObject.of(new Deployment(chart, 'web', { replicas: 3, containers: [{ image: 'web:1' }] })),
  ],
])('a workload that is scaled writes no replicas: %s', (_, make) => {
  // WHEN
  const manifests = synthesize((chart) => new Autoscaler(chart, 'a', { target: make(chart), maxReplicas: 5 }));

  // THEN
  expect(only('Deployment', manifests)).not.toHaveProperty('spec.replicas');
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(
    (chart) => new Autoscaler(chart, 'a', { target: target(chart), maxReplicas: 2 }),
    '/spec/metrics',
  );
});

test.each<[string, Partial<AutoscalerProps>, string]>([
  ['bounds that cross', { minReplicas: 3 }, 'spec.maxReplicas: must be at least minReplicas 3, got 2'],
  ['no pods', { maxReplicas: 0 }, 'spec.maxReplicas: must be a whole number of at least 1, got 0'],
  [
    'a period that is too long',
    { scaleUp: { policies: [ScalingPolicy.pods(1, Duration.hours(1))] } },
    'spec.behavior.scaleUp.policies[0].periodSeconds: must be between 1 and 1800, got 3600',
  ],
  ['no policy', { scaleUp: { policies: [] } }, 'spec.behavior.scaleUp.policies: must have at least one policy'],
  [
    'no use',
    { cpuUtilization: 0 },
    'spec.metrics[0].resource.target.averageUtilization: must be a whole number of at least 1, got 0',
  ],
])('refuses %s', (_, props, message) => {
  expect(
    problemsOf((chart) => new Autoscaler(chart, 'a', { target: target(chart), maxReplicas: 2, ...props })),
  ).toContain(`[test/a] ${message}`);
});
