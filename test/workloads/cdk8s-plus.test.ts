import { type Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { NetworkPeer, ProbedDeployment, type ProbedDeploymentProps, Resources } from '../../lib';
import { makeChart } from '../support/make-chart';
import { messageOf } from '../support/message-of';
import { SOUND_AND_PROBED } from '../support/sound-props';
import { type Manifest, only, problemsOf, synthesize } from '../support/synthesize';

const LABELS = { app: 'web' };

function deployment(chart: Chart, props: Partial<ProbedDeploymentProps> = {}): ProbedDeployment {
  return new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, selector: { matchLabels: LABELS }, ...props });
}

test('is the target of its HorizontalPodAutoscaler', () => {
  // WHEN
  const manifests = synthesize((chart) => {
    const target = deployment(chart);
    new kplus.HorizontalPodAutoscaler(chart, 'scaler', { target, minReplicas: 2, maxReplicas: 5 });
  });

  // THEN
  expect(only('Deployment', manifests)).not.toHaveProperty('spec.replicas');
  expect(only('HorizontalPodAutoscaler', manifests)).toMatchObject({
    spec: {
      minReplicas: 2,
      maxReplicas: 5,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    },
  });
});

test('its autoscaler finds what it asks of the containers', () => {
  // GIVEN
  const scale = (props: Partial<ProbedDeploymentProps>) =>
    messageOf(() =>
      synthesize((chart) => {
        const metrics = [kplus.Metric.resourceMemory(kplus.MetricTarget.averageUtilization(70))];
        const target = deployment(chart, props);
        new kplus.HorizontalPodAutoscaler(chart, 'scaler', { target, maxReplicas: 5, metrics });
      }),
    );

  // THEN
  expect(scale({})).toBe('');
  expect(scale({ resources: Resources.of({ cpuRequest: kplus.Cpu.units(1), memoryLimit: Size.gibibytes(1) }) })).toBe(
    '',
  );
});

test('says what its containers ask for as cdk8s-plus does', () => {
  // GIVEN
  const [cpu, size] = [kplus.Cpu.units(1), Size.gibibytes(1)];

  // WHEN
  const target = deployment(makeChart(), { resources: Resources.guaranteed(cpu, size, size) }).toScalingTarget();

  // THEN
  expect(target.containers[0]).toHaveProperty('resources', {
    cpu: { request: cpu, limit: cpu },
    memory: { request: size, limit: size },
    ephemeralStorage: { request: size, limit: size },
  });
});

test('its autoscaler refuses a fixed number of pods', () => {
  expect(
    problemsOf((chart) => {
      const target = deployment(chart, { replicas: 3 });
      new kplus.HorizontalPodAutoscaler(chart, 'scaler', { target, maxReplicas: 5 });
    }),
  ).toEqual(['[test/scaler] HorizontalPodAutoscaler target cannot have a fixed number of replicas (3).']);
});

/** A NetworkPolicy of cdk8s-plus between two of our Deployments. */
function policy(own: Partial<ProbedDeploymentProps>, other: Partial<ProbedDeploymentProps>): Manifest {
  const manifests = synthesize((chart) => {
    const peer = new ProbedDeployment(chart, 'api', {
      ...SOUND_AND_PROBED,
      selector: { matchLabels: { app: 'api' } },
      name: 'api',
      ...other,
    });
    const rules = [{ peer, ports: [kplus.NetworkPolicyPort.tcp(8080)] }];
    new kplus.NetworkPolicy(chart, 'policy', {
      selector: deployment(chart, own),
      ingress: { rules },
      egress: { rules },
    });
  });
  return only('NetworkPolicy', manifests);
}

test('is the subject and the peer of its NetworkPolicy', () => {
  // GIVEN
  const peers = [{ podSelector: { matchLabels: { app: 'api' } } }];
  const ports = [{ port: 8080, protocol: 'TCP' }];

  // THEN
  expect(policy({}, {}).spec).toMatchObject({
    podSelector: { matchLabels: LABELS },
    ingress: [{ from: peers, ports }],
    egress: [{ to: peers, ports }],
  });
});

test('is named as a peer of its own namespace', () => {
  // WHEN
  const { metadata, spec } = policy({ namespace: 'front' }, { namespace: 'back' });

  // THEN
  expect(metadata.namespace).toBe('front');
  expect(spec).toHaveProperty('ingress.0.from', [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'back' } },
      podSelector: { matchLabels: { app: 'api' } },
    },
  ]);
});

test('is named as a peer of its chart’s namespace', () => {
  // GIVEN
  const chart = makeChart(undefined, { namespace: 'back' });

  // THEN
  expect(deployment(chart).toPodSelectorConfig().namespaces).toEqual({ names: ['back'] });
});

test('is selected by its Service, and by that the backend of its Ingress', () => {
  // WHEN
  const manifests = synthesize((chart) => {
    const service = new kplus.Service(chart, 'service', {
      metadata: { name: 'front' },
      selector: deployment(chart),
      ports: [{ port: 80, targetPort: 8080 }],
    });
    new kplus.Ingress(chart, 'ingress').addRule('/', kplus.IngressBackend.fromService(service));
  });

  // THEN
  expect(only('Service', manifests)).toHaveProperty('spec.selector', LABELS);
  expect(backendOf(manifests)).toEqual({ service: { name: 'front', port: { number: 80 } } });
});

function backendOf(manifests: Manifest[]): unknown {
  const { rules } = only('Ingress', manifests).spec as {
    rules: Array<{ http: { paths: Array<{ backend: unknown }> } }>;
  };
  return rules[0]?.http.paths[0]?.backend;
}

describe('its own Service as the backend of an Ingress of cdk8s-plus', () => {
  test('adds nothing but the Ingress', () => {
    // WHEN
    const manifests = synthesize((chart) => {
      const { service } = deployment(chart, { service: { port: 80, targetPort: 8080 } });
      const backend = service?.toIngressBackend() as kplus.IngressBackend;
      new kplus.Ingress(chart, 'ingress', { rules: [{ host: 'shop.example.com', path: '/', backend }] });
    });

    // THEN
    expect(manifests.map(({ kind }) => kind)).toEqual(['Deployment', 'Service', 'Ingress']);
    expect(backendOf(manifests)).toEqual({ service: { name: 'web', port: { number: 80 } } });
  });

  test('lets the controller in, or reports that none gets in', () => {
    // GIVEN
    const build = (controller?: NetworkPeer[]) => (chart: Chart) => {
      const { service } = deployment(chart, { networkPolicy: true, service: { port: 80, targetPort: 8080 } });
      const backend = service?.toIngressBackend(80, controller) as kplus.IngressBackend;
      new kplus.Ingress(chart, 'ingress', { rules: [{ host: 'shop.example.com', path: '/', backend }] });
    };

    // THEN
    expect(problemsOf(build())).toEqual([
      expect.stringContaining('[test/web/Service] the NetworkPolicy of test/web admits only pods of its namespace'),
    ]);
    const manifests = synthesize(build([NetworkPeer.namespace('ingress-nginx')]));
    expect(only('NetworkPolicy', manifests)).toHaveProperty('spec.ingress.1.from.0.namespaceSelector', {
      matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' },
    });
  });

  test('names one of several ports', () => {
    synthesize((chart) => {
      const { service } = deployment(chart, {
        service: { port: 8080, portName: 'http', extraPorts: [{ name: 'admin', port: 9090 }] },
      });
      const backend = service?.toIngressBackend(9090) as { _toKube(): unknown };
      expect(backend._toKube()).toEqual({ service: { name: 'web', port: { number: 9090 } } });
      expect(messageOf(() => service?.toIngressBackend())).toBe(
        '[test/web/Service] a backend is one of the ports of the Service (8080, 9090), got none: name one',
      );
    });
  });

  test('has no port that the Service has not', () => {
    synthesize((chart) => {
      const { service } = deployment(chart, { service: { port: 8080 } });
      expect(messageOf(() => service?.toIngressBackend(81))).toBe(
        '[test/web/Service] a backend is one of the ports of the Service (8080), got 81',
      );
    });
  });
});
