import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import { Protocol } from 'cdk8s-plus-27';
import { ExternalService, type ExternalServiceProps } from '../../lib/network/external-service';
import { EndpointObjects, ExternalTarget } from '../../lib/network/external-target';

function synth(props: ExternalServiceProps): unknown {
  const chart = Testing.chart();
  new ExternalService(chart, 'database', props);
  return Testing.synth(chart);
}

test('by dns name it is one Service, and every prop arrives', () => {
  // GIVEN
  const allProps: Required<ExternalServiceProps> = {
    name: 'external-database',
    namespace: 'shop',
    labels: { app: 'db' },
    annotations: { owner: 'me' },
    target: ExternalTarget.dnsName('database.company.com'),
  };

  // THEN
  expect(synth(allProps)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'external-database',
        namespace: 'shop',
        labels: { app: 'db' },
        annotations: { owner: 'me' },
      },
      spec: { type: 'ExternalName', externalName: 'database.company.com' },
    },
  ]);
});

test('by address it is a Service without a selector and Endpoints of its name', () => {
  expect(
    synth({
      name: 'db',
      labels: { app: 'db' },
      target: ExternalTarget.addresses(['192.168.0.1'], [{ port: 3306 }], EndpointObjects.ENDPOINTS),
    }),
  ).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'db', labels: { app: 'db' } },
      spec: { ports: [{ port: 3306 }] },
    },
    {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name: 'db', labels: { app: 'db' } },
      subsets: [{ addresses: [{ ip: '192.168.0.1' }], ports: [{ port: 3306 }] }],
    },
  ]);
});

test('slices hold one family of addresses each and are tied to the Service by a label', () => {
  expect(
    synth({
      name: 'db',
      namespace: 'shop',
      target: ExternalTarget.addresses(
        ['192.168.0.1', '2001:db8::1', '192.168.0.2'],
        [{ port: 80, targetPort: 8080, name: 'http', protocol: Protocol.TCP, appProtocol: 'http' }],
      ),
    }),
  ).toEqual([
    expect.objectContaining({ kind: 'Service' }),
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'db-ipv4', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'db' } },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['192.168.0.1', '192.168.0.2'], conditions: { ready: true } }],
      ports: [{ name: 'http', port: 8080, protocol: 'TCP', appProtocol: 'http' }],
    },
    expect.objectContaining({
      metadata: { name: 'db-ipv6', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'db' } },
      addressType: 'IPv6',
      endpoints: [{ addresses: ['2001:db8::1'], conditions: { ready: true } }],
    }),
  ]);
});

test('an unnamed port has an empty name in a slice, as the API asks', () => {
  expect(synth({ name: 'db', target: ExternalTarget.addresses(['192.168.0.1'], [{ port: 3306 }]) })).toMatchObject([
    { kind: 'Service' },
    { kind: 'EndpointSlice', ports: [{ name: '', port: 3306 }] },
  ]);
});

test('both objects together are not mirrored into a third', () => {
  // GIVEN
  const chart = Testing.chart();
  const target = ExternalTarget.addresses(['192.168.0.1'], [{ port: 3306 }], EndpointObjects.BOTH);
  const service = new ExternalService(chart, 'database', { name: 'db', target });

  // THEN
  expect(service.endpointSlices.map(({ name }) => name)).toEqual(['db-ipv4']);
  expect(service.endpoints?.toJson()).toMatchObject({
    metadata: { name: 'db', labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
  });
});

test('patches arrive at each of its objects', () => {
  // GIVEN
  const chart = Testing.chart();
  const target = ExternalTarget.addresses(['192.168.0.1'], [{ port: 3306 }], EndpointObjects.BOTH);
  const service = new ExternalService(chart, 'database', { target });

  // WHEN
  for (const object of [ApiObject.of(service), service.endpoints, ...service.endpointSlices]) {
    object?.addJsonPatch(JsonPatch.add('/metadata/annotations', { a: 'b' }));
  }

  // THEN
  expect(Testing.synth(chart)).toMatchObject(
    Array.from({ length: 3 }, () => ({ metadata: { annotations: { a: 'b' } } })),
  );
});
