import { evenEmpty, type Field, formatValue } from './field';
import { ipAddress } from './ip-rules';
import { dnsLabel1035, dnsSubdomain, oneOf, pathSegment, portName, text, wildcardDnsSubdomain } from './names';
import { port } from './numbers';
import { isGiven, isGivenAt } from './probe-rules';

/** Ingress of networking.k8s.io/v1. Source: pkg/apis/networking/validation/validation.go. */
export function checkIngress(object: Field): void {
  const spec = object.at('spec');
  if (spec.itemsAt('rules').length === 0 && !spec.hasAt('defaultBackend')) {
    spec.report('must have rules or a defaultBackend');
  }
  spec.checkAt('ingressClassName', evenEmpty(dnsSubdomain));
  if (spec.hasAt('defaultBackend')) checkBackend(spec.at('defaultBackend'));
  for (const tls of spec.itemsAt('tls')) {
    for (const host of tls.itemsAt('hosts')) host.required(wildcardDnsSubdomain);
    tls.checkAt('secretName', dnsSubdomain);
  }
  for (const rule of spec.itemsAt('rules')) {
    rule
      .at('host')
      .check(
        (host) =>
          ipAddress(host) === undefined ? `must be a DNS name, not an IP address, got ${formatValue(host)}` : undefined,
        wildcardDnsSubdomain,
      );
    const http = rule.at('http');
    if (!isGiven(http)) continue;
    const paths = http.at('paths');
    if (paths.items().length === 0) paths.report('is required');
    for (const path of paths.items()) checkPath(path);
  }
}

function checkPath(path: Field): void {
  path.requiredAt('pathType', oneOf('Exact', 'Prefix', 'ImplementationSpecific'));
  const value = path.at('path');
  const exact = path.valueAt('pathType') !== 'ImplementationSpecific';
  if (exact && !value.present) {
    value.report('is required with pathType Exact or Prefix');
  }
  value.check(text, (given) =>
    String(given).startsWith('/') ? undefined : `must start with "/", got ${formatValue(given)}`,
  );
  if (exact) {
    value.check((given) =>
      /\/\/|\/\.\.?(\/|$)|%2f/i.test(String(given))
        ? `must not contain "//", "/./", "/../" or "%2f", got ${formatValue(given)}`
        : undefined,
    );
  }
  checkBackend(path.at('backend'));
}

function checkBackend(backend: Field): void {
  const given = ['service', 'resource'].filter((kind) => isGivenAt(backend, kind));
  if (given.length !== 1)
    backend.report(`must have exactly one of service, resource, got ${given.join(' and ') || 'none'}`);
  if (given.includes('resource')) {
    const resource = backend.at('resource');
    resource.checkAt('apiGroup', evenEmpty(dnsSubdomain));
    for (const part of ['kind', 'name']) resource.requiredAt(part, pathSegment);
  }
  if (!given.includes('service')) return;
  const service = backend.at('service');
  service.requiredAt('name', dnsLabel1035);
  const [name, number] = [service.at('port').at('name'), service.at('port').at('number')];
  if (name.present === (number.present && number.value !== 0)) {
    service.at('port').report(`must have exactly one of name, number, got ${name.present ? 'both' : 'none'}`);
  }
  name.check(portName);
  if (number.value !== 0) number.check(port);
}
