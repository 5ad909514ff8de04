import { Yaml } from 'cdk8s';
import { yamlKey, yamlString } from '../../lib/fleet/yaml-scalar';

/** What cdk8s writes for a string as a value, without its key. */
const stockValue = (value: string) => Yaml.stringify({ key: { value } }).slice('key:\n  value: '.length, -1);

describe('yamlString', () => {
  test.each([
    ['a word', 'web', 'web'],
    ['an image', 'nginx:1.27-alpine', 'nginx:1.27-alpine'],
    ['a path', '/var/lib/data', '/var/lib/data'],
    ['a quantity', '512Mi', '512Mi'],
    ['words', 'two words', 'two words'],
    ['what reads as a boolean', 'yes', '"yes"'],
    ['what reads as null', '~', '"~"'],
    ['what reads as a number', '0755', '"0755"'],
    ['what reads as an exponent', 'e-0', '"e-0"'],
    ['what reads as minutes and seconds', '12:30', '"12:30"'],
    ['what reads as a date', '2001-12-14', '"2001-12-14"'],
    ['nothing', '', '""'],
    ['an indicator', '*star', '"*star"'],
    ['a comment', 'a #b', '"a #b"'],
    ['quotes', '"quoted"', `'"quoted"'`],
    ['quotes of both kinds', `"it's"`, `"\\"it's\\""`],
    ['spaces at the end', 'end ', '"end "'],
  ])('%s: %j', (_, value, expected) => {
    expect(yamlString(value, '    ')).toBe(expected);
    expect(stockValue(value)).toBe(expected);
  });

  test.each([
    ['with a newline at the end', 'a\nb\n', '|\n    a\n    b'],
    ['without one', 'a\nb', '|-\n    a\n    b'],
    ['with several', 'a\n\n\n', '|+\n    a\n\n'],
    ['with blank lines', 'a\n\nb\n', '|\n    a\n\n    b'],
    ['indented from the start', '  a\nb\n', '|2\n      a\n    b'],
    ['that begin with a blank one', '\na\n', '|\n    \n    a'],
    ['with spaces before a newline', 'a \nb: c\n', '|\n    a \n    b: c'],
  ])('lines %s', (_, value, expected) => {
    expect(yamlString(value, '    ')).toBe(expected);
    expect(stockValue(value)).toBe(expected);
  });

  test.each(['\0', 'a\r\nb', '\u0085', '\ud800', '<<', 'a\n\t'])('leaves %j to cdk8s', (value) => {
    expect(yamlString(value, '  ')).toBeUndefined();
  });
});

describe('yamlKey', () => {
  test.each([
    ['name', 'name'],
    ['app.kubernetes.io/name', 'app.kubernetes.io/name'],
    ['on', '"on"'],
    ['8080', '"8080"'],
    ['a: b', '"a: b"'],
    ['', '""'],
  ])('%j', (key, expected) => {
    expect([yamlKey(key), yamlKey(key)]).toEqual([expected, expected]);
    expect(Yaml.stringify({ [key]: 1 })).toBe(`${expected}: 1\n`);
  });

  test.each(['---', '%x', '...', 'two\nlines', 'k'.repeat(501), 'a\u2028--- b', '\0'])('leaves %j to cdk8s', (key) => {
    expect(yamlKey(key)).toBeUndefined();
  });
});
