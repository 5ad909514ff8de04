import { NetworkPeer } from '../../lib/network/network-peer';

const LABELS = { app: 'web' };
const TEAM = { team: 'shop' };

test.each<[string, NetworkPeer, unknown]>([
  ['pods', NetworkPeer.pods(LABELS), { podSelector: { matchLabels: LABELS } }],
  ['all pods', NetworkPeer.pods(), { podSelector: {} }],
  [
    'a namespace',
    NetworkPeer.namespace('shop'),
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } },
  ],
  ['namespaces', NetworkPeer.namespaces(TEAM), { namespaceSelector: { matchLabels: TEAM } }],
  ['all namespaces', NetworkPeer.namespaces(), { namespaceSelector: {} }],
  [
    'pods of a namespace',
    NetworkPeer.podsOfNamespace('shop', LABELS),
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
      podSelector: { matchLabels: LABELS },
    },
  ],
  [
    'pods of namespaces',
    NetworkPeer.podsOfNamespaces(TEAM, LABELS),
    { namespaceSelector: { matchLabels: TEAM }, podSelector: { matchLabels: LABELS } },
  ],
  ['a block', NetworkPeer.cidr('10.0.0.0/8'), { ipBlock: { cidr: '10.0.0.0/8' } }],
  [
    'a block with exceptions',
    NetworkPeer.cidr('10.0.0.0/8', ['10.1.0.0/16']),
    { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
  ],
  ['everyone', NetworkPeer.ANYWHERE, undefined],
])('%s', (_, peer, written) => {
  expect(peer._peer).toEqual(written);
});

test.each<[string, () => NetworkPeer, string]>([
  [
    'a block that is none',
    () => NetworkPeer.cidr('10.0.0.0'),
    'a block of a network peer must be a CIDR block such as "10.0.0.0/8", got "10.0.0.0"',
  ],
  [
    'an exception outside',
    () => NetworkPeer.cidr('10.0.0.0/8', ['11.0.0.0/16']),
    'an exception of the block "10.0.0.0/8" must lie within it and be smaller, got "11.0.0.0/16"',
  ],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(message);
});
