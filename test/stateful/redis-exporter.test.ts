import { type Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  RedisConfiguration,
  RedisCredentials,
  type RedisExporterOptions,
  RedisSentinelSet,
  type QuorumGatedOptions,
  Resources,
} from '../../lib';
import { expectEveryPropInManifests } from '../support/expect-construct';
import { podOf } from '../support/pod-of';
import { SOUND } from '../support/sound-props';
import { type Manifest, only, synthesize } from '../support/synthesize';

function make(
  options: Partial<RedisExporterOptions> = {},
  gated: Partial<QuorumGatedOptions> = {},
): (chart: Chart) => RedisSentinelSet {
  const configuration = RedisConfiguration.quorumGated({ credentials: RedisCredentials.secret('auth'), ...gated });
  return (chart) =>
    new RedisSentinelSet(chart, 'redis', {
      ...SOUND,
      members: 5,
      configuration,
      exporter: { image: 'exporter:1', ...options },
    });
}

function expressions(manifests: Manifest[]): { readonly [alert: string]: string } {
  const { groups } = only('PrometheusRule', manifests).spec as {
    groups: Array<{ rules: Array<{ alert: string; expr: string }> }>;
  };
  return Object.fromEntries(groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr])));
}

test('every option shows', () => {
  // GIVEN
  const all: Required<RedisExporterOptions> = {
    image: 'exporter:1',
    resources: Resources.guaranteed(Cpu.millis(11), Size.mebibytes(11)),
    operatorObjects: false,
    operatorLabels: { release: 'prometheus' },
    interval: Duration.seconds(30),
    maxReplicaLag: Duration.seconds(3),
  };

  // THEN
  expectEveryPropInManifests<RedisExporterOptions>(
    { all, others: { image: 'exporter:2' }, usually: { operatorObjects: undefined } },
    (chart, options) => make(options)(chart),
  );
});

test('the ServiceMonitor finds the Service, and in it the port of the exporter', () => {
  // WHEN
  const manifests = synthesize(make());

  // THEN
  const service = manifests.find(({ kind, metadata }) => kind === 'Service' && metadata.labels !== undefined);
  expect(only('ServiceMonitor', manifests)).toMatchObject({
    spec: { selector: { matchLabels: service?.metadata.labels }, endpoints: [{ port: 'metrics' }] },
  });
  expect(service?.spec).toMatchObject({ ports: expect.arrayContaining([{ name: 'metrics', port: 9121 }]) as unknown });
});

test('an alert tells a lost quorum also when no member answers', () => {
  expect(expressions(synthesize(make()))).toMatchObject({
    RedisQuorumLost: '(count(redis_up{job="web"} == 1) or vector(0)) < 3',
  });
  expect(expressions(synthesize(make({}, { quorum: 4 })))).toMatchObject({
    RedisQuorumLost: '(count(redis_up{job="web"} == 1) or vector(0)) < 4',
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
