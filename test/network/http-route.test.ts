import { type Chart, Duration } from 'cdk8s';
import {
  type GatewayReference,
  HttpPathMatchType,
  HttpRoute,
  type HttpRouteBackend,
  HttpRouteFilter,
  type HttpRouteMatch,
  type HttpRouteProps,
  type HttpRouteRule,
  NetworkPeer,
  Posture,
  ProbedDeployment,
  References,
  ServiceBackend,
} from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { makeChart } from '../support/make-chart';
import { messageOf } from '../support/message-of';
import { SOUND_AND_PROBED } from '../support/sound-props';
import { only, problemsOf, synthesize } from '../support/synthesize';

const NAMED = ServiceBackend.named('web', 80);
const PARENTS = [{ name: 'public' }];
const GATEWAY_PODS = [NetworkPeer.namespace('gateways')];

function web(chart: Chart): ProbedDeployment {
  return new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, service: { port: 80, targetPort: 8080 } });
}

function route(rule: HttpRouteRule) {
  return (chart: Chart) => new HttpRoute(chart, 'route', { parentRefs: PARENTS, rules: [rule] });
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<Omit<HttpRouteProps, 'controller'>> = {
    name: 'front',
    namespace: 'shop',
    labels: { tier: 'edge' },
    annotations: { note: 'route' },
    parentRefs: PARENTS,
    hostnames: ['shop.example.com'],
    rules: [{ backends: [{ backend: NAMED }] }],
  };
  const parent: Required<GatewayReference> = { name: 'a', namespace: 'gateways', sectionName: 'https', port: 443 };
  const rule: Required<HttpRouteRule> = {
    matches: [{ path: '/api' }],
    filters: [HttpRouteFilter.replacePath('/')],
    backends: [{ backend: NAMED }],
    requestTimeout: Duration.minutes(1),
    backendRequestTimeout: Duration.millis(1500),
  };
  const match: Required<HttpRouteMatch> = {
    path: '/api',
    pathType: HttpPathMatchType.EXACT,
    method: 'GET',
    headers: { 'X-Canary': 'yes' },
    queryParams: { q: '1' },
  };
  const backend: Required<Omit<HttpRouteBackend, 'port'>> = { backend: NAMED, weight: 3 };

  // THEN
  expectEveryPropInManifests({ all, others: { parentRefs: [{ name: 'b' }], rules: [{}] } }, (chart, props) => {
    new HttpRoute(chart, 'r', { ...props, controller: GATEWAY_PODS });
  });
  expectEveryPropInManifests({ all: parent, others: { name: 'b' } }, (chart, each) => {
    new HttpRoute(chart, 'r', { parentRefs: [each], rules: all.rules });
  });
  expectEveryPropInManifests({ all: rule, others: {} }, (chart, each) => route(each)(chart));
  expectEveryPropInManifests({ all: match, others: {}, beside: { path: { pathType: undefined } } }, (chart, each) =>
    route({ matches: [each] })(chart),
  );
  expectEveryPropInManifests({ all: backend, others: { backend: ServiceBackend.named('b', 80) } }, (chart, each) =>
    route({ backends: [each] })(chart),
  );
});

test.each<[string, HttpRouteFilter, object]>([
  [
    'a redirect',
    HttpRouteFilter.requestRedirect({ scheme: 'https', hostname: 'example.com', port: 443, statusCode: 301 }),
    {
      type: 'RequestRedirect',
      requestRedirect: { scheme: 'https', hostname: 'example.com', port: 443, statusCode: 301 },
    },
  ],
  [
    'another prefix',
    HttpRouteFilter.replacePrefix('/'),
    { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
  ],
  [
    'another path',
    HttpRouteFilter.replacePath('/new'),
    { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplaceFullPath', replaceFullPath: '/new' } } },
  ],
  [
    'headers of requests',
    HttpRouteFilter.requestHeaders({ set: { A: '1' }, add: { B: '2' }, remove: ['C'] }),
    {
      type: 'RequestHeaderModifier',
      requestHeaderModifier: { set: [{ name: 'A', value: '1' }], add: [{ name: 'B', value: '2' }], remove: ['C'] },
    },
  ],
  [
    'headers of responses',
    HttpRouteFilter.responseHeaders({ remove: ['Server'] }),
    { type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['Server'] } },
  ],
])('filters: %s', (_, filter, written) => {
  const manifests = synthesize(route({ matches: [{ path: '/old' }], filters: [filter] }));
  expect(only('HTTPRoute', manifests)).toHaveProperty('spec.rules.0.filters', [written]);
});

test('sends requests to a workload, whose NetworkPolicy admits the pods of the Gateway', () => {
  // WHEN
  const manifests = synthesize((chart) => {
    new HttpRoute(chart, 'route', {
      parentRefs: PARENTS,
      controller: GATEWAY_PODS,
      rules: [
        {
          backends: [
            { backend: web(chart), weight: 9 },
            { backend: ServiceBackend.named('canary', 80), weight: 1 },
          ],
        },
      ],
    });
  }, Posture.PRODUCTION);

  // THEN
  expect(only('HTTPRoute', manifests)).toHaveProperty('spec.rules.0.backendRefs', [
    { name: 'web', port: 80, weight: 9 },
    { name: 'canary', port: 80, weight: 1 },
  ]);
  expect(only('NetworkPolicy', manifests)).toHaveProperty('spec.ingress.1', {
    from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } } }],
    ports: [{ port: 8080 }],
  });
});

test('reports what is wrong at synth', () => {
  expect(
    problemsOf((chart) => {
      new HttpRoute(chart, 'route', { parentRefs: PARENTS, rules: [{ backends: [{ backend: web(chart) }] }] });
    }, Posture.PRODUCTION),
  ).toEqual([expect.stringContaining('[test/route] the NetworkPolicy of test/web admits only pods of its namespace')]);
  expect(problemsOf(route({ matches: [{ path: 'api' }] }))).toEqual([
    expect.stringContaining('[test/route] spec.rules[0].matches[0].path.value: must start with "/"'),
  ]);
  expect(
    problemsOf((chart) => {
      References.applyTo(chart);
      web(chart);
      route({ backends: [{ backend: ServiceBackend.named('wbe', 80) }] })(chart);
    }),
  ).toEqual([expect.stringContaining('spec.rules[0].backendRefs[0].name: Service "wbe" is not in the tree')]);
});

test('refuses a type of path without a path, and a backend of another namespace', () => {
  const chart = makeChart();
  const backend = new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, namespace: 'b', service: { port: 8080 } });
  expect(messageOf(() => route({ matches: [{ pathType: HttpPathMatchType.EXACT }] })(chart))).toBe(
    '[test/route] pathType needs path, got only Exact',
  );
  expect(messageOf(() => route({ backends: [{ backend }] })(makeChart()))).toBe(
    '[test/route] an HTTPRoute sends to Services of its own namespace (not set), got Service "web" of b',
  );
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(route({ matches: [{ path: '/' }] }), '/spec/rules/0/matches/0/path/type');
});
