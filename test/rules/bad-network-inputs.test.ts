import { ABSENT, testBadInputs } from './bad-inputs';

testBadInputs('Service', [
  [
    'metadata.name',
    '1web',
    ['metadata.name: must be a lowercase RFC 1035 label starting with a letter of at most 63 characters, got "1web"'],
  ],
  [
    'spec.type',
    'External',
    [
      'spec.type: must be one of ClusterIP, NodePort, LoadBalancer, ExternalName, got "External"',
      'spec.loadBalancerSourceRanges[0]: must be absent with type External: only a LoadBalancer filters sources',
      'spec.allocateLoadBalancerNodePorts: must be absent with type External',
      'spec.loadBalancerClass: must be absent with type External',
    ],
  ],
  [
    'spec.type',
    'ClusterIP',
    [
      'spec.ports[0].nodePort: must be absent with type ClusterIP: only NodePort and LoadBalancer open a port on the nodes',
      'spec.loadBalancerSourceRanges[0]: must be absent with type ClusterIP: only a LoadBalancer filters sources',
      'spec.allocateLoadBalancerNodePorts: must be absent with type ClusterIP',
      'spec.loadBalancerClass: must be absent with type ClusterIP',
    ],
  ],
  [
    'spec.type',
    'ExternalName',
    [
      'spec.ports[0].nodePort: must be absent with type ExternalName: only NodePort and LoadBalancer open a port on the nodes',
      'spec.externalName: is required',
      'spec.ipFamilies: must be absent with type ExternalName',
      'spec.ipFamilyPolicy: must be absent with type ExternalName',
      'spec.loadBalancerSourceRanges[0]: must be absent with type ExternalName: only a LoadBalancer filters sources',
      'spec.allocateLoadBalancerNodePorts: must be absent with type ExternalName',
      'spec.loadBalancerClass: must be absent with type ExternalName',
    ],
  ],
  ['spec.ipFamilies.1', 'IPv4', ['spec.ipFamilies[1]: must be unique in its object, got IPv4 twice']],
  [
    'spec.trafficDistribution',
    'PreferFar',
    ['spec.trafficDistribution: must be one of PreferClose, PreferSameZone, PreferSameNode, got "PreferFar"'],
  ],
  ['spec.ports', [], ['spec.ports: must have at least one port, unless clusterIP is None or type ExternalName']],
  ['spec.ports.0.name', ABSENT, ['spec.ports[0].name: is required']],
  [
    'spec.ports.0.name',
    'HTTP',
    ['spec.ports[0].name: must be a lowercase RFC 1123 label of at most 63 characters, got "HTTP"'],
  ],
  ['spec.ports.1.name', 'http', ['spec.ports[1].name: must be unique in its object, got http twice']],
  ['spec.ports.1.protocol', 'TCP', ['spec.ports[1].port: must be unique in its object, got 80/TCP twice']],
  ['spec.ports.0.port', 0, ['spec.ports[0].port: must be between 1 and 65535, got 0']],
  [
    'spec.ports.0.port',
    10250,
    ['spec.ports[0].port: must not be 10250 with type LoadBalancer: it is the port of the kubelet'],
  ],
  [
    'spec.ports.0.targetPort',
    'my_port',
    [
      'spec.ports[0].targetPort: must be a port name of at most 15 lowercase letters, digits and single inner "-", with at least one letter, got "my_port"',
    ],
  ],
  ['spec.ports.0.targetPort', 70000, ['spec.ports[0].targetPort: must be between 1 and 65535, got 70000']],
  ['spec.ports.0.nodePort', 8080, ['spec.ports[0].nodePort: must be between 30000 and 32767, got 8080']],
  [
    'spec.ports.1',
    { name: 'alt', port: 81, nodePort: 30080 },
    ['spec.ports[1].nodePort: must be unique in its object, got 30080/TCP twice'],
  ],
  [
    'spec.ports.0.appProtocol',
    'my protocol',
    [
      'spec.ports[0].appProtocol: must be a qualified name, [subdomain/]name with a name of at most 63 letters, digits, "-", "_" and ".", got "my protocol"',
    ],
  ],
  [
    'spec.selector.app',
    'a b',
    [
      'spec.selector.app: must be a label value, at most 63 letters, digits, "-", "_" and "." that starts and ends with a letter or digit, got "a b"',
    ],
  ],
  ['spec.clusterIP', 'None', ['spec.clusterIP: must not be None with type LoadBalancer']],
  ['spec.clusterIP', 'localhost', ['spec.clusterIP: must be an IP address, got "localhost"']],
  [
    'spec.externalIPs',
    ['127.0.0.1'],
    ['spec.externalIPs[0]: must be an address that is neither unspecified, loopback nor link-local, got "127.0.0.1"'],
  ],
  [
    'spec.externalIPs',
    ['fe80::1'],
    ['spec.externalIPs[0]: must be an address that is neither unspecified, loopback nor link-local, got "fe80::1"'],
  ],
  [
    'spec.loadBalancerSourceRanges',
    ['10.0.0.0'],
    ['spec.loadBalancerSourceRanges[0]: must be a CIDR block such as "10.0.0.0/8", got "10.0.0.0"'],
  ],
  ['spec.externalTrafficPolicy', 'local', ['spec.externalTrafficPolicy: must be one of Cluster, Local, got "local"']],
  ['spec.sessionAffinity', 'Cookie', ['spec.sessionAffinity: must be one of None, ClientIP, got "Cookie"']],
  [
    'spec.sessionAffinityConfig.clientIP.timeoutSeconds',
    86401,
    ['spec.sessionAffinityConfig.clientIP.timeoutSeconds: must be between 1 and 86400, got 86401'],
  ],
]);

testBadInputs('Endpoints', [
  [
    'subsets.0.addresses.0.ip',
    'db.example.com',
    ['subsets[0].addresses[0].ip: must be an IP address, got "db.example.com"'],
  ],
  [
    'subsets.0.addresses.0.ip',
    '169.254.1.1',
    [
      'subsets[0].addresses[0].ip: must be an address that is neither unspecified, loopback nor link-local, got "169.254.1.1"',
    ],
  ],
  ['subsets.0', { ports: [{ port: 1 }] }, ['subsets[0]: must have addresses or notReadyAddresses']],
  ['subsets.0.ports.0.name', ABSENT, ['subsets[0].ports[0].name: is required']],
  ['subsets.0.ports.0.port', 0, ['subsets[0].ports[0].port: must be between 1 and 65535, got 0']],
]);

testBadInputs('EndpointSlice', [
  ['addressType', 'IPv5', ['addressType: must be one of IPv4, IPv6, FQDN, got "IPv5"']],
  ['endpoints.0.addresses', ['2001:db8::1'], ['endpoints[0].addresses[0]: must be an IPv4 address, got "2001:db8::1"']],
  ['endpoints.0.addresses', [], ['endpoints[0].addresses: must be between 1 and 100 addresses, got 0']],
  ['ports', [{ port: 1 }, { port: 2 }], ['ports[1].name: must be unique in its object, got  twice']],
]);

testBadInputs('NetworkPolicy', [
  ['spec.policyTypes', ['In'], ['spec.policyTypes[0]: must be one of Ingress, Egress, got "In"']],
  ['spec.policyTypes', ['Ingress', 'Egress', 'Ingress'], ['spec.policyTypes: must be at most 2, got 3']],
  [
    'spec.ingress.0.from.1.ipBlock.cidr',
    '10.0.0.0/33',
    ['spec.ingress[0].from[1].ipBlock.cidr: must be a CIDR block such as "10.0.0.0/8", got "10.0.0.0/33"'],
  ],
  [
    'spec.ingress.0.from.1.ipBlock.except',
    ['11.0.0.0/16'],
    ['spec.ingress[0].from[1].ipBlock.except[0]: must lie within "10.0.0.0/8" and be smaller, got "11.0.0.0/16"'],
  ],
  [
    'spec.ingress.0.from.1.podSelector',
    {},
    ['spec.ingress[0].from[1]: must have ipBlock alone, got podSelector and ipBlock'],
  ],
  ['spec.ingress.0.from.0', {}, ['spec.ingress[0].from[0]: must have podSelector, namespaceSelector or ipBlock']],
  [
    'spec.ingress.0.ports.0.port',
    'my_port',
    [
      'spec.ingress[0].ports[0].port: must be a port name of at most 15 lowercase letters, digits and single inner "-", with at least one letter, got "my_port"',
    ],
  ],
  ['spec.ingress.0.ports.0.endPort', 80, ['spec.ingress[0].ports[0].endPort: must be absent unless port is a number']],
  ['spec.ingress.0.ports.1.endPort', 7999, ['spec.ingress[0].ports[1].endPort: must be at least port 8000, got 7999']],
  [
    'spec.podSelector.matchLabels',
    { a: 1 },
    [
      'spec.podSelector.matchLabels.a: must be a label value, at most 63 letters, digits, "-", "_" and "." that starts and ends with a letter or digit, got 1',
    ],
  ],
]);

testBadInputs('Ingress', [
  ['spec', {}, ['spec: must have rules or a defaultBackend']],
  ['spec.rules.0.host', '10.0.0.1', ['spec.rules[0].host: must be a DNS name, not an IP address, got "10.0.0.1"']],
  [
    'spec.rules.0.host',
    '*.*.example.com',
    ['spec.rules[0].host: must be a lowercase RFC 1123 subdomain, optionally after "*.", got "*.*.example.com"'],
  ],
  ['spec.rules.0.http.paths', [], ['spec.rules[0].http.paths: is required']],
  ['spec.rules.0.http.paths.0.pathType', ABSENT, ['spec.rules[0].http.paths[0].pathType: is required']],
  ['spec.rules.0.http.paths.0.path', 'api', ['spec.rules[0].http.paths[0].path: must start with "/", got "api"']],
  [
    'spec.rules.0.http.paths.0.path',
    '/a//b',
    ['spec.rules[0].http.paths[0].path: must not contain "//", "/./", "/../" or "%2f", got "/a//b"'],
  ],
  [
    'spec.rules.0.http.paths.0.path',
    ABSENT,
    ['spec.rules[0].http.paths[0].path: is required with pathType Exact or Prefix'],
  ],
  [
    'spec.rules.0.http.paths.0.backend',
    {},
    ['spec.rules[0].http.paths[0].backend: must have exactly one of service, resource, got none'],
  ],
  [
    'spec.rules.0.http.paths.0.backend.service.port',
    {},
    ['spec.rules[0].http.paths[0].backend.service.port: must have exactly one of name, number, got none'],
  ],
  [
    'spec.rules.0.http.paths.0.backend.service.port.number',
    80,
    ['spec.rules[0].http.paths[0].backend.service.port: must have exactly one of name, number, got both'],
  ],
  [
    'spec.rules.0.http.paths.1.backend.resource.name',
    ABSENT,
    ['spec.rules[0].http.paths[1].backend.resource.name: is required'],
  ],
  [
    'spec.tls.0.hosts',
    ['a b'],
    ['spec.tls[0].hosts[0]: must be a lowercase RFC 1123 subdomain, optionally after "*.", got "a b"'],
  ],
  [
    'spec.ingressClassName',
    'My Class',
    ['spec.ingressClassName: must be a lowercase RFC 1123 subdomain of at most 253 characters, got "My Class"'],
  ],
]);
