import { type Chart, Duration } from 'cdk8s';
import { PercentOrAbsolute, ServiceType } from 'cdk8s-plus-27';
import {
  type DisruptionBudgetOptions,
  NetworkPeer,
  Posture,
  Probe,
  ProbedDeployment,
  type ProbedDeploymentProps,
  type RollingUpdateOptions,
  DeploymentStrategy,
  ScalingPolicy,
} from '../../lib';
import { type AutoscalerOptions } from '../../lib/workloads/autoscaler';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { SOUND_AND_PROBED } from '../support/sound-props';
import { only, problemsOf, synthesize } from '../support/synthesize';
import { ALL_SERVICE_OPTIONS, DEPLOYMENT_CASES } from '../support/workload-cases';

const SELECTOR = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'test-web-c8694308' };

function make(props: Partial<ProbedDeploymentProps> = {}): (chart: Chart) => ProbedDeployment {
  return (chart) => new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, ...props });
}

/** The manifests of a Deployment for each value of one of its props. */
function withProp<K extends keyof ProbedDeploymentProps>(prop: K) {
  return (chart: Chart, value: NonNullable<ProbedDeploymentProps[K]>) => make({ [prop]: value })(chart);
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<ProbedDeploymentProps> = { ...DEPLOYMENT_CASES.all, readiness: Probe.exec(['ready']) };
  const others = { ...DEPLOYMENT_CASES.others, readiness: Probe.exec(['other']) };
  // A probed Deployment has what it requires: the prop is of use to the unprobed one.
  const { requireReadiness, ...shown } = all;

  // THEN
  expectEveryPropInManifests<Omit<ProbedDeploymentProps, 'requireReadiness'>>(
    { ...DEPLOYMENT_CASES, all: shown, others },
    (chart, props) => new ProbedDeployment(chart, 'web', { ...props, requireReadiness }),
  );
});

test('every option of its parts shows', () => {
  // GIVEN
  const rollout: Required<RollingUpdateOptions> = {
    maxSurge: PercentOrAbsolute.percent(50),
    maxUnavailable: PercentOrAbsolute.absolute(0),
  };
  const autoscaler: Required<AutoscalerOptions> = {
    minReplicas: 2,
    maxReplicas: 9,
    cpuUtilization: 70,
    memoryUtilization: 60,
    scaleUp: { policies: [ScalingPolicy.pods(1, Duration.minutes(1))] },
    scaleDown: { stabilizationWindow: Duration.minutes(10) },
    labels: { tier: 'scaler' },
    annotations: { note: 'scaler' },
  };
  const budget: Required<DisruptionBudgetOptions> = {
    maxUnavailable: PercentOrAbsolute.absolute(2),
    minAvailable: PercentOrAbsolute.percent(80),
    evictUnhealthy: false,
    labels: { tier: 'budget' },
    annotations: { note: 'budget' },
  };

  // THEN
  expectEveryPropInManifests(
    {
      all: ALL_SERVICE_OPTIONS,
      others: { port: 81, type: ServiceType.NODE_PORT },
      beside: {
        portName: { extraPorts: undefined },
        type: {
          loadBalancerClass: undefined,
          loadBalancerSourceRanges: undefined,
          allocateLoadBalancerNodePorts: undefined,
        },
      },
    },
    withProp('service'),
  );
  expectEveryPropInManifests({ all: rollout, others: {} }, (chart, options) =>
    make({ strategy: DeploymentStrategy.rollingUpdate(options) })(chart),
  );
  expectEveryPropInManifests({ all: autoscaler, others: { maxReplicas: 8 } }, withProp('autoscaler'));
  expectEveryPropInManifests(
    {
      all: budget,
      others: {},
      usually: { minAvailable: undefined },
      beside: { minAvailable: { maxUnavailable: undefined } },
    },
    withProp('disruptionBudgetOptions'),
  );
});

test('a Service has several ports, and names those of the pods', () => {
  // WHEN
  const manifests = synthesize(
    make({
      ports: [{ number: 8080, name: 'web' }, { number: 9090 }],
      networkPolicy: true,
      service: {
        port: 80,
        portName: 'http',
        targetPortName: 'web',
        extraPorts: [
          { port: 9090, name: 'metrics' },
          { port: 5000, name: 'debug', targetPort: 5001 },
        ],
      },
    }),
  );

  // THEN
  expect(only('Service', manifests)).toHaveProperty('spec.ports', [
    { name: 'http', port: 80, targetPort: 'web' },
    { name: 'metrics', port: 9090 },
    { name: 'debug', port: 5000, targetPort: 5001 },
  ]);
  expect(only('NetworkPolicy', manifests)).toHaveProperty('spec.ingress', [
    { from: [{ podSelector: {} }], ports: [{ port: 8080 }, { port: 9090 }, { port: 5001 }] },
  ]);
});

test('refuses a target port by number and by name', () => {
  expect(problemsOf(make({ service: { port: 80, targetPort: 8080, targetPortName: 'web' } }))).toEqual([
    '[test/web/Service] port 80 must have one of targetPort, targetPortName, got 8080 and "web"',
  ]);
});

test('writes what was said and nothing else', () => {
  expect(synthesize(make({ resources: undefined, ports: undefined, readiness: Probe.exec(['true']) }))).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: SELECTOR },
        template: {
          metadata: { labels: SELECTOR },
          spec: {
            containers: [{ name: 'web', image: 'web:1', readinessProbe: { exec: { command: ['true'] } } }],
          },
        },
      },
    },
  ]);
});

test.each<[string, DeploymentStrategy, unknown]>([
  ['rolling', DeploymentStrategy.rollingUpdate(), { type: 'RollingUpdate' }],
  [
    'rolling by count and percentage',
    DeploymentStrategy.rollingUpdate({
      maxSurge: PercentOrAbsolute.percent(50),
      maxUnavailable: PercentOrAbsolute.absolute(0),
    }),
    { type: 'RollingUpdate', rollingUpdate: { maxSurge: '50%', maxUnavailable: 0 } },
  ],
  ['all at once', DeploymentStrategy.recreate(), { type: 'Recreate' }],
])('replaces pods: %s', (_, strategy, expected) => {
  expect(synthesize(make({ strategy }))[0]).toHaveProperty('spec.strategy', expected);
});

test('the Service selects the pods and shows itself', () => {
  // GIVEN
  let service: ProbedDeployment['service'];
  const manifests = synthesize((chart) => {
    ({ service } = make({ service: { port: 80, targetPort: 8080 } })(chart));
  });

  // THEN
  expect(service?.host).toBe('web');
  expect(only('Service', manifests)).toHaveProperty('spec', {
    selector: SELECTOR,
    ports: [{ port: 80, targetPort: 8080 }],
  });
});

test('an autoscaler decides the number of pods', () => {
  // WHEN
  const manifests = synthesize(make({ autoscaler: { minReplicas: 2, maxReplicas: 5, memoryUtilization: 60 } }));

  // THEN
  expect(only('Deployment', manifests)).not.toHaveProperty('spec.replicas');
  expect(only('HorizontalPodAutoscaler', manifests)).toMatchObject({
    metadata: { name: 'web' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 2,
      maxReplicas: 5,
      metrics: [
        { resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 60 } }, type: 'Resource' },
      ],
    },
  });
});

describe('the NetworkPolicy', () => {
  const openTo = (props: Partial<ProbedDeploymentProps>) =>
    only('NetworkPolicy', synthesize(make({ networkPolicy: true, ...props }))).spec;

  test('lets the namespace connect to the declared ports', () => {
    expect(openTo({ service: { port: 80, targetPort: 8080 } })).toMatchObject({
      ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }],
    });
  });

  test('lets the Service through to a port that no container declares', () => {
    expect(openTo({ service: { port: 80, targetPort: 9090 } })).toMatchObject({
      ingress: [{ ports: [{ port: 8080 }, { port: 9090 }] }],
    });
  });

  test('lets a port of its own peers be reached by them alone', () => {
    // GIVEN
    const [front, metrics, nobody] = [NetworkPeer.namespace('front'), NetworkPeer.namespace('metrics'), []];
    const ports = [8080, 9090, 9091].map((number) => ({ number }));

    // WHEN
    const spec = openTo({
      ports,
      allowFrom: [front],
      portAccess: [
        { port: 9090, allowFrom: [metrics] },
        { port: 9091, allowFrom: nobody },
      ],
    });

    // THEN
    expect(spec).toHaveProperty('ingress', [
      { from: [front._peer], ports: [{ port: 8080 }] },
      { from: [metrics._peer], ports: [{ port: 9090 }] },
    ]);
  });

  test('has no rule for peers who are left no port', () => {
    expect(openTo({ portAccess: [{ port: 8080, allowFrom: [] }] })).toHaveProperty('ingress', []);
  });

  test.each([ServiceType.NODE_PORT, ServiceType.LOAD_BALANCER])('lets everyone through behind a %s', (type) => {
    expect(openTo({ service: { port: 8080, type } })).toHaveProperty('ingress', [{ ports: [{ port: 8080 }] }]);
  });
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(make(), '/spec/template/spec/topologySpreadConstraints');
});

test('what it says of itself', () => {
  // GIVEN
  synthesize((chart) => {
    const deployment = make({ service: { port: 8080 }, replicas: 2 })(chart);

    // THEN
    expect(deployment.name).toBe('web');
    expect(deployment).toMatchObject({ podLabels: SELECTOR, qosClass: 'Guaranteed' });
    expect(deployment.disruptionBudget?.name).toBe('web');
    expect(deployment.networkPolicy?.name).toBe('web');
    expect(deployment.autoscaler).toBeUndefined();
  }, Posture.PRODUCTION);
});

test.each<[string, Partial<ProbedDeploymentProps>, string]>([
  [
    'replicas beside an autoscaler',
    { replicas: 2, autoscaler: { maxReplicas: 3 } },
    'takes replicas or an autoscaler, got both: an autoscaler would be undone at each apply',
  ],
  [
    'peers of a port that the pods do not have',
    { networkPolicy: true, portAccess: [{ port: 9090, allowFrom: [] }] },
    'portAccess must name ports of the pods, which are 8080, got 9090',
  ],
  ['a part of a second', { minReady: Duration.millis(1) }, 'minReady must be a whole number of seconds, got 0.001 s'],
  [
    'a part of a second elsewhere',
    { progressDeadline: Duration.millis(1) },
    'progressDeadline must be a whole number of seconds, got 0.001 s',
  ],
  [
    'a deadline within the time to be ready',
    { minReady: Duration.minutes(10) },
    'spec.progressDeadlineSeconds: must be greater than minReadySeconds 600, got the default 600',
  ],
  [
    'a rollout in which nothing can roll',
    {
      strategy: DeploymentStrategy.rollingUpdate({
        maxSurge: PercentOrAbsolute.absolute(0),
        maxUnavailable: PercentOrAbsolute.absolute(0),
      }),
    },
    'spec.strategy.rollingUpdate: must not have both maxSurge and maxUnavailable at 0: nothing could roll',
  ],
])('refuses %s', (_, props, message) => {
  expect(problemsOf(make(props))).toEqual([`[test/web] ${message}`]);
});
