import fc from 'fast-check';
import { isIP } from 'node:net';
import { cidr, ipAddress, ipVersion, isStrictlyWithin, routableAddress } from '../../lib/rules/ip-rules';

test('the family of an address is what Node says it is', () => {
  const digits = fc.constantFrom(...'0123456789abcdef:.%/ ');
  const text = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ unit: digits, maxLength: 20 }), fc.string());
  fc.assert(
    fc.property(text, (address) => {
      expect(ipVersion(address)).toBe(isIP(address));
    }),
    { numRuns: 2000 },
  );
});

test.each(['10.0.0.1', '2001:db8::1', '::ffff:10.0.0.1'])('%s is an address that can be reached', (address) => {
  expect(ipAddress(address)).toBeUndefined();
  expect(routableAddress(address)).toBeUndefined();
});

test.each(['0.0.0.0', '127.0.0.1', '169.254.1.1', '224.0.0.1', '::', '::1', 'fe80::1', 'ff02::1', '::ffff:127.0.0.1'])(
  '%s is an address that means something else',
  (address) => {
    expect(ipAddress(address)).toBeUndefined();
    expect(routableAddress(address)).toMatch(/neither unspecified, loopback nor link-local/);
  },
);

test.each(['10.0.0', '10.0.0.256', 'localhost', '', '1::2::3'])('%s is no address', (address) => {
  expect(ipAddress(address)).toMatch(/^must be an IP address/);
});

test.each(['10.0.0.0/8', '0.0.0.0/0', '::/0', '2001:db8::/128'])('%s is a block', (block) => {
  expect(cidr(block)).toBeUndefined();
});

test.each(['10.0.0.0', '10.0.0.0/33', '::/129', '10.0.0.0/-1', '10.0.0.0/8/8', '/8'])('%s is no block', (block) => {
  expect(cidr(block)).toMatch(/^must be a CIDR block/);
});

test.each([
  ['10.1.0.0/16', '10.0.0.0/8', true],
  ['10.0.0.0/8', '10.0.0.0/8', false],
  ['10.0.0.0/8', '10.1.0.0/16', false],
  ['11.0.0.0/16', '10.0.0.0/8', false],
  ['2001:db8:1::/48', '2001:db8::/32', true],
  ['10.0.0.0/16', '::/0', false],
])('%s within %s: %s', (inner, outer, expected) => {
  expect(isStrictlyWithin(inner, outer)).toBe(expected);
});

test('a block lies within each larger one of the same start', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 1, max: 32 }), fc.nat(), (address, bits, seed) => {
      const outer = seed % bits;
      expect(isStrictlyWithin(`${address}/${bits}`, `${address}/${outer}`)).toBe(true);
      expect(isStrictlyWithin(`${address}/${outer}`, `${address}/${bits}`)).toBe(false);
    }),
  );
});
