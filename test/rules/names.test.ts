import fc from 'fast-check';
import { type Check } from '../../lib/rules/field';
import * as names from '../../lib/rules/names';

const long = (length: number): string => 'x'.repeat(length);

test.each<[string, Check, string[], unknown[]]>([
  ['dnsLabel', names.dnsLabel, ['a', '1', 'a-b', long(63)], ['', 'A', 'a.b', '-a', 'a-', 'a_b', long(64), 1]],
  ['dnsLabel1035', names.dnsLabel1035, ['a', 'a1', long(63)], ['', '1', '1a', 'a.b', long(64)]],
  ['dnsSubdomain', names.dnsSubdomain, ['a', '1.a', long(253)], ['', 'a..b', '.a', 'a.', 'A', 'a_b', long(254)]],
  ['wildcardDnsSubdomain', names.wildcardDnsSubdomain, ['a.b', '*.a'], ['*', '*a', 'a.*', '*.*.a', '']],
  [
    'envName',
    names.envName,
    ['A', '_a', '.a', '-a', 'a.b-c', '.'.concat('x')],
    ['', '1', 'a b', 'a=b', '.', '..', '..a'],
  ],
  [
    'configKey',
    names.configKey,
    ['a', '1', '.a', '_', '-', long(253)],
    ['', '.', '..', '..a', 'a/b', 'a b', long(254)],
  ],
  ['portName', names.portName, ['a', '1a', 'a-b', long(15)], ['', '1', 'A', 'a_b', '-a', 'a-', 'a--b', long(16)]],
  [
    'labelKey',
    names.labelKey,
    ['a', 'A.b_c-1', 'example.com/a', long(63), `${long(253)}/a`],
    ['', '-a', 'a/', '/a', 'a/b/c', 'Example.com/a', 'a b', long(64), `${long(254)}/a`],
  ],
  ['annotationKey', names.annotationKey, ['a', 'Example.com/A'], ['', 'a b', 'a/b/c']],
  ['labelValue', names.labelValue, ['', 'a', 'A.b_c-1', long(63)], ['-a', 'a-', 'a/b', 'a b', long(64), true, 1]],
  ['pathSegment', names.pathSegment, ['system:a', 'A b'], ['.', '..', 'a/b', '100%']],
  ['relativePath', names.relativePath, ['a', 'a/b', '..a'], ['/a', '..', 'a/../b']],
  ['absolutePath', names.absolutePath, ['/', '/a'], ['', 'a']],
])('%s', (_, check, good, bad) => {
  for (const value of good) expect([value, check(value)]).toEqual([value, undefined]);
  for (const value of bad) {
    expect([value, check(value)]).toEqual([value, expect.stringMatching(/^must be .*, got /) as string]);
  }
});

test('a message says what is allowed and what was received', () => {
  expect(names.dnsLabel('Foo_Bar')).toBe('must be a lowercase RFC 1123 label of at most 63 characters, got "Foo_Bar"');
  expect(names.shortDnsLabel(52)(long(53))).toMatch(
    /^must be a lowercase RFC 1123 label of at most 52 characters, got "x+"$/,
  );
  expect(names.oneOf('A', 'B')('C')).toBe('must be one of A, B, got "C"');
});

test('a label is a subdomain, and a name with a letter first is one of both kinds', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'z', '0', '-', '.', 'A'), maxLength: 70 }), (value) => {
      if (names.dnsLabel(value) === undefined) expect(names.dnsSubdomain(value)).toBeUndefined();
      if (names.dnsLabel1035(value) === undefined) expect(names.dnsLabel(value)).toBeUndefined();
      if (names.dnsSubdomain(value) === undefined && !value.includes('.') && value.length <= 63) {
        expect(names.dnsLabel(value)).toBeUndefined();
      }
    }),
  );
});
