import { ABSENT, testBadInputs, TWICE } from './bad-inputs';

const PLAIN_PATH = 'must start with "/" and not contain "//", "/./", "/../", "%2f", "#", "?" or spaces, got';

testBadInputs('HTTPRoute', [
  [
    'metadata.name',
    'Shop',
    ['metadata.name: must be a lowercase RFC 1123 subdomain of at most 253 characters, got "Shop"'],
  ],
  ['spec.parentRefs.0.name', ABSENT, ['spec.parentRefs[0].name: is required']],
  ['spec.parentRefs.0.port', 0, ['spec.parentRefs[0].port: must be between 1 and 65535, got 0']],
  ['spec.hostnames.0', '10.0.0.1', ['spec.hostnames[0]: must be a DNS name, not an IP address, got "10.0.0.1"']],
  ['spec.rules', Array.from({ length: 17 }, () => ({})), ['spec.rules: must be at most 16, got 17']],
  [
    'spec.rules.0.matches.0.path.type',
    'Suffix',
    [
      'spec.rules[0].matches[0].path.type: must be one of PathPrefix, Exact, RegularExpression, got "Suffix"',
      'spec.rules[0].filters[0].urlRewrite.path.replacePrefixMatch: needs exactly one match, with a path of type PathPrefix',
    ],
  ],
  ['spec.rules.0.matches.0.path.value', 'api', [`spec.rules[0].matches[0].path.value: ${PLAIN_PATH} "api"`]],
  ['spec.rules.0.matches.0.path.value', '/a/../b', [`spec.rules[0].matches[0].path.value: ${PLAIN_PATH} "/a/../b"`]],
  [
    'spec.rules.0.matches.0.method',
    'FETCH',
    [
      'spec.rules[0].matches[0].method: must be one of GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH, got "FETCH"',
    ],
  ],
  [
    'spec.rules.0.matches.0.headers.0.name',
    'X Canary',
    ['spec.rules[0].matches[0].headers[0].name: must be the name of a header, got "X Canary"'],
  ],
  ['spec.rules.0.matches.0.headers.0.value', '', ['spec.rules[0].matches[0].headers[0].value: is required']],
  [
    'spec.rules.0.matches.0.path',
    ABSENT,
    [
      'spec.rules[0].filters[0].urlRewrite.path.replacePrefixMatch: needs exactly one match, with a path of type PathPrefix',
    ],
  ],
  ['spec.rules.0.filters.0', TWICE, ['spec.rules[0].filters: must have at most one URLRewrite']],
  [
    'spec.rules.0.filters.0.type',
    'Rewrite',
    [
      'spec.rules[0].filters[0].type: must be one of RequestHeaderModifier, ResponseHeaderModifier, RequestMirror, RequestRedirect, URLRewrite, ExtensionRef, CORS, ExternalAuth, got "Rewrite"',
    ],
  ],
  [
    'spec.rules.1.filters.0.requestRedirect',
    ABSENT,
    ['spec.rules[1].filters[0].requestRedirect: is required with type RequestRedirect'],
  ],
  [
    'spec.rules.1.filters.0.requestRedirect.statusCode',
    300,
    ['spec.rules[1].filters[0].requestRedirect.statusCode: must be one of 301, 302, 303, 307, 308, got 300'],
  ],
  [
    'spec.rules.1.filters.0.requestRedirect.scheme',
    'ftp',
    ['spec.rules[1].filters[0].requestRedirect.scheme: must be one of http, https, got "ftp"'],
  ],
  [
    'spec.rules.1.backendRefs',
    [{ name: 'web', port: 80 }],
    ['spec.rules[1].backendRefs: must be absent with a RequestRedirect filter'],
  ],
  ['spec.rules.0.backendRefs.0.name', ABSENT, ['spec.rules[0].backendRefs[0].name: is required']],
  ['spec.rules.0.backendRefs.0.port', ABSENT, ['spec.rules[0].backendRefs[0].port: is required']],
  [
    'spec.rules.0.backendRefs.0.weight',
    -1,
    ['spec.rules[0].backendRefs[0].weight: must be between 0 and 1000000, got -1'],
  ],
  [
    'spec.rules.0.timeouts.request',
    '1.5s',
    ['spec.rules[0].timeouts.request: must be a duration such as "30s" or "500ms", got "1.5s"'],
  ],
  [
    'spec.rules.0.timeouts.request',
    '100ms',
    ['spec.rules[0].timeouts.backendRequest: must not be longer than the request timeout'],
  ],
]);

testBadInputs('ServiceMonitor', [
  ['spec.selector', ABSENT, ['spec.selector: is required']],
  ['spec.endpoints', [], ['spec.endpoints: must have at least one endpoint: nothing would be scraped']],
  ['spec.endpoints.0.port', ABSENT, ['spec.endpoints[0]: must have exactly one of port, targetPort, got none']],
  [
    'spec.endpoints.1.port',
    'metrics',
    ['spec.endpoints[1]: must have exactly one of port, targetPort, got port and targetPort'],
  ],
  ['spec.endpoints.1.targetPort', 70000, ['spec.endpoints[1].targetPort: must be between 1 and 65535, got 70000']],
  ['spec.endpoints.0.scheme', 'tcp', ['spec.endpoints[0].scheme: must be one of http, https, HTTP, HTTPS, got "tcp"']],
  [
    'spec.endpoints.0.interval',
    '30',
    ['spec.endpoints[0].interval: must be a duration such as "30s" or "1m30s", got "30"'],
  ],
  [
    'spec.endpoints.0.scrapeTimeout',
    '2m',
    ['spec.endpoints[0].scrapeTimeout: must not be longer than the interval "1m30s", got "2m"'],
  ],
  ['spec.sampleLimit', -1, ['spec.sampleLimit: must be a whole number of at least 0, got -1']],
]);
