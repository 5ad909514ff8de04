import fc from 'fast-check';
import { equivalent } from '../../../lib/testing/equivalence/equivalent';
import { renderReport } from '../../../lib/testing/equivalence/report';
import { textDifference } from '../../../lib/testing/equivalence/text-difference';

test('shows the lines that differ with one equal line around them', () => {
  expect(textDifference('a\nb\nc\nd\ne\nf\ng', 'a\nb\nc\nX\nY\ne\nf\ng')).toEqual([
    '  …',
    '  c',
    '- d',
    '+ X',
    '+ Y',
    '  e',
    '  …',
  ]);
});

test('a missing line end at the end shows', () => {
  expect(textDifference('a\nb\n', 'a\nb')).toEqual(['  …', '  b', '- ']);
});

test('long lines and long texts are cut', () => {
  // GIVEN
  const text = (word: string) => Array.from({ length: 500 }, (_, i) => `${word}${i} ${'x'.repeat(1000)}`).join('\n');

  // WHEN
  const lines = textDifference(text('a'), text('b'));

  // THEN
  expect(lines).toHaveLength(41);
  expect(lines.at(-1)).toBe('  … and 960 lines more');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(210);
});

test('has a line with a sign exactly when the texts differ', () => {
  const text = fc.array(fc.constantFrom('a', 'b', ''), { maxLength: 6 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (actual, expected) => {
      expect(textDifference(actual, expected).some((line) => /^[-+]/.test(line))).toBe(actual !== expected);
    }),
  );
});

test('the report shows a configuration file by its lines', () => {
  // GIVEN
  const config = (mode: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'c' },
    data: { 'app.conf': `color=blue\nmode=${mode}\nretries=3\n`, short: mode },
  });

  // THEN
  expect(renderReport(equivalent(config('a'), config('b')))).toBe(
    [
      'ConfigMap default/c',
      '  data[app.conf]  (- actual, + expected)',
      '      color=blue',
      '    - mode=a',
      '    + mode=b',
      '      retries=3',
      '      …',
      '  data.short',
      '    actual:   "a"',
      '    expected: "b"',
      '',
      'not equivalent: 2 differences in 1 object',
    ].join('\n'),
  );
});
