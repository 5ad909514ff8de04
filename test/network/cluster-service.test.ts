import { ApiObject, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import { Protocol, ServiceType } from 'cdk8s-plus-27';
import { ClusterService, type ClusterServiceProps } from '../../lib/network/cluster-service';
import { IpFamily, IpFamilyPolicy } from '../../lib/network/ip-family';
import { TrafficDistribution, TrafficPolicy } from '../../lib/network/service-traffic';
import { type ServicePortProps } from '../../lib/network/service-port';

function synth(props: ClusterServiceProps): unknown {
  const chart = Testing.chart();
  new ClusterService(chart, 'service', props);
  return (Testing.synth(chart) as unknown[])[0];
}

test('writes nothing that was not asked for', () => {
  expect(synth({ name: 'web', selector: { app: 'web' }, ports: [{ port: 80 }] })).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  });
});

test('every prop arrives', () => {
  // GIVEN
  const named: Required<Omit<ServicePortProps, 'targetPort'>> = {
    port: 80,
    name: 'http',
    targetPortName: 'web',
    protocol: Protocol.TCP,
    nodePort: 30080,
    appProtocol: 'http',
  };
  const numbered: Required<Omit<ServicePortProps, 'targetPortName'>> = {
    port: 81,
    name: 'alt',
    targetPort: 8080,
    protocol: Protocol.TCP,
    nodePort: 30081,
    appProtocol: 'http',
  };
  const allProps: Required<ClusterServiceProps> = {
    name: 'web',
    namespace: 'shop',
    labels: { app: 'web' },
    annotations: { owner: 'me' },
    selector: { app: 'web' },
    ports: [named, numbered],
    type: ServiceType.LOAD_BALANCER,
    clusterIp: '10.0.0.10',
    externalIps: ['203.0.113.7'],
    sessionAffinityTimeout: Duration.hours(1),
    externalTrafficPolicy: TrafficPolicy.LOCAL,
    internalTrafficPolicy: TrafficPolicy.CLUSTER,
    loadBalancerSourceRanges: ['203.0.113.0/24'],
    loadBalancerClass: 'example.com/internal',
    allocateLoadBalancerNodePorts: true,
    trafficDistribution: TrafficDistribution.PREFER_SAME_ZONE,
    ipFamilies: [IpFamily.IPV4, IpFamily.IPV6],
    ipFamilyPolicy: IpFamilyPolicy.REQUIRE_DUAL_STACK,
    publishNotReadyAddresses: true,
  };

  // THEN
  expect(synth(allProps)).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' }, annotations: { owner: 'me' } },
    spec: {
      type: 'LoadBalancer',
      clusterIP: '10.0.0.10',
      selector: { app: 'web' },
      ports: [
        { name: 'http', port: 80, targetPort: 'web', protocol: 'TCP', nodePort: 30080, appProtocol: 'http' },
        { name: 'alt', port: 81, targetPort: 8080, protocol: 'TCP', nodePort: 30081, appProtocol: 'http' },
      ],
      externalIPs: ['203.0.113.7'],
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 3600 } },
      externalTrafficPolicy: 'Local',
      internalTrafficPolicy: 'Cluster',
      loadBalancerSourceRanges: ['203.0.113.0/24'],
      loadBalancerClass: 'example.com/internal',
      allocateLoadBalancerNodePorts: true,
      trafficDistribution: 'PreferSameZone',
      ipFamilies: ['IPv4', 'IPv6'],
      ipFamilyPolicy: 'RequireDualStack',
      publishNotReadyAddresses: true,
    },
  });
});

test('has its name, host and ports', () => {
  // GIVEN
  const chart = Testing.chart();
  const selector = { app: 'web' };
  const service = new ClusterService(chart, 'a', { name: 'web', selector, ports: [{ port: 80 }] });
  const elsewhere = new ClusterService(chart, 'b', { name: 'web', namespace: 'shop', selector, ports: [{ port: 80 }] });

  // THEN
  expect([service.name, service.host, service.ports]).toEqual(['web', 'web', [{ port: 80 }]]);
  expect(elsewhere.host).toBe('web.shop.svc');
});

test('a patch of fields that have no prop arrives', () => {
  // GIVEN
  const chart = Testing.chart();
  const service = new ClusterService(chart, 'service', { selector: { app: 'web' }, ports: [{ port: 80 }] });

  // WHEN
  ApiObject.of(service).addJsonPatch(
    JsonPatch.add('/spec/healthCheckNodePort', 0),
    JsonPatch.add('/spec/clusterIP', 'None'),
  );

  // THEN
  expect((Testing.synth(chart) as unknown[])[0]).toMatchObject({
    spec: { healthCheckNodePort: 0, clusterIP: 'None' },
  });
});

test.each<[string, Partial<ClusterServiceProps>, string]>([
  [
    'type ExternalName',
    { type: ServiceType.EXTERNAL_NAME },
    'type must be ClusterIP, NodePort or LoadBalancer, got ExternalName: use an ExternalService',
  ],
  ['no address', { clusterIp: 'None' }, 'clusterIp must be an address, got None: use a HeadlessService'],
  [
    'two targets',
    { ports: [{ port: 80, targetPort: 8080, targetPortName: 'web' }] },
    'port 80 must have one of targetPort, targetPortName, got 8080 and "web"',
  ],
])('refuses %s at construction', (_, props, message) => {
  const chart = new Chart(Testing.app(), 'chart');
  expect(() => new ClusterService(chart, 'web', { selector: { app: 'web' }, ports: [{ port: 80 }], ...props })).toThrow(
    `[chart/web] ${message}`,
  );
});

test.each<[string, Partial<ClusterServiceProps>, string]>([
  ['no port', { ports: [] }, 'spec.ports: must have at least one port, unless clusterIP is None or type ExternalName'],
  ['a name that is no host name', { name: '1web' }, 'metadata.name: must be a lowercase RFC 1035 label'],
  [
    'a node port without a type',
    { ports: [{ port: 80, nodePort: 30080 }] },
    'spec.ports[0].nodePort: must be absent with type ClusterIP',
  ],
  [
    'a node port out of range',
    { type: ServiceType.NODE_PORT, ports: [{ port: 80, nodePort: 8080 }] },
    'spec.ports[0].nodePort: must be between 30000 and 32767, got 8080',
  ],
  ['two ports without names', { ports: [{ port: 80 }, { port: 81 }] }, 'spec.ports[0].name: is required'],
])('reports %s at synth', (_, props, message) => {
  // GIVEN
  const chart = new Chart(Testing.app(), 'chart');
  new ClusterService(chart, 'web', { selector: { app: 'web' }, ports: [{ port: 80 }], ...props });

  // THEN
  expect(() => void Testing.synth(chart)).toThrow(`[chart/web] ${message}`);
});
