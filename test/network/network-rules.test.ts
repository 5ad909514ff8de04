import { NetworkPeer, NetworkRules, Posture, UnprobedDeployment } from '../../lib';
import { networkPolicySpec } from '../../lib/network/network-policy-spec';
import { SOUND } from '../support/sound-props';
import { only, problemsOf, synthesize } from '../support/synthesize';

/** The rule of a policy that opens what is named. */
function opened(...egress: ReturnType<typeof NetworkRules.apiServer>[]): unknown[] {
  return (networkPolicySpec({ selector: {}, egress }).egress ?? []).slice(1);
}

test('NodeLocal DNSCache is opened by its address', () => {
  const ports = [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ];
  expect(opened(NetworkRules.nodeLocalDns(), NetworkRules.nodeLocalDns('fd00::10'))).toEqual([
    { to: [{ ipBlock: { cidr: '169.254.20.10/32' } }], ports },
    { to: [{ ipBlock: { cidr: 'fd00::10/128' } }], ports },
  ]);
});

test('the API server is opened everywhere, or at its addresses', () => {
  const ports = [{ port: 443 }, { port: 6443 }];
  expect(opened(NetworkRules.apiServer(), NetworkRules.apiServer([NetworkPeer.cidr('10.0.0.1/32')]))).toEqual([
    { ports },
    { to: [{ ipBlock: { cidr: '10.0.0.1/32' } }], ports },
  ]);
});

test('a workload may use both', () => {
  // GIVEN
  const build = (chart: Parameters<Parameters<typeof synthesize>[0]>[0]) =>
    new UnprobedDeployment(chart, 'web', {
      ...SOUND,
      allowTo: [NetworkRules.nodeLocalDns(), NetworkRules.apiServer()],
    });

  // THEN
  expect(problemsOf(build, Posture.PRODUCTION)).toEqual([]);
  expect(only('NetworkPolicy', synthesize(build, Posture.PRODUCTION))).toHaveProperty('spec.egress.2', {
    ports: [{ port: 443 }, { port: 6443 }],
  });
});
