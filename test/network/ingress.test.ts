import { type Chart } from 'cdk8s';
import {
  Ingress,
  IngressPathType,
  type IngressProps,
  type IngressRule,
  type IngressTls,
  NetworkPeer,
  Posture,
  ProbedDeployment,
  ServiceBackend,
} from '../../lib';
import { makeChart } from '../support/make-chart';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { messageOf } from '../support/message-of';
import { SOUND_AND_PROBED } from '../support/sound-props';
import { only, problemsOf, synthesize } from '../support/synthesize';

const NAMED = ServiceBackend.named('web', 80);
const CONTROLLER = [NetworkPeer.namespace('ingress-nginx')];

/** A workload with the ports 80 (http) and 9090 (admin) of its Service. */
function web(chart: Chart): ProbedDeployment {
  const extraPorts = [{ port: 9090, name: 'admin', targetPortName: 'admin' }];
  const ports = [{ number: 8080 }, { number: 9000, name: 'admin' }];
  const service = { port: 80, portName: 'http', targetPort: 8080, extraPorts };
  return new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, ports, service });
}

test('every prop shows', () => {
  // GIVEN
  // The peers show in the NetworkPolicy of a workload.
  const all: Required<Omit<IngressProps, 'controller'>> = {
    name: 'front',
    namespace: 'shop',
    labels: { tier: 'edge' },
    annotations: { note: 'ingress' },
    ingressClassName: 'nginx',
    tls: [{ secretName: 'front-tls' }],
    defaultBackend: ServiceBackend.named('errors', 80),
    rules: [{ host: 'shop.example.com', backend: NAMED }],
  };
  const rule: Required<Omit<IngressRule, 'port'>> = {
    host: 'shop.example.com',
    path: '/api',
    pathType: IngressPathType.EXACT,
    backend: NAMED,
  };
  const tls: Required<IngressTls> = { secretName: 'front-tls', hosts: ['other.example.com'] };

  // THEN
  const rules = [{ host: 'a.example.com', backend: NAMED }];
  expectEveryPropInManifests({ all, others: { rules } }, (chart, props) => new Ingress(chart, 'i', props));
  expectEveryPropInManifests({ all: rule, others: { backend: ServiceBackend.named('b', 80) } }, (chart, each) => {
    new Ingress(chart, 'i', { rules: [each] });
  });
  expectEveryPropInManifests({ all: tls, others: {} }, (chart, each) => {
    new Ingress(chart, 'i', { rules, tls: [each] });
  });
});

test('writes the rules of a host together, and the hosts of a certificate', () => {
  // WHEN
  const manifests = synthesize((chart) => {
    const backend = web(chart);
    new Ingress(chart, 'ingress', {
      tls: [{ secretName: 'shop-tls' }],
      rules: [
        { host: 'shop.example.com', backend, port: 80 },
        { host: 'admin.example.com', backend, port: 9090 },
        { host: 'shop.example.com', path: '/grafana', backend: ServiceBackend.named('grafana', 3000) },
      ],
    });
  });

  // THEN
  const backend = (name: string, number: number) => ({ service: { name, port: { number } } });
  expect(only('Ingress', manifests).spec).toEqual({
    tls: [{ secretName: 'shop-tls', hosts: ['shop.example.com', 'admin.example.com'] }],
    rules: [
      {
        host: 'shop.example.com',
        http: {
          paths: [
            { path: '/', pathType: 'Prefix', backend: backend('web', 80) },
            { path: '/grafana', pathType: 'Prefix', backend: backend('grafana', 3000) },
          ],
        },
      },
      {
        host: 'admin.example.com',
        http: { paths: [{ path: '/', pathType: 'Prefix', backend: backend('web', 9090) }] },
      },
    ],
  });
});

test('the NetworkPolicy of a backend admits the controller to the ports that it serves', () => {
  // WHEN
  const manifests = synthesize((chart) => {
    const backend = web(chart);
    new Ingress(chart, 'ingress', { controller: CONTROLLER, rules: [{ backend, port: 80 }] });
    // A second Ingress of the same controller adds nothing.
    new Ingress(chart, 'again', { controller: CONTROLLER, rules: [{ path: '/again', backend, port: 80 }] });
    new Ingress(chart, 'admin', { controller: CONTROLLER, rules: [{ path: '/admin', backend, port: 9090 }] });
  }, Posture.PRODUCTION);

  // THEN
  const from = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }];
  expect(only('NetworkPolicy', manifests)).toHaveProperty('spec.ingress', [
    { from: [{ podSelector: {} }], ports: [{ port: 8080 }, { port: 9000 }] },
    { from, ports: [{ port: 8080 }] },
    { from, ports: [{ port: 'admin' }] },
  ]);
});

test('reports a backend that no controller reaches, unless it was said who may connect', () => {
  // GIVEN
  const problem =
    '[test/ingress] the NetworkPolicy of test/web admits only pods of its namespace, got no controller: give the pods that forward the requests, such as [NetworkPeer.namespace("ingress-nginx")], or [] where they run in that namespace';
  const withRules = (controller?: NetworkPeer[]) => (chart: Chart) => {
    const backend = web(chart);
    new Ingress(chart, 'ingress', { controller, rules: [80, 9090].map((port) => ({ backend, port })) });
  };
  const production = Posture.PRODUCTION;

  // THEN
  expect(problemsOf(withRules(), production)).toEqual([problem]);
  expect(problemsOf(withRules([]), production)).toEqual([]);
  expect(problemsOf(withRules(CONTROLLER), production)).toEqual([]);
  expect(problemsOf(withRules(), production.with({ networkPolicy: false }))).toEqual([]);
  expect(
    problemsOf((chart) => {
      const service = { port: 80, targetPort: 8080 };
      const backend = new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, allowFrom: CONTROLLER, service });
      new Ingress(chart, 'ingress', { rules: [{ backend }] });
    }, production),
  ).toEqual([]);
});

test.each<[string, (chart: Chart) => IngressRule, string]>([
  [
    'several ports',
    (chart) => ({ backend: web(chart) }),
    '[test/ingress] [test/web/Service] a backend is one of the ports of the Service (80, 9090), got none: name one',
  ],
  [
    'no such port',
    (chart) => ({ backend: web(chart), port: 81 }),
    '[test/ingress] [test/web/Service] a backend is one of the ports of the Service (80, 9090), got 81',
  ],
  [
    'no Service',
    (chart) => ({ backend: new ProbedDeployment(chart, 'web', SOUND_AND_PROBED) }),
    '[test/ingress] [test/web] has no Service to connect to: give it the prop service',
  ],
  [
    'another port of a named Service',
    () => ({ backend: NAMED, port: 81 }),
    '[test/ingress] the backend is port 80 of Service "web", got port 81',
  ],
  [
    'another namespace',
    (chart) => ({
      backend: new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, namespace: 'other', service: { port: 8080 } }),
    }),
    '[test/ingress] an Ingress sends to Services of its own namespace (not set), got Service "web" of other',
  ],
])('refuses %s', (_, rule, message) => {
  const chart = makeChart();
  expect(messageOf(() => new Ingress(chart, 'ingress', { rules: [rule(chart)] }))).toBe(message);
});

test('reports a Service that is not there', () => {
  expect(
    problemsOf((chart) => {
      web(chart);
      new Ingress(chart, 'ingress', { rules: [{ host: 'bad host', backend: NAMED }] });
    }),
  ).toEqual([expect.stringContaining('[test/ingress] spec.rules[0].host: must be')]);
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive((chart) => new Ingress(chart, 'i', { rules: [{ backend: NAMED }] }), '/spec/rules/0/http');
});
