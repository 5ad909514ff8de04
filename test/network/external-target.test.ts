import { ExternalTarget } from '../../lib/network/external-target';

test('a fully qualified dns name keeps its dot', () => {
  expect(() => ExternalTarget.dnsName('database.company.com.')).not.toThrow();
});

test.each<[string, () => ExternalTarget, string]>([
  [
    'a name that is none',
    () => ExternalTarget.dnsName('data_base'),
    'the dns name of an external target must be a lowercase RFC 1123 subdomain of at most 253 characters, got "data_base"',
  ],
  [
    'an address as a name',
    () => ExternalTarget.dnsName('192.168.0.1'),
    'the dns name of an external target must be a DNS name, got "192.168.0.1": use ExternalTarget.addresses for IP addresses',
  ],
  [
    'a name as an address, and no port',
    () => ExternalTarget.addresses(['database.company.com'], []),
    'an external target must be an IP address, got "database.company.com"; must have at least one port, got none',
  ],
  [
    'no address',
    () => ExternalTarget.addresses([], [{ port: 1 }]),
    'an external target must have at least one address, got none',
  ],
  [
    'a port by name',
    () => ExternalTarget.addresses(['192.168.0.1'], [{ port: 1, targetPortName: 'db' }]),
    'an external target must have target ports by number: only pods have names for theirs, got "db"',
  ],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(message);
});
