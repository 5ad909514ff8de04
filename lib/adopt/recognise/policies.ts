import { type Fields, type Json } from '../../testing/equivalence/manifest';
import { call, type Expression, list, literal, member, object } from '../model/expression';
import { type Recogniser } from '../model/proposal';
import { enumMember, fields, items, number, text, textMap, texts, textOf } from '../model/values';
import { metadataProps } from './metadata';
import { budgetOptions } from './replicated';
import { selectorProp, specOf } from './workload';

/** DisruptionBudget, for a budget that is not the prop of a workload. */
export const disruptionBudget: Recogniser = {
  kinds: ['PodDisruptionBudget'],
  propose: (manifest) => {
    const { selector: selecting } = specOf(manifest);
    if (selecting === undefined) return [];
    const selector = selectorProp(fields(selecting));
    const { name, namespace } = metadataProps(manifest);
    const options = Object.fromEntries(budgetOptions(manifest).members);
    return [
      { construct: 'DisruptionBudget', props: object({ name, namespace, selector, ...options }), covers: [manifest] },
    ];
  },
};

/** NetworkIsolation, for a policy in both directions that opens DNS. */
export const networkIsolation: Recogniser = {
  kinds: ['NetworkPolicy'],
  propose: (manifest) => {
    const spec = specOf(manifest);
    const [dns, ...egress] = items(spec.egress);
    const policyTypes = Array.isArray(spec.policyTypes) ? spec.policyTypes.map(textOf).sort() : [];
    if (String(policyTypes) !== 'Egress,Ingress' || dns === undefined || !opensDns(dns)) return [];
    const dnsPeers = peers(dns.to);
    const usual = list([KUBE_DNS]);
    const props = object({
      ...metadataProps(manifest),
      selector: selectorProp(fields(spec.podSelector)),
      ingress: list(items(spec.ingress).map((rule) => networkRule(rule.from, rule.ports))),
      egress: list(egress.map((rule) => networkRule(rule.to, rule.ports))),
      dnsPeers: JSON.stringify(dnsPeers) === JSON.stringify(usual) ? undefined : dnsPeers,
    });
    return [{ construct: 'NetworkIsolation', props, covers: [manifest] }];
  },
};

const NAMESPACE_NAME = 'kubernetes.io/metadata.name';
const KUBE_DNS = peer('podsOfNamespace', literal('kube-system'), textMap({ 'k8s-app': 'kube-dns' }));

function opensDns({ ports }: Fields): boolean {
  const written = items(ports).map(({ port, protocol }) => `${textOf(port)}/${textOf(protocol ?? 'TCP')}`);
  return String(written.sort()) === '53/TCP,53/UDP';
}

function networkRule(others: Json | undefined, ports: Json | undefined): Expression {
  return object({ peers: peers(others), ports: list(items(ports).map(networkPort)) });
}

function networkPort({ port, endPort, protocol }: Fields): Expression {
  return object({
    port: number(port),
    endPort: number(endPort),
    portName: text(port),
    protocol: enumMember('cdk8s-plus-27', 'Protocol', protocol),
  });
}

function peers(value: Json | undefined): Expression | undefined {
  const written = items(value);
  if (written.length === 0) return list([member('cdk8s-patterns', 'NetworkPeer', 'ANYWHERE')]);
  return list(written.flatMap((each) => networkPeer(each) ?? []));
}

function networkPeer({ ipBlock, namespaceSelector, podSelector }: Fields): Expression | undefined {
  const { cidr, except } = fields(ipBlock);
  if (typeof cidr === 'string') return peer('cidr', literal(cidr), texts(except));
  const pods = textMap(fields(podSelector).matchLabels);
  if (namespaceSelector === undefined) return peer('pods', pods);
  const namespaces = fields(fields(namespaceSelector).matchLabels);
  const { [NAMESPACE_NAME]: name, ...others } = namespaces;
  const named = typeof name === 'string' && Object.keys(others).length === 0 ? literal(name) : undefined;
  if (podSelector === undefined) {
    return named ? peer('namespace', named) : peer('namespaces', textMap(namespaces));
  }
  return named
    ? peer('podsOfNamespace', named, pods ?? object({}))
    : peer('podsOfNamespaces', textMap(namespaces) ?? object({}), pods ?? object({}));
}

function peer(method: string, ...args: (Expression | undefined)[]): Expression {
  return call('cdk8s-patterns', 'NetworkPeer', method, ...args);
}
