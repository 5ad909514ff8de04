import { type Check, type Field, formatValue } from './field';
import { ipAddress } from './ip-rules';
import { dnsLabel, dnsSubdomain, oneOf, text, wildcardDnsSubdomain } from './names';
import { integerBetween, port } from './numbers';

// Source: the schema and the expressions of HTTPRoute in the definitions of the Gateway API, sigs.k8s.io/gateway-api v1.4.

const FILTERS: Readonly<Record<string, string>> = {
  RequestHeaderModifier: 'requestHeaderModifier',
  ResponseHeaderModifier: 'responseHeaderModifier',
  RequestMirror: 'requestMirror',
  RequestRedirect: 'requestRedirect',
  URLRewrite: 'urlRewrite',
  ExtensionRef: 'extensionRef',
};

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];

const routeHost: Check = (value) =>
  ipAddress(value) === undefined ? `must be a DNS name, not an IP address, got ${formatValue(value)}` : undefined;

const headerName: Check = (value) =>
  typeof value === 'string' && /^[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,256}$/.test(value)
    ? undefined
    : `must be the name of a header, got ${formatValue(value)}`;

const gatewayDuration: Check = (value) =>
  typeof value === 'string' && /^([0-9]{1,5}(h|m|s|ms)){1,4}$/.test(value)
    ? undefined
    : `must be a duration such as "30s" or "500ms", got ${formatValue(value)}`;

const plainPath: Check = (value) =>
  /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(String(value)) &&
  String(value).startsWith('/') &&
  !/\/\/|\/\.\.?(\/|$)|%2f/i.test(String(value))
    ? undefined
    : `must start with "/" and not contain "//", "/./", "/../", "%2f", "#", "?" or spaces, got ${formatValue(value)}`;

/** HTTPRoute of gateway.networking.k8s.io. */
export function checkHttpRoute(object: Field): void {
  const spec = object.at('spec');
  for (const parent of upTo(32, spec.at('parentRefs'))) {
    parent.at('name').required(text);
    parent.at('namespace').check(dnsLabel);
    parent.at('sectionName').check(dnsSubdomain);
    parent.at('port').check(port);
  }
  for (const host of upTo(16, spec.at('hostnames'))) host.required(routeHost, wildcardDnsSubdomain);
  for (const rule of upTo(16, spec.at('rules'))) checkRule(rule);
}

function upTo(max: number, list: Field): Field[] {
  const items = list.items();
  if (items.length > max) list.report(`must be at most ${max}, got ${items.length}`);
  return items;
}

function checkRule(rule: Field): void {
  const matches = upTo(64, rule.at('matches'));
  for (const match of matches) checkMatch(match);
  const filters = upTo(16, rule.at('filters'));
  checkFilters(rule.at('filters'), filters, matches);
  const backends = upTo(16, rule.at('backendRefs'));
  for (const backend of backends) checkBackend(backend);
  if (backends.length > 0 && filters.some((filter) => filter.at('requestRedirect').present)) {
    rule.at('backendRefs').report('must be absent with a RequestRedirect filter');
  }
  for (const timeout of ['request', 'backendRequest']) rule.at('timeouts').at(timeout).check(gatewayDuration);
  const [whole, attempt] = ['request', 'backendRequest'].map((each) => milliseconds(rule.at('timeouts').at(each)));
  if (whole !== undefined && attempt !== undefined && whole !== 0 && attempt > whole) {
    rule.at('timeouts').at('backendRequest').report('must not be longer than the request timeout');
  }
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

function milliseconds(field: Field): number | undefined {
  const given = field.text();
  if (given === undefined || gatewayDuration(given) !== undefined) return undefined;
  return [...given.matchAll(/(\d+)(ms|h|m|s)/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * (UNITS[unit ?? ''] ?? 0),
    0,
  );
}

function checkMatch(match: Field): void {
  const path = match.at('path');
  path.at('type').check(oneOf('PathPrefix', 'Exact', 'RegularExpression'));
  if (path.at('type').value !== 'RegularExpression') path.at('value').check(plainPath);
  match.at('method').check(oneOf(...METHODS));
  for (const list of ['headers', 'queryParams']) {
    for (const each of upTo(16, match.at(list))) {
      each.at('name').required(headerName);
      each.at('value').required(text);
    }
  }
}

function checkFilters(list: Field, filters: Field[], matches: Field[]): void {
  const types = filters.map((filter) => filter.at('type').text());
  for (const filter of filters) {
    const type = filter.at('type');
    type.required(oneOf(...Object.keys(FILTERS), 'CORS', 'ExternalAuth'));
    const member = FILTERS[type.text() ?? ''];
    if (member !== undefined && !filter.at(member).present)
      filter.at(member).report(`is required with type ${type.text()}`);
    const redirect = filter.at('requestRedirect');
    redirect.at('scheme').check(oneOf('http', 'https'));
    redirect.at('hostname').check(dnsSubdomain);
    redirect.at('port').check(port);
    redirect
      .at('statusCode')
      .check((value) =>
        [301, 302, 303, 307, 308].includes(Number(value))
          ? undefined
          : `must be one of 301, 302, 303, 307, 308, got ${formatValue(value)}`,
      );
    filter.at('urlRewrite').at('hostname').check(dnsSubdomain);
    for (const changed of [redirect, filter.at('urlRewrite')]) {
      const isPrefix =
        matches.length === 1 && (matches[0]?.at('path').at('type').text() ?? 'PathPrefix') === 'PathPrefix';
      if (
        changed.at('path').at('replacePrefixMatch').value !== undefined &&
        !(isPrefix && matches[0]?.at('path').present)
      ) {
        changed.at('path').at('replacePrefixMatch').report('needs exactly one match, with a path of type PathPrefix');
      }
    }
  }
  for (const type of Object.keys(FILTERS)
    .slice(0, 5)
    .filter((each) => each !== 'RequestMirror')) {
    if (types.filter((each) => each === type).length > 1) list.report(`must have at most one ${type}`);
  }
  if (types.includes('RequestRedirect') && types.includes('URLRewrite')) {
    list.report('must have RequestRedirect or URLRewrite, got both');
  }
}

function checkBackend(backend: Field): void {
  backend.at('name').required(text);
  const isService = (backend.at('kind').text() ?? 'Service') === 'Service' && !backend.at('group').present;
  if (isService) backend.at('port').required(port);
  else backend.at('port').check(port);
  backend.at('weight').check(integerBetween(0, 1_000_000));
}
