import { isDeepStrictEqual } from 'node:util';
import { type Manifest } from '../../testing/equivalence/manifest';
import { list, type ObjectExpression, object, withMembers } from '../model/expression';
import { type Context, type Proposal } from '../model/proposal';
import { fields, items, text, textMap } from '../model/values';
import { sameNamespace } from './metadata';
import { addressOptions, servicePort, trafficOptions } from './services';
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

/** The inverse of `WorkloadServiceOptions`, or nothing for a Service without an address or a numbered port. */
function serviceOptions(service: Manifest, workload: Manifest): ObjectExpression | undefined {
  const spec = specOf(service);
  const [port, ...others] = items(spec.ports);
  if (port === undefined || typeof port.port !== 'number' || spec.clusterIP === 'None') return undefined;
  const { name, labels, annotations } = fields(service.metadata as never);
  const { name: portName, ...options } = Object.fromEntries(servicePort(port).members);
  return object({
    name: name === workload.metadata?.name ? undefined : text(name),
    labels: textMap(labels),
    annotations: textMap(annotations),
    ...addressOptions(spec),
    ...trafficOptions(spec),
    ...options,
    portName,
    extraPorts: list(others.map(servicePort)),
  });
}
