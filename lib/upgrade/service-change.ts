import { isFields, type Manifest } from '../testing/equivalence/manifest';
import { type Effect } from './consequence';
import { at, isChanged, type Revision, show, textAt } from './revision';
import { podLabels, selects } from './selected-pods';

/** The effects of a changed Service on its clients. */
export function serviceEffects(revision: Revision): Effect[] {
  return [
    ...typeEffects(revision),
    ...addressEffects(revision),
    ...portEffects(revision),
    ...selectorEffects(revision),
  ];
}

function typeEffects({ before, after }: Revision): Effect[] {
  const [from, to] = [before, after].map((each) => textAt(each, 'spec.type', 'ClusterIP')) as [string, string];
  if (from === to) return [];
  const field = 'spec.type';
  if (from === 'ExternalName' || to === 'ExternalName') {
    const text = `type changes from ${from} to ${to}: the name leads elsewhere, clients connect anew`;
    return [{ severity: 'downtime', text, field }];
  }
  const lost = lostAddresses(from, to);
  if (lost === '')
    return [{ severity: 'change', text: `type changes from ${from} to ${to}, its address stays`, field }];
  return [{ severity: 'downtime', text: `type changes from ${from} to ${to}: ${lost} are released`, field }];
}

function lostAddresses(from: string, to: string): string {
  if (from === 'LoadBalancer')
    return to === 'NodePort'
      ? 'the load balancer and its address'
      : 'the load balancer, its address and the node ports';
  return from === 'NodePort' && to === 'ClusterIP' ? 'the node ports' : '';
}

function addressEffects({ before, after }: Revision): Effect[] {
  const [from, to] = [before, after].map((each) => at(each, 'spec.clusterIP'));
  const isExternal = [before, after].some((each) => at(each, 'spec.type') === 'ExternalName');
  if (isExternal || from === to) return [];
  // An address that the server chose is kept when the manifest names none.
  const isChosen = from === undefined && to !== undefined && to !== 'None';
  if (to === undefined && from !== 'None') return [];
  const text = isChosen
    ? `the API server refuses it, unless ${show(to)} is the address that the Service has`
    : `the API server refuses it: spec.clusterIP cannot change from ${show(from ?? 'an address')} to ${show(to ?? 'an address')}`;
  const wayOut = 'a Service of another name beside it, or delete it first: its address changes then';
  return [{ severity: 'refused', text, field: 'spec.clusterIP', wayOut }];
}

interface Port {
  readonly port: unknown;
  readonly nodePort: unknown;
  readonly name: string;
}

function portsOf(service: Manifest): Port[] {
  const ports = at(service, 'spec.ports');
  return (Array.isArray(ports) ? ports : []).filter(isFields).map((each) => ({
    port: each.port,
    nodePort: each.nodePort,
    name: typeof each.name === 'string' ? each.name : '',
  }));
}

function portEffects({ before, after }: Revision): Effect[] {
  const next = portsOf(after);
  return portsOf(before).flatMap((old): Effect[] => {
    const same = next.find(({ port }) => port === old.port);
    const field = 'spec.ports';
    if (same === undefined) {
      return [{ severity: 'downtime', text: `port ${show(old.port)} is gone: its clients find nothing there`, field }];
    }
    if (old.nodePort !== undefined && same.nodePort !== undefined && old.nodePort !== same.nodePort) {
      const text = `node port ${show(old.nodePort)} becomes ${show(same.nodePort)}: clients from outside must follow`;
      return [{ severity: 'downtime', text, field: 'spec.ports.nodePort' }];
    }
    return [];
  });
}

function selectorEffects(revision: Revision): Effect[] {
  if (!isChanged(revision, 'spec.selector')) return [];
  const { after, surroundings } = revision;
  const selector = at(after, 'spec.selector');
  const field = 'spec.selector';
  if (selector === undefined)
    return [{ severity: 'change', text: 'its endpoints are no longer chosen by labels', field }];
  const chosen = surroundings.filter((each) => {
    const labels = podLabels(each);
    return labels !== undefined && each.metadata?.namespace === after.metadata?.namespace && selects(selector, labels);
  });
  if (chosen.length > 0) {
    const text = `it leads to the pods of ${chosen.map((each) => `${each.kind} ${each.metadata?.name}`).join(', ')} once they are ready`;
    return [{ severity: 'reduced', text, field }];
  }
  return [{ severity: 'downtime', text: 'its selector matches the pods of no object here: it leads nowhere', field }];
}
