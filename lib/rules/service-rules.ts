import { type Check, evenEmpty, type Field, formatValue } from './field';
import { cidr, ipAddress, routableAddress } from './ip-rules';
import { checkLabels } from './metadata-rules';
import { boolean, dnsLabel, dnsSubdomain, labelKey, labelValue, oneOf, portName, text } from './names';
import { integer, integerBetween, nodePort, port } from './numbers';

// Source: ValidateService and ValidateEndpoints in pkg/apis/core/validation, and pkg/apis/discovery/validation.

const TRAFFIC_DISTRIBUTION = evenEmpty(oneOf('PreferClose', 'PreferSameZone', 'PreferSameNode'));
const SERVICE_TYPE = oneOf('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName');
const IP_FAMILY_POLICY = oneOf('SingleStack', 'PreferDualStack', 'RequireDualStack');
const INTERNAL_TRAFFIC_POLICY = evenEmpty(oneOf('Cluster', 'Local'));
const ADDRESS_TYPE = oneOf('IPv4', 'IPv6', 'FQDN');
const TRAFFIC_POLICY = oneOf('Cluster', 'Local');
const SESSION_AFFINITY = oneOf('None', 'ClientIP');
const SESSION_SECONDS = integerBetween(1, 86400);
const IP_FAMILY = oneOf('IPv4', 'IPv6');
const QUALIFIED_NAME = evenEmpty(labelKey);

const PROTOCOL = oneOf('TCP', 'UDP', 'SCTP');

/** Port by number or by the name that a container gives it. */
export const portNumberOrName: Check = evenEmpty((value) =>
  typeof value === 'string' ? portName(value) : port(value),
);

/** Service. */
export function checkService(object: Field): void {
  const spec = object.at('spec');
  const type = spec.textAt('type') ?? 'ClusterIP';
  spec.checkAt('type', SERVICE_TYPE);
  const headless = spec.valueAt('clusterIP') === 'None';
  const external = ['NodePort', 'LoadBalancer'].includes(type);
  const ports = spec.at('ports');
  if (ports.items().length === 0 && !headless && type !== 'ExternalName') {
    ports.report('must have at least one port, unless clusterIP is None or type ExternalName');
  }
  checkPorts(ports, type);
  checkLabels(spec.at('selector'));
  if (headless && external) spec.at('clusterIP').report(`must not be None with type ${type}`);
  else if (!headless) spec.checkAt('clusterIP', ipAddress);
  const name = spec.at('externalName');
  if (type === 'ExternalName') {
    name.required((value) => dnsSubdomain(typeof value === 'string' ? value.replace(/\.$/, '') : value));
    for (const forbidden of ['clusterIP', 'ipFamilies', 'ipFamilyPolicy']) {
      if (spec.hasAt(forbidden)) spec.at(forbidden).report('must be absent with type ExternalName');
    }
  }
  checkAffinity(spec);
  for (const ip of spec.itemsAt('externalIPs')) ip.required(routableAddress);
  for (const range of spec.itemsAt('loadBalancerSourceRanges')) {
    if (type !== 'LoadBalancer') range.report(`must be absent with type ${type}: only a LoadBalancer filters sources`);
    range.check((value) => cidr(typeof value === 'string' ? value.trim() : value));
  }
  for (const only of ['allocateLoadBalancerNodePorts', 'loadBalancerClass']) {
    if (type !== 'LoadBalancer' && spec.hasAt(only)) spec.at(only).report(`must be absent with type ${type}`);
  }
  const policy = spec.at('externalTrafficPolicy');
  if (policy.present && !external && spec.itemsAt('externalIPs').length === 0) {
    policy.report(`must be absent with type ${type}: nothing outside reaches it`);
  }
  policy.check(TRAFFIC_POLICY);
  spec.checkAt('internalTrafficPolicy', INTERNAL_TRAFFIC_POLICY);
  spec.checkAt('allocateLoadBalancerNodePorts', boolean);
  spec.checkAt('loadBalancerClass', QUALIFIED_NAME);
  spec.checkAt('publishNotReadyAddresses', boolean);
  spec.checkAt('ipFamilyPolicy', IP_FAMILY_POLICY);
  const families = new Set<string>();
  for (const family of spec.itemsAt('ipFamilies')) {
    family.required(IP_FAMILY);
    checkUnique(families, family, family.text());
  }
  spec.checkAt('trafficDistribution', TRAFFIC_DISTRIBUTION);
  if (spec.itemsAt('clusterIPs').length > 0 && !spec.hasAt('clusterIP')) {
    spec.at('clusterIPs').report('must be absent without clusterIP');
  }
  const health = spec.at('healthCheckNodePort');
  if (health.present && health.value !== 0 && !(type === 'LoadBalancer' && policy.value === 'Local')) {
    health.report('must be absent unless type is LoadBalancer and externalTrafficPolicy Local');
  }
}

function checkPorts(ports: Field, type: string): void {
  const items = ports.items();
  const [names, numbers, nodePorts] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const item of items) {
    if (items.length > 1) item.requiredAt('name', dnsLabel);
    else item.checkAt('name', dnsLabel);
    item.requiredAt('port', port);
    item.checkAt('protocol', PROTOCOL);
    item.checkAt('targetPort', (value) => (value === 0 ? undefined : portNumberOrName(value)));
    item.checkAt('appProtocol', QUALIFIED_NAME);
    if (type === 'LoadBalancer' && item.valueAt('port') === 10250) {
      item.at('port').report('must not be 10250 with type LoadBalancer: it is the port of the kubelet');
    }
    const node = item.at('nodePort');
    if (node.present && node.value !== 0) {
      if (type === 'ClusterIP' || type === 'ExternalName') {
        node.report(`must be absent with type ${type}: only NodePort and LoadBalancer open a port on the nodes`);
      }
      node.check(nodePort);
    }
    const word = item.textAt('protocol') ?? 'TCP';
    checkUnique(names, item.at('name'), item.textAt('name'));
    checkUnique(numbers, item.at('port'), `${formatValue(item.valueAt('port'))}/${word}`);
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
  affinity.check(SESSION_AFFINITY);
  const config = spec.at('sessionAffinityConfig');
  // The server drops it otherwise.
  if (affinity.value === 'ClientIP') config.at('clientIP').checkAt('timeoutSeconds', SESSION_SECONDS);
}

/** Endpoints. */
export function checkEndpoints(object: Field): void {
  for (const subset of object.itemsAt('subsets')) {
    const addresses = [...subset.itemsAt('addresses'), ...subset.itemsAt('notReadyAddresses')];
    if (addresses.length === 0) subset.report('must have addresses or notReadyAddresses');
    for (const address of addresses) {
      address.requiredAt('ip', routableAddress);
      address.checkAt('hostname', dnsLabel);
      address.checkAt('nodeName', evenEmpty(dnsSubdomain));
    }
    const ports = subset.itemsAt('ports');
    for (const item of ports) {
      if (ports.length > 1) item.requiredAt('name', dnsLabel);
      else item.checkAt('name', dnsLabel);
      item.requiredAt('port', port);
      item.checkAt('protocol', PROTOCOL);
      item.checkAt('appProtocol', QUALIFIED_NAME);
    }
  }
}

/** EndpointSlice. */
export function checkEndpointSlice(object: Field): void {
  object.requiredAt('addressType', ADDRESS_TYPE);
  const address = addressOf(object.textAt('addressType'));
  for (const endpoint of object.itemsAt('endpoints')) {
    const addresses = endpoint.at('addresses');
    const count = addresses.items().length;
    if (count === 0 || count > 100) addresses.report(`must be between 1 and 100 addresses, got ${count}`);
    for (const item of addresses.items()) item.required(address);
    for (const state of ['ready', 'serving', 'terminating']) endpoint.at('conditions').checkAt(state, boolean);
    endpoint.checkAt('hostname', evenEmpty(dnsLabel));
    endpoint.checkAt('nodeName', dnsSubdomain);
    for (const node of endpoint.at('hints').itemsAt('forNodes')) node.requiredAt('name', dnsSubdomain);
    for (const zone of endpoint.at('hints').itemsAt('forZones')) zone.requiredAt('name', labelValue);
  }
  const names = new Set<string>();
  for (const item of object.itemsAt('ports')) {
    item.checkAt('name', dnsLabel);
    item.checkAt('port', integer);
    item.checkAt('protocol', PROTOCOL);
    checkUnique(names, item.at('name'), item.textAt('name') ?? '');
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
