import { isDeepStrictEqual } from 'node:util';
import { type Manifest } from '../../testing/equivalence/manifest';
import { type ObjectExpression, object, withMembers } from '../model/expression';
import { type Context, type Proposal } from '../model/proposal';
import { enumMember, fields, items, number, text, textMap } from '../model/values';
import { sameNamespace } from './metadata';
import { selectorOf, specOf } from './workload';

/** The Service in front of a Deployment's pods as the prop `service`. */
export function serviceExtension(workload: Manifest, context: Context): (proposal: Proposal) => Proposal | undefined {
  return (proposal) => {
    const labels = fields(selectorOf(workload).matchLabels);
    const service = context.manifests.find(
      (each) =>
        each.kind === 'Service' &&
        sameNamespace(each, workload) &&
        isDeepStrictEqual({ ...fields(specOf(each).selector) }, { ...labels }),
    );
    const options = service && serviceOptions(service, workload);
    if (service === undefined || options === undefined) return undefined;
    return {
      ...proposal,
      props: withMembers(proposal.props, { service: options }),
      covers: [...proposal.covers, service],
    };
  };
}

/** The inverse of `WorkloadServiceOptions`, or nothing for a Service that has not just one numbered port. */
function serviceOptions(service: Manifest, workload: Manifest): ObjectExpression | undefined {
  const spec = specOf(service);
  const [port, ...others] = items(spec.ports);
  if (port === undefined || others.length > 0 || spec.clusterIP !== undefined) return undefined;
  if (typeof port.targetPort === 'string' || typeof port.port !== 'number') return undefined;
  const { name, labels, annotations } = fields(service.metadata as never);
  return object({
    name: name === workload.metadata?.name ? undefined : text(name),
    labels: textMap(labels),
    annotations: textMap(annotations),
    type: enumMember('cdk8s-plus-27', 'ServiceType', spec.type),
    port: number(port.port),
    portName: text(port.name),
    targetPort: number(port.targetPort),
    protocol: enumMember('cdk8s-plus-27', 'Protocol', port.protocol),
    nodePort: number(port.nodePort),
  });
}
