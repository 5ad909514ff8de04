import { type Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  NetworkPeer,
  RedisCredentials,
  type RedisExporterOptions,
  RedisSentinelSet,
  type RedisSentinelSetProps,
  Resources,
} from '../../../lib';
import { expectEveryPropInManifests } from '../../support/expect-construct';
import { podOf } from '../../support/pod-of';
import { SOUND } from '../../support/sound-props';
import { type Manifest, only, problemsOf, synthesize } from '../../support/synthesize';

function make(
  options: Partial<RedisExporterOptions> = {},
  props: Partial<RedisSentinelSetProps> = {},
): (chart: Chart) => RedisSentinelSet {
  return (chart) =>
    new RedisSentinelSet(chart, 'redis', {
      ...SOUND,
      members: 5,
      credentials: RedisCredentials.secret('auth'),
      exporter: { image: 'exporter:1', ...options },
      ...props,
    });
}

const PROMETHEUS = NetworkPeer.podsOfNamespace('monitoring', { app: 'prometheus' });

/** What a NetworkPolicy lets in on the exporter's port. */
function openingsOf(manifests: Manifest[]): object[] {
  const { ingress } = only('NetworkPolicy', manifests).spec as { ingress: Array<{ ports: Array<{ port: number }> }> };
  return ingress.filter(({ ports }) => ports.some(({ port }) => port === 9121));
}

test('every option shows', () => {
  // GIVEN
  const all: Required<RedisExporterOptions> = {
    image: 'exporter:1',
    resources: Resources.guaranteed(Cpu.millis(11), Size.mebibytes(11)),
    scrapeFrom: [NetworkPeer.namespace('monitoring')],
    operatorObjects: false,
    operatorLabels: { release: 'prometheus' },
    interval: Duration.seconds(30),
    maxReplicaLag: Duration.seconds(3),
  };

  // THEN
  expectEveryPropInManifests<RedisExporterOptions>(
    { all, others: { image: 'exporter:2', scrapeFrom: [] }, usually: { operatorObjects: undefined } },
    (chart, options) => make(options, { networkPolicy: true })(chart),
  );
});

test('the ServiceMonitor finds the Service, and in it the port of the exporter', () => {
  // WHEN
  const manifests = synthesize(make());

  // THEN
  const service = manifests.find(({ kind, metadata }) => kind === 'Service' && metadata.labels !== undefined);
  expect(only('ServiceMonitor', manifests)).toMatchObject({
    spec: {
      selector: { matchLabels: service?.metadata.labels },
      targetLabels: Object.keys(service?.metadata.labels ?? {}),
      endpoints: [{ port: 'metrics' }],
    },
  });
  expect(service?.spec).toMatchObject({ ports: expect.arrayContaining([{ name: 'metrics', port: 9121 }]) as unknown });
});

describe('behind a NetworkPolicy', () => {
  test.each<[string, Partial<RedisSentinelSetProps>]>([
    ['clients by their label', {}],
    ['clients of its own', { allowFrom: [NetworkPeer.namespace('front')] }],
  ])('who scrapes reaches the exporter and nothing else, and nobody else reaches it: %s', (_, form) => {
    // WHEN
    const manifests = synthesize(make({ scrapeFrom: [PROMETHEUS] }, { networkPolicy: true, ...form }));

    // THEN
    expect(openingsOf(manifests)).toEqual([{ from: [PROMETHEUS._peer], ports: [{ port: 9121 }] }]);
  });

  test('nobody reaches the exporter where another policy is to let Prometheus in', () => {
    expect(openingsOf(synthesize(make({ scrapeFrom: [] }, { networkPolicy: true })))).toEqual([]);
  });

  test.each([true, false])('an exporter that nobody may scrape is refused, operator objects or not: %s', (given) => {
    expect(problemsOf(make({ operatorObjects: given }, { networkPolicy: true }))).toEqual([
      '[test/redis] the NetworkPolicy keeps Prometheus from port 9121 of the exporter, got no scrapeFrom: give the peers that scrape it, such as [NetworkPeer.namespace("monitoring")], or [] where another policy opens the port',
    ]);
  });

  test('keeps what else has peers of its own', () => {
    // GIVEN
    const admin = NetworkPeer.namespace('admin');
    const portAccess = [{ port: 26379, allowFrom: [admin] }];

    // WHEN
    const manifests = synthesize(make({ scrapeFrom: [PROMETHEUS] }, { networkPolicy: true, portAccess }));

    // THEN
    expect(only('NetworkPolicy', manifests)).toMatchObject({
      spec: {
        ingress: [
          { ports: [{ port: 6379 }] },
          { from: [PROMETHEUS._peer], ports: [{ port: 9121 }] },
          { from: [admin._peer], ports: [{ port: 26379 }] },
        ],
      },
    });
  });
});

test('speaks TLS with a certificate of its own where Redis does', () => {
  // WHEN
  const pod = podOf(only('StatefulSet', synthesize(make({}, { tlsSecret: 'redis-tls' }))));

  // THEN
  const exporter = pod.containers.find(({ name }) => name === 'exporter');
  expect(exporter).toMatchObject({
    env: expect.arrayContaining([
      { name: 'REDIS_ADDR', value: 'rediss://127.0.0.1:6379' },
      { name: 'REDIS_EXPORTER_TLS_CLIENT_CERT_FILE', value: '/tls/tls.crt' },
      { name: 'REDIS_EXPORTER_TLS_CLIENT_KEY_FILE', value: '/tls/tls.key' },
    ]) as unknown,
    volumeMounts: [{ name: 'tls', mountPath: '/tls', readOnly: true }],
  });
});
