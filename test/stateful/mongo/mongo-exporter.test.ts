import { type Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  ExternalResources,
  MongoCredentials,
  type MongoExporterOptions,
  NetworkPeer,
  Posture,
  Resources,
  StatefulMongo,
  type StatefulMongoProps,
} from '../../../lib';
import { expectEveryPropInManifests } from '../../support/expect-construct';
import { type ContainerManifest, podOf } from '../../support/pod-of';
import { SOUND } from '../../support/sound-props';
import { type Manifest, only, problemsOf, synthesize } from '../../support/synthesize';

function make(
  options: Partial<MongoExporterOptions> = {},
  props: Partial<StatefulMongoProps> = {},
): (chart: Chart) => StatefulMongo {
  return (chart) => {
    ExternalResources.of(chart).secret('auth').secret('monitor');
    return new StatefulMongo(chart, 'mongo', {
      ...SOUND,
      credentials: MongoCredentials.secret('auth'),
      exporter: { image: 'exporter:1', ...options },
      ...props,
    });
  };
}

const PROMETHEUS = NetworkPeer.podsOfNamespace('monitoring', { app: 'prometheus' });
const OPEN = { credentials: undefined, requireCredentials: false };

function exporterOf(manifests: Manifest[]): ContainerManifest | undefined {
  return podOf(only('StatefulSet', manifests)).containers.find(({ name }) => name === 'exporter');
}

/** What a NetworkPolicy lets in on the exporter's port. */
function openingsOf(manifests: Manifest[]): object[] {
  const { ingress } = only('NetworkPolicy', manifests).spec as { ingress: Array<{ ports: Array<{ port: number }> }> };
  return ingress.filter(({ ports }) => ports.some(({ port }) => port === 9216));
}

test('every option shows', () => {
  // GIVEN
  const all: Required<MongoExporterOptions> = {
    image: 'exporter:1',
    credentials: MongoCredentials.secret('monitor'),
    resources: Resources.guaranteed(Cpu.millis(11), Size.mebibytes(11)),
    scrapeFrom: [NetworkPeer.namespace('monitoring')],
    operatorObjects: false,
    operatorLabels: { release: 'prometheus' },
    interval: Duration.seconds(30),
    maxReplicaLag: Duration.seconds(3),
    minOplogWindow: Duration.hours(1),
  };

  // THEN
  expectEveryPropInManifests<MongoExporterOptions>(
    { all, others: { image: 'exporter:2', scrapeFrom: [] }, usually: { operatorObjects: undefined } },
    (chart, options) => make(options, { networkPolicy: true })(chart),
  );
});

test('the ServiceMonitor finds the Service, and in it the port of the exporter', () => {
  // WHEN
  const manifests = synthesize(make({}, { labels: { team: 'data' } }));

  // THEN
  const service = only('Service', manifests);
  expect(service.metadata.labels).toEqual({ team: 'data', 'mongo-metrics': 'web' });
  expect(service.spec).toMatchObject({ ports: expect.arrayContaining([{ name: 'metrics', port: 9216 }]) as unknown });
  expect(only('ServiceMonitor', manifests)).toMatchObject({
    spec: {
      selector: { matchLabels: { 'mongo-metrics': 'web' } },
      targetLabels: ['mongo-metrics'],
      endpoints: [{ port: 'metrics', interval: '15s' }],
    },
  });
});

describe('credentials', () => {
  const variables = (name: string, user: string, password: string) => [
    { name: 'MONGODB_URI', value: 'mongodb://127.0.0.1:27017' },
    { name: 'MONGODB_USER', valueFrom: { secretKeyRef: { name, key: user } } },
    { name: 'MONGODB_PASSWORD', valueFrom: { secretKeyRef: { name, key: password } } },
  ];

  test.each<[string, Partial<MongoExporterOptions>, Partial<StatefulMongoProps>, unknown]>([
    ['the root user', {}, {}, variables('auth', 'username', 'password')],
    [
      'a user of its own',
      { credentials: MongoCredentials.secret('monitor', { username: 'name', password: 'pass' }) },
      {},
      variables('monitor', 'name', 'pass'),
    ],
    ['nobody', {}, { credentials: undefined }, variables('', '', '').slice(0, 1)],
    [
      'a user that somebody else made, of a set without credentials',
      { credentials: MongoCredentials.secret('monitor') },
      OPEN,
      variables('monitor', 'username', 'password'),
    ],
  ])('asks as %s', (_, options, props, env) => {
    expect(exporterOf(synthesize(make(options, props)))?.env).toEqual(env);
  });

  test('are neither among the arguments nor in a value', () => {
    // WHEN
    const { env, ...exporter } = exporterOf(synthesize(make())) ?? {};

    // THEN
    expect(exporter).toMatchObject({
      args: ['--mongodb.global-conn-pool', '--collector.diagnosticdata', '--compatible-mode'],
    });
    expect(env?.flatMap(({ value }) => value ?? [])).toEqual(['mongodb://127.0.0.1:27017']);
  });
});

test('is restarted when it hangs, and takes no member out of service', () => {
  expect(exporterOf(synthesize(make()))).toMatchObject({ livenessProbe: { httpGet: { path: '/', port: 9216 } } });
  expect(exporterOf(synthesize(make()))).not.toHaveProperty('readinessProbe');
});

test('keeps within the Pod Security Standard "restricted"', () => {
  expect(exporterOf(synthesize(make({ scrapeFrom: [] }), Posture.PRODUCTION))).toMatchObject({
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    resources: { limits: { cpu: '200m', memory: '128Mi' } },
  });
});

describe('behind a NetworkPolicy', () => {
  test.each<[string, Partial<StatefulMongoProps>]>([
    ['clients by their label', {}],
    ['clients of its own', { allowFrom: [NetworkPeer.namespace('front')] }],
  ])('who scrapes reaches the exporter and nothing else, and nobody else reaches it: %s', (_, form) => {
    // WHEN
    const manifests = synthesize(make({ scrapeFrom: [PROMETHEUS] }, { networkPolicy: true, ...form }));

    // THEN
    expect(openingsOf(manifests)).toEqual([{ from: [PROMETHEUS._peer], ports: [{ port: 9216 }] }]);
  });

  test('nobody reaches the exporter where another policy is to let Prometheus in', () => {
    expect(openingsOf(synthesize(make({ scrapeFrom: [] }, { networkPolicy: true })))).toEqual([]);
  });

  test('an exporter that nobody may scrape is refused', () => {
    expect(problemsOf(make({}, { networkPolicy: true }))).toEqual([
      '[test/mongo] the NetworkPolicy keeps Prometheus from port 9216 of the exporter, got no scrapeFrom: give the peers that scrape it, such as [NetworkPeer.namespace("monitoring")], or [] where another policy opens the port',
    ]);
  });

  test('keeps what else has peers of its own', () => {
    // GIVEN
    const portAccess = [{ port: 27017, allowFrom: [NetworkPeer.namespace('admin')] }];

    // WHEN
    const manifests = synthesize(make({ scrapeFrom: [PROMETHEUS] }, { networkPolicy: true, portAccess }));

    // THEN
    expect(only('NetworkPolicy', manifests)).toMatchObject({
      spec: { ingress: [{ ports: [{ port: 9216 }] }, { ports: [{ port: 27017 }] }] },
    });
  });
});

test('without one there is no port, no label and no object of the operator', () => {
  // WHEN
  const manifests = synthesize(make({}, { exporter: undefined }));

  // THEN
  expect(only('Service', manifests)).toMatchObject({ spec: { ports: [{ port: 27017, name: 'peer' }] } });
  expect(only('Service', manifests).metadata.labels).toBeUndefined();
  expect(manifests.map(({ kind }) => kind)).not.toEqual(
    expect.arrayContaining([expect.stringMatching('ServiceMonitor|PrometheusRule')]),
  );
});
