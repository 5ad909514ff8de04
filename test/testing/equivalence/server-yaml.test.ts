import { ManifestError } from '../../../lib/testing/equivalence/manifest-error';
import { equivalent } from '../../../lib/testing/equivalence/equivalent';
import { parseValues } from '../../../lib/testing/equivalence/parse';

// What sigs.k8s.io/yaml v1.6 answers for each text, where YAML readers disagree.

test.each<[string, string, unknown]>([
  ['a literal block without a newline at the end of the file', 'a: |\n  x', 'x'],
  ['a folded block without a newline at the end of the file', 'a: >\n  x', 'x'],
  ['a kept block without a newline at the end of the file', 'a: |+\n  x', 'x'],
  ['a block in a sequence without a newline', 'a:\n- |\n  x', ['x']],
  ['a block with a newline at the end of the file', 'a: |\n  x\n', 'x\n'],
  ['a block with blank lines at the end of the file', 'a: |\n  x\n\n', 'x\n'],
  ['a kept block with blank lines at the end of the file', 'a: |+\n  x\n\n', 'x\n\n'],
  ['a block with blank lines inside', 'a: |\n  x\n  \n   \n', 'x\n\n \n'],
  ['a tab after the indentation of a block', 'a: |\n  x\n  \ty\n', 'x\n\ty\n'],
  ['a tab inside of text', 'a: x\ty\n', 'x\ty'],
  ['a tab after text', 'a: x\t# c\n', 'x'],
  ['U+0085 in single quotes', "a: 'x\u0085y'\n", 'x y'],
  ['U+0085 in double quotes', 'a: "x\u0085y"\n', 'x y'],
  ['U+2028 in quotes', "a: 'x\u2028y'\n", 'x\u2028y'],
  ['escapes', 'a: "\\x41\\u00e9\\U0001F600\\e\\0\\t"\n', 'Aé😀\u001b\0\t'],
  ['an escaped slash in JSON', '{"a": "\\/"}', '/'],
  ['escaped surrogates in JSON', '{"a": "\\ud83d\\ude00"}', '😀'],
])('%s is read as the server reads it', (_, text, expected) => {
  expect(parseValues(text)).toEqual([{ a: expected }]);
});

test.each<[string, string, RegExp]>([
  ['an escaped slash in YAML', 'b: c\na: "\\/"\n', /^line 2:4: .*escape/],
  ['escaped surrogates in YAML', 'a: "\\ud83d\\ude00"\n', /surrogate/],
  ['a tab as indentation of a block', 'a: |\n\tx\n', /^line 2:1: .*indented/],
  ['a tab in the indentation of the first line of a block', 'a: |\n  \tx\n', /^line 2:3: .*tab/],
  ['a line of a tab in a block', 'a: |\n  x\n\t\n  y\n', /^line 3:1: .*indented/],
  ['a line of a tab after text', 'a: b\n\t\nc: d\n', /^line 2:1: .*tab/],
  ['a comment after a tab', 'a: b\n\t# c\n', /^line 2:1: .*tab/],
  ['U+0085 in plain text', 'a: x\u0085y\n', /^line 1:5: .*U\+0085/],
  ['U+0085 in a block', 'a: |\n  x\u0085y\n', /^line 2:4: .*U\+0085/],
  ['U+2028 in plain text', 'a: x\u2028y\n', /^line 1:\d+: .*U\+2028/],
  ['U+2029 in a block', 'a: |\n  x\u2029y\n', /U\+2029/],
])('%s is refused as the server refuses it', (_, text, message) => {
  const read = () => parseValues(text);
  expect(read).toThrow(ManifestError);
  expect(read).toThrow(message);
});

test('a quantity may have spaces around it', () => {
  const quota = (cpu: string) =>
    `apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q}\nspec: {hard: {cpu: ${cpu}}}\n`;
  expect(equivalent(quota('"1 "'), quota('1000m'))).toMatchObject({ outcome: 'same' });
});
