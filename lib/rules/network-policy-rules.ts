import { evenEmpty, type Field, formatValue } from './field';
import { cidr, isStrictlyWithin } from './ip-rules';
import { oneOf } from './names';
import { port } from './numbers';
import { isGiven, isGivenAt } from './probe-rules';
import { checkSelector } from './selector-rules';
import { portNumberOrName } from './service-rules';

const POLICY_PROTOCOL = evenEmpty(oneOf('TCP', 'UDP', 'SCTP'));
const POLICY_TYPE = oneOf('Ingress', 'Egress');

/** NetworkPolicy. Source: pkg/apis/networking/validation/validation.go. */
export function checkNetworkPolicy(object: Field): void {
  const spec = object.at('spec');
  checkSelector(spec.at('podSelector'));
  const types = spec.at('policyTypes');
  if (types.items().length > 2) types.report(`must be at most 2, got ${types.items().length}`);
  for (const type of types.items()) type.required(POLICY_TYPE);
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const rule of spec.itemsAt(direction)) {
      for (const item of rule.itemsAt('ports')) checkPort(item);
      for (const peer of rule.itemsAt(peers)) checkPeer(peer);
    }
  }
}

function checkPort(item: Field): void {
  item.checkAt('protocol', POLICY_PROTOCOL);
  item.checkAt('port', portNumberOrName);
  const end = item.at('endPort');
  if (!end.present) return;
  const first = item.numberAt('port');
  if (first === undefined) end.report('must be absent unless port is a number');
  else if ((end.number() ?? 0) < first) end.report(`must be at least port ${first}, got ${formatValue(end.value)}`);
  end.check(port);
}

function checkPeer(peer: Field): void {
  const given = ['podSelector', 'namespaceSelector', 'ipBlock'].filter((kind) => isGivenAt(peer, kind));
  if (given.length === 0) peer.report('must have podSelector, namespaceSelector or ipBlock');
  if (given.length > 1 && given.includes('ipBlock')) peer.report(`must have ipBlock alone, got ${given.join(' and ')}`);
  checkSelector(peer.at('podSelector'));
  checkSelector(peer.at('namespaceSelector'));
  const block = peer.at('ipBlock');
  if (!isGiven(block)) return;
  block.requiredAt('cidr', cidr);
  const range = block.valueAt('cidr');
  for (const except of block.itemsAt('except')) {
    except.required(cidr, (value) =>
      cidr(range) !== undefined || isStrictlyWithin(value, range)
        ? undefined
        : `must lie within ${formatValue(range)} and be smaller, got ${formatValue(value)}`,
    );
  }
}
