import { type Fields, type Manifest } from '../../testing/equivalence/manifest';
import { call, type Expression, list, literal, member, object, type ObjectExpression } from '../model/expression';
import { type Context, type Proposal, type Recogniser } from '../model/proposal';
import { enumMember, fields, flag, items, number, seconds, text, textMap, texts } from '../model/values';
import { metadataProps, sameNamespace } from './metadata';
import { specOf } from './workload';

/** ClusterService, HeadlessService or ExternalService. */
export const service: Recogniser = { kinds: ['Service'], propose };

function propose(manifest: Manifest, context: Context): Proposal[] {
  const spec = specOf(manifest);
  if (spec.type === 'ExternalName') return externalName(manifest, spec);
  if (spec.selector === undefined || spec.selector === null) return byAddress(manifest, context);
  const own = {
    selector: textMap(spec.selector),
    ports: list(items(spec.ports).map(servicePort)) ?? { kind: 'list', items: [] },
    ...addressOptions(spec),
  };
  if (spec.clusterIP === 'None') {
    const ports = items(spec.ports).length === 0 ? undefined : own.ports;
    return [
      {
        construct: 'HeadlessService',
        props: object({ ...metadataProps(manifest), ...own, ports }),
        covers: [manifest],
      },
    ];
  }
  const props = object({ ...metadataProps(manifest), ...own, ...trafficOptions(spec) });
  return [{ construct: 'ClusterService', props, covers: [manifest] }];
}

/** The inverse of `ServiceAddressOptions`. */
export function addressOptions(spec: Fields): { readonly [prop: string]: Expression | undefined } {
  const families = Array.isArray(spec.ipFamilies) ? spec.ipFamilies : [];
  return {
    publishNotReadyAddresses: flag(spec.publishNotReadyAddresses),
    ipFamilies: list(families.flatMap((family) => enumMember('cdk8s-patterns', 'IpFamily', family) ?? [])),
    ipFamilyPolicy: enumMember('cdk8s-patterns', 'IpFamilyPolicy', spec.ipFamilyPolicy),
  };
}

/** The inverse of `ServiceTrafficOptions`. */
export function trafficOptions(spec: Fields): { readonly [prop: string]: Expression | undefined } {
  const affinity = fields(fields(spec.sessionAffinityConfig).clientIP).timeoutSeconds;
  return {
    type: enumMember('cdk8s-plus-27', 'ServiceType', spec.type),
    clusterIp: text(spec.clusterIP),
    externalIps: texts(spec.externalIPs),
    sessionAffinityTimeout: spec.sessionAffinity === 'ClientIP' ? seconds(affinity ?? 10800) : undefined,
    externalTrafficPolicy: enumMember('cdk8s-patterns', 'TrafficPolicy', spec.externalTrafficPolicy),
    internalTrafficPolicy: enumMember('cdk8s-patterns', 'TrafficPolicy', spec.internalTrafficPolicy),
    trafficDistribution: enumMember('cdk8s-patterns', 'TrafficDistribution', spec.trafficDistribution),
    loadBalancerSourceRanges: texts(spec.loadBalancerSourceRanges),
    loadBalancerClass: text(spec.loadBalancerClass),
    allocateLoadBalancerNodePorts: flag(spec.allocateLoadBalancerNodePorts),
  };
}

/** The inverse of a Service's port. */
export function servicePort(each: Fields): ObjectExpression {
  return object({
    name: text(each.name),
    port: number(each.port),
    targetPort: number(each.targetPort),
    targetPortName: text(each.targetPort),
    protocol: enumMember('cdk8s-plus-27', 'Protocol', each.protocol),
    nodePort: number(each.nodePort),
    appProtocol: text(each.appProtocol),
  });
}

function externalName(manifest: Manifest, spec: Fields): Proposal[] {
  if (typeof spec.externalName !== 'string') return [];
  const target = call('cdk8s-patterns', 'ExternalTarget', 'dnsName', literal(spec.externalName));
  return [external(manifest, target, [manifest])];
}

/** A Service without a selector, with the Endpoints of its name. */
function byAddress(manifest: Manifest, { manifests }: Context): Proposal[] {
  const endpoints = manifests.find(
    (each) =>
      each.kind === 'Endpoints' && each.metadata?.name === manifest.metadata?.name && sameNamespace(each, manifest),
  );
  const [subset, ...others] = items(endpoints?.subsets as never);
  if (endpoints === undefined || subset === undefined || others.length > 0) return [];
  const written = items(specOf(manifest).ports);
  const addresses = list(items(subset.addresses).flatMap(({ ip }) => text(ip) ?? []));
  const ports = list(
    (written.length > 0 ? written : items(subset.ports)).map((each) =>
      servicePort(written.length > 0 ? each : { ...each, targetPort: undefined }),
    ),
  );
  if (addresses === undefined || ports === undefined) return [];
  const objects = member('cdk8s-patterns', 'EndpointObjects', 'ENDPOINTS');
  const target = call('cdk8s-patterns', 'ExternalTarget', 'addresses', addresses, ports, objects);
  return [external(manifest, target, [manifest, endpoints])];
}

function external(manifest: Manifest, target: Expression, covers: Manifest[]): Proposal {
  return { construct: 'ExternalService', props: object({ ...metadataProps(manifest), target }), covers };
}
