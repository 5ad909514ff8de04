import { type Chart, Duration } from 'cdk8s';
import {
  ClusterService,
  NetworkPeer,
  Posture,
  ProbedDeployment,
  type RelabelConfig,
  type ScrapeEndpoint,
  ServiceMonitor,
  type ServiceMonitorProps,
} from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { makeChart } from '../support/make-chart';
import { messageOf } from '../support/message-of';
import { SOUND_AND_PROBED } from '../support/sound-props';
import { only, problemsOf, synthesize } from '../support/synthesize';

const PROMETHEUS = [NetworkPeer.namespace('monitoring')];
const ENDPOINTS = [{ port: 'metrics' }];
const SELECTOR = { matchLabels: { app: 'web' } };

function web(chart: Chart, labels?: { readonly [key: string]: string }): ProbedDeployment {
  return new ProbedDeployment(chart, 'web', {
    ...SOUND_AND_PROBED,
    ports: [{ number: 8080 }, { number: 9090, name: 'metrics' }],
    service: { port: 80, portName: 'http', targetPort: 8080, labels, extraPorts: [{ port: 9090, name: 'metrics' }] },
  });
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<Omit<ServiceMonitorProps, 'target' | 'scrapeFrom'>> = {
    name: 'shop',
    namespace: 'monitoring',
    labels: { release: 'prometheus' },
    annotations: { note: 'monitor' },
    selector: SELECTOR,
    endpoints: ENDPOINTS,
    namespaces: ['shop'],
    jobLabel: 'app',
    targetLabels: ['app'],
    podTargetLabels: ['version'],
    sampleLimit: 1000,
  };
  const endpoint: Required<Omit<ScrapeEndpoint, 'targetPort'>> = {
    port: 'metrics',
    path: '/other',
    scheme: 'https',
    params: { module: ['http'] },
    interval: Duration.minutes(1),
    scrapeTimeout: Duration.seconds(10),
    honorLabels: true,
    bearerToken: { secretName: 'token', key: 'token' },
    serverName: 'web',
    insecureSkipVerify: true,
    relabelings: [{ action: 'drop' }],
    metricRelabelings: [{ action: 'labeldrop', regex: 'pod' }],
  };
  const relabeling: Required<RelabelConfig> = {
    sourceLabels: ['a', 'b'],
    separator: '/',
    targetLabel: 'c',
    regex: '(.*)/x',
    replacement: '$1',
    action: 'replace',
  };

  // THEN
  const others = { selector: { matchLabels: { app: 'b' } }, endpoints: [{ port: 'b' }] };
  expectEveryPropInManifests({ all, others }, (chart, props) => new ServiceMonitor(chart, 'm', props));
  const withEndpoint = (chart: Chart, each: ScrapeEndpoint) =>
    new ServiceMonitor(chart, 'm', { selector: SELECTOR, endpoints: [each] });
  expectEveryPropInManifests({ all: endpoint, others: { port: 'b' } }, withEndpoint);
  expect(synthesize((chart) => withEndpoint(chart, { targetPort: 9090 }))[0]).toHaveProperty('spec.endpoints', [
    { targetPort: 9090 },
  ]);
  expectEveryPropInManifests({ all: relabeling, others: {} }, (chart, each) =>
    withEndpoint(chart, { port: 'metrics', relabelings: [each] }),
  );
});

test.each([
  ['labels of its own', { app: 'web' }],
  ['no labels', undefined],
])('finds the Service of a workload that has %s', (_, labels) => {
  // WHEN
  const manifests = synthesize((chart) => {
    new ServiceMonitor(chart, 'm', { target: web(chart, labels), endpoints: ENDPOINTS });
  });

  // THEN
  const service = only('Service', manifests);
  expect(service.metadata.labels).toEqual(labels ?? (service.spec as { selector: object }).selector);
  expect(only('ServiceMonitor', manifests)).toHaveProperty('spec.selector', { matchLabels: service.metadata.labels });
});

test('the NetworkPolicy of the target admits Prometheus to the port of the metrics', () => {
  // WHEN
  const manifests = synthesize((chart) => {
    const target = web(chart);
    new ServiceMonitor(chart, 'm', { target, endpoints: ENDPOINTS, scrapeFrom: PROMETHEUS });
    new ServiceMonitor(chart, 'n', { target, endpoints: [{ targetPort: 8080 }], scrapeFrom: PROMETHEUS });
  }, Posture.PRODUCTION);

  // THEN
  const from = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }];
  expect(only('NetworkPolicy', manifests)).toHaveProperty('spec.ingress', [
    { from: [{ podSelector: {} }], ports: [{ port: 8080 }, { port: 9090 }] },
    { from, ports: [{ port: 9090 }] },
    { from, ports: [{ port: 8080 }] },
  ]);
});

test('reports a target that no Prometheus reaches', () => {
  const build = (scrapeFrom?: NetworkPeer[]) => (chart: Chart) =>
    new ServiceMonitor(chart, 'm', { target: web(chart), endpoints: ENDPOINTS, scrapeFrom });
  expect(problemsOf(build(), Posture.PRODUCTION)).toEqual([
    '[test/m] the NetworkPolicy of test/web admits only pods of its namespace, got no scrapeFrom: give the peers that scrape it, such as [NetworkPeer.namespace("monitoring")], or [] where they run in that namespace',
  ]);
  expect(problemsOf(build([]), Posture.PRODUCTION)).toEqual([]);
});

test.each<[string, (chart: Chart) => ServiceMonitorProps, string]>([
  ['nothing to find', () => ({ endpoints: ENDPOINTS }), '[test/m] takes target or selector, got none'],
  [
    'a target and a selector',
    (chart) => ({ target: web(chart), selector: SELECTOR, endpoints: ENDPOINTS }),
    '[test/m] takes target or selector, got both',
  ],
  [
    'a port that the Service has not',
    (chart) => ({ target: web(chart), endpoints: [{ port: 'metric' }] }),
    '[test/m] port must be the name of a port of Service "web" (http, metrics), got "metric"',
  ],
  [
    'a Service that nothing tells from others',
    (chart) => ({
      target: new ClusterService(chart, 's', { selector: {}, ports: [{ port: 80, name: 'metrics' }] }),
      endpoints: ENDPOINTS,
    }),
    '[test/s] has no labels to select the Service by: give it the prop labels',
  ],
])('refuses %s', (_, props, message) => {
  const chart = makeChart();
  expect(messageOf(() => new ServiceMonitor(chart, 'm', props(chart)))).toBe(message);
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(
    (chart) => new ServiceMonitor(chart, 'm', { selector: SELECTOR, endpoints: ENDPOINTS }),
    '/spec/selector/matchLabels',
  );
});
