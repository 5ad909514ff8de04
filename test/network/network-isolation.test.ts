import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { Protocol } from 'cdk8s-plus-27';
import { NetworkIsolation, type NetworkIsolationProps } from '../../lib/network/network-isolation';
import { NetworkPeer } from '../../lib/network/network-peer';
import { type NetworkPort } from '../../lib/network/network-policy-spec';

function specOf(props: Partial<NetworkIsolationProps>): unknown {
  const chart = Testing.chart();
  new NetworkIsolation(chart, 'isolation', { selector: { matchLabels: { app: 'web' } }, ...props });
  return (Testing.synth(chart) as { readonly spec: unknown }[])[0]?.spec;
}

const DNS = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};

test('without rules it refuses everything but DNS', () => {
  expect(specOf({})).toEqual({
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [],
    egress: [DNS],
  });
});

test('every prop arrives', () => {
  // GIVEN
  const range: Required<Omit<NetworkPort, 'portName'>> = { port: 8000, endPort: 8080, protocol: Protocol.TCP };
  const chart = Testing.chart();
  const allProps: Required<NetworkIsolationProps> = {
    name: 'web',
    namespace: 'shop',
    labels: { app: 'web' },
    annotations: { owner: 'me' },
    selector: { matchLabels: { app: 'web' } },
    ingress: [{ peers: [NetworkPeer.namespace('ingress')], ports: [{ portName: 'http' }, range] }],
    egress: [{ peers: [NetworkPeer.pods({ app: 'db' })] }],
    dnsPeers: [NetworkPeer.cidr('169.254.20.10/32')],
  };

  // WHEN
  new NetworkIsolation(chart, 'isolation', allProps);

  // THEN
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' }, annotations: { owner: 'me' } },
      spec: {
        podSelector: { matchLabels: { app: 'web' } },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          {
            from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress' } } }],
            ports: [{ port: 'http' }, { port: 8000, endPort: 8080, protocol: 'TCP' }],
          },
        ],
        egress: [
          { to: [{ ipBlock: { cidr: '169.254.20.10/32' } }], ports: DNS.ports },
          { to: [{ podSelector: { matchLabels: { app: 'db' } } }] },
        ],
      },
    },
  ]);
});

test('anywhere among the peers leaves the list out, which is how a policy says everyone', () => {
  expect(
    specOf({ ingress: [{ peers: [NetworkPeer.pods(), NetworkPeer.ANYWHERE], ports: [{ port: 80 }] }] }),
  ).toMatchObject({
    ingress: [{ ports: [{ port: 80 }] }],
  });
  expect(specOf({ ingress: [{ peers: [NetworkPeer.ANYWHERE] }] })).not.toHaveProperty('ingress[0].from');
});

test('no labels mean every pod of the namespace', () => {
  expect(specOf({ selector: {} })).toMatchObject({ podSelector: {} });
});

test('a patch arrives', () => {
  // GIVEN
  const chart = Testing.chart();
  const isolation = new NetworkIsolation(chart, 'isolation', { name: 'web', selector: {} });

  // WHEN
  ApiObject.of(isolation).addJsonPatch(JsonPatch.add('/spec/policyTypes', ['Ingress']));

  // THEN
  expect(isolation.name).toBe('web');
  expect((Testing.synth(chart) as unknown[])[0]).toMatchObject({ spec: { policyTypes: ['Ingress'] } });
});

test.each<[string, Partial<NetworkIsolationProps>, string]>([
  [
    'a rule without peers',
    { egress: [{ peers: [] }] },
    'an egress rule must have at least one peer, got none: use NetworkPeer.ANYWHERE for all',
  ],
  [
    'a port by number and name',
    { ingress: [{ peers: [NetworkPeer.ANYWHERE], ports: [{ port: 80, portName: 'http' }] }] },
    'a port of a network rule must have one of port, portName, got 80 and "http"',
  ],
])('refuses %s', (_, props, message) => {
  const chart = new Chart(Testing.app(), 'chart');
  expect(() => new NetworkIsolation(chart, 'web', { selector: {}, ...props })).toThrow(`[chart/web] ${message}`);
});

test('reports a range that ends before it starts', () => {
  expect(() => specOf({ ingress: [{ peers: [NetworkPeer.ANYWHERE], ports: [{ port: 80, endPort: 79 }] }] })).toThrow(
    'spec.ingress[0].ports[0].endPort: must be at least port 80, got 79',
  );
});
