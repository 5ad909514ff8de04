import { type Check, evenEmpty, type Field, formatValue } from './field';
import { cidr, ipAddress, routableAddress } from './ip-rules';
import { checkLabels } from './metadata-rules';
import { boolean, dnsLabel, dnsSubdomain, labelKey, oneOf, portName, text } from './names';
import { integer, integerBetween, nodePort, port } from './numbers';

// Source: ValidateService and ValidateEndpoints in pkg/apis/core/validation, and pkg/apis/discovery/validation.

const protocol = oneOf('TCP', 'UDP', 'SCTP');

/** Port by number or by the name that a container gives it. */
export const portNumberOrName: Check = evenEmpty((value) =>
  typeof value === 'string' ? portName(value) : port(value),
);

/** Service. */
export function checkService(object: Field): void {
  const spec = object.at('spec');
  const type = spec.at('type').text() ?? 'ClusterIP';
  spec.at('type').check(oneOf('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'));
  const headless = spec.at('clusterIP').value === 'None';
  const external = ['NodePort', 'LoadBalancer'].includes(type);
  const ports = spec.at('ports');
  if (ports.items().length === 0 && !headless && type !== 'ExternalName') {
    ports.report('must have at least one port, unless clusterIP is None or type ExternalName');
  }
  checkPorts(ports, type);
  checkLabels(spec.at('selector'));
  if (headless && external) spec.at('clusterIP').report(`must not be None with type ${type}`);
  else if (!headless) spec.at('clusterIP').check(ipAddress);
  const name = spec.at('externalName');
  if (type === 'ExternalName') {
    name.required((value) => dnsSubdomain(typeof value === 'string' ? value.replace(/\.$/, '') : value));
    for (const forbidden of ['clusterIP', 'ipFamilies', 'ipFamilyPolicy']) {
      if (spec.at(forbidden).present) spec.at(forbidden).report('must be absent with type ExternalName');
    }
  }
  checkAffinity(spec);
  for (const ip of spec.at('externalIPs').items()) ip.required(routableAddress);
  for (const range of spec.at('loadBalancerSourceRanges').items()) {
    if (type !== 'LoadBalancer') range.report(`must be absent with type ${type}: only a LoadBalancer filters sources`);
    range.check((value) => cidr(typeof value === 'string' ? value.trim() : value));
  }
  for (const only of ['allocateLoadBalancerNodePorts', 'loadBalancerClass']) {
    if (type !== 'LoadBalancer' && spec.at(only).present) spec.at(only).report(`must be absent with type ${type}`);
  }
  const policy = spec.at('externalTrafficPolicy');
  if (policy.present && !external && spec.at('externalIPs').items().length === 0) {
    policy.report(`must be absent with type ${type}: nothing outside reaches it`);
  }
  policy.check(oneOf('Cluster', 'Local'));
  spec.at('internalTrafficPolicy').check(evenEmpty(oneOf('Cluster', 'Local')));
  spec.at('allocateLoadBalancerNodePorts').check(boolean);
  spec.at('loadBalancerClass').check(evenEmpty(labelKey));
  spec.at('publishNotReadyAddresses').check(boolean);
  spec.at('ipFamilyPolicy').check(oneOf('SingleStack', 'PreferDualStack', 'RequireDualStack'));
  const families = new Set<string>();
  for (const family of spec.at('ipFamilies').items()) {
    family.required(oneOf('IPv4', 'IPv6'));
    checkUnique(families, family, family.text());
  }
  spec.at('trafficDistribution').check(evenEmpty(oneOf('PreferClose', 'PreferSameZone', 'PreferSameNode')));
  const health = spec.at('healthCheckNodePort');
  if (health.present && health.value !== 0 && !(type === 'LoadBalancer' && policy.value === 'Local')) {
    health.report('must be absent unless type is LoadBalancer and externalTrafficPolicy Local');
  }
}

function checkPorts(ports: Field, type: string): void {
  const items = ports.items();
  const [names, numbers, nodePorts] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const item of items) {
    if (items.length > 1) item.at('name').required(dnsLabel);
    else item.at('name').check(dnsLabel);
    item.at('port').required(port);
    item.at('protocol').check(protocol);
    item.at('targetPort').check((value) => (value === 0 ? undefined : portNumberOrName(value)));
    item.at('appProtocol').check(evenEmpty(labelKey));
    if (type === 'LoadBalancer' && item.at('port').value === 10250) {
      item.at('port').report('must not be 10250 with type LoadBalancer: it is the port of the kubelet');
    }
    const node = item.at('nodePort');
    if (node.present && node.value !== 0) {
      if (type === 'ClusterIP' || type === 'ExternalName') {
        node.report(`must be absent with type ${type}: only NodePort and LoadBalancer open a port on the nodes`);
      }
      node.check(nodePort);
    }
    const word = item.at('protocol').text() ?? 'TCP';
    checkUnique(names, item.at('name'), item.at('name').text());
    checkUnique(numbers, item.at('port'), `${formatValue(item.at('port').value)}/${word}`);
    if (node.present && node.value !== 0) checkUnique(nodePorts, node, `${formatValue(node.value)}/${word}`);
  }
}

function checkUnique(seen: Set<string>, field: Field, key: string | undefined): void {
  if (key === undefined) return;
  if (seen.has(key)) field.report(`must be unique in its object, got ${key} twice`);
  seen.add(key);
}

function checkAffinity(spec: Field): void {
  const affinity = spec.at('sessionAffinity');
  affinity.check(oneOf('None', 'ClientIP'));
  const config = spec.at('sessionAffinityConfig');
  config.at('clientIP').at('timeoutSeconds').check(integerBetween(1, 86400));
}

/** Endpoints. */
export function checkEndpoints(object: Field): void {
  for (const subset of object.at('subsets').items()) {
    const addresses = [...subset.at('addresses').items(), ...subset.at('notReadyAddresses').items()];
    if (addresses.length === 0) subset.report('must have addresses or notReadyAddresses');
    for (const address of addresses) {
      address.at('ip').required(routableAddress);
      address.at('hostname').check(dnsLabel);
      address.at('nodeName').check(dnsSubdomain);
    }
    const ports = subset.at('ports').items();
    for (const item of ports) {
      if (ports.length > 1) item.at('name').required(dnsLabel);
      else item.at('name').check(dnsLabel);
      item.at('port').required(port);
      item.at('protocol').check(protocol);
    }
  }
}

/** EndpointSlice. */
export function checkEndpointSlice(object: Field): void {
  object.at('addressType').required(oneOf('IPv4', 'IPv6', 'FQDN'));
  const address = addressOf(object.at('addressType').text());
  for (const endpoint of object.at('endpoints').items()) {
    const addresses = endpoint.at('addresses');
    const count = addresses.items().length;
    if (count === 0 || count > 100) addresses.report(`must be between 1 and 100 addresses, got ${count}`);
    for (const item of addresses.items()) item.required(address);
    for (const state of ['ready', 'serving', 'terminating']) endpoint.at('conditions').at(state).check(boolean);
    endpoint.at('hostname').check(evenEmpty(dnsLabel));
    endpoint.at('nodeName').check(dnsSubdomain);
  }
  const names = new Set<string>();
  for (const item of object.at('ports').items()) {
    item.at('name').check(dnsLabel);
    item.at('port').check(integer);
    item.at('protocol').check(protocol);
    checkUnique(names, item.at('name'), item.at('name').text() ?? '');
  }
}

function addressOf(type: string | undefined): Check {
  if (type === 'FQDN') return dnsSubdomain;
  if (type === undefined) return text;
  return (value) =>
    routableAddress(value) ??
    (String(value).includes(':') === (type === 'IPv6')
      ? undefined
      : `must be an ${type} address, got ${formatValue(value)}`);
}
