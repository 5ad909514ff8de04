import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import { HeadlessService, type HeadlessServiceProps } from '../../lib/network/headless-service';
import { IpFamily, IpFamilyPolicy } from '../../lib/network/ip-family';

function synth(props: HeadlessServiceProps): unknown {
  const chart = Testing.chart();
  new HeadlessService(chart, 'service', props);
  return (Testing.synth(chart) as unknown[])[0];
}

test('every prop arrives', () => {
  // GIVEN
  const allProps: Required<HeadlessServiceProps> = {
    name: 'mongo',
    namespace: 'shop',
    labels: { app: 'mongo' },
    annotations: { owner: 'me' },
    selector: { app: 'mongo' },
    ports: [{ port: 27017, name: 'peer' }],
    publishNotReadyAddresses: true,
    ipFamilies: [IpFamily.IPV6],
    ipFamilyPolicy: IpFamilyPolicy.SINGLE_STACK,
  };

  // THEN
  expect(synth(allProps)).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'mongo', namespace: 'shop', labels: { app: 'mongo' }, annotations: { owner: 'me' } },
    spec: {
      clusterIP: 'None',
      selector: { app: 'mongo' },
      ports: [{ port: 27017, name: 'peer' }],
      publishNotReadyAddresses: true,
      ipFamilies: ['IPv6'],
      ipFamilyPolicy: 'SingleStack',
    },
  });
});

test('may do without ports', () => {
  expect(synth({ name: 'mongo', selector: { app: 'mongo' } })).toMatchObject({
    spec: { clusterIP: 'None', selector: { app: 'mongo' } },
  });
});

test('a patch arrives', () => {
  // GIVEN
  const chart = Testing.chart();
  const service = new HeadlessService(chart, 'service', { selector: { app: 'mongo' } });

  // WHEN
  ApiObject.of(service).addJsonPatch(JsonPatch.add('/spec/ipFamilyPolicy', 'PreferDualStack'));

  // THEN
  expect(service.ports).toEqual([]);
  expect((Testing.synth(chart) as unknown[])[0]).toMatchObject({ spec: { ipFamilyPolicy: 'PreferDualStack' } });
});
