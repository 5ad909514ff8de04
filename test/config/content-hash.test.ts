import fc from 'fast-check';
import { contentHash, nameSuffix } from '../../lib/config/content-hash';
import { goJson } from '../../lib/kubernetes/go-json';

test('JSON is escaped as Go escapes it', () => {
  expect(goJson({ a: '<b>&\u2028' })).toBe('{"a":"\\u003cb\\u003e\\u0026\\u2028"}');
});

test('keys are ordered by bytes, not by UTF-16 units', () => {
  // GIVEN a key beyond the basic plane, whose UTF-16 units sort before U+FFFD
  const content = { '\u{1F600}': 1, '\uFFFD': 2 };

  // THEN
  expect(contentHash(content)).toBe(contentHash({ '\uFFFD': 2, '\u{1F600}': 1 }));
});

test('the order of keys moves neither hash', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (content) => {
      const reversed = Object.fromEntries(Object.entries(content).reverse());
      expect(contentHash(reversed)).toBe(contentHash(content));
      expect(nameSuffix(reversed)).toBe(nameSuffix(content));
      expect(nameSuffix(content)).toMatch(/^[2-9b-dfghkmt]{10}$/);
    }),
  );
});
