import { ManifestError } from '../../../lib/testing/equivalence/manifest-error';
import { parse, parseValues } from '../../../lib/testing/equivalence/parse';
import { equivalent } from '../../../lib/testing/equivalence/equivalent';

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';
const POD = `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
    - name: c
      image: i
`;

/** The error that reading a text gives, at whichever step. */
function errorOf(text: string): ManifestError {
  try {
    equivalent(text, text);
  } catch (error) {
    if (error instanceof ManifestError) return error;
    throw error;
  }
  throw new Error('no error');
}

describe('parse', () => {
  test.each([
    ['octal', 'v: 0555', 365],
    ['octal with o', 'v: 0o17', 15],
    ['no octal', 'v: 089', 89],
    ['hexadecimal', 'v: 0x1F', 31],
    ['binary', 'v: 0b11', 3],
    ['separated digits', 'v: 1_000', 1000],
    ['signed', 'v: +5', 5],
    ['exponent', 'v: 1e3', 1000],
    ['point first', 'v: .5', 0.5],
    ['base 60 is text', 'v: 1:30', '1:30'],
    ['timestamp is text', 'v: 2001-01-01', '2001-01-01'],
    ['version is text', 'v: 1.2.3', '1.2.3'],
    ['yes', 'v: yes', true],
    ['y', 'v: y', true],
    ['Off', 'v: Off', false],
    ['quoted yes', 'v: "yes"', 'yes'],
    ['tilde', 'v: ~', null],
    ['nothing', 'v:', null],
    ['tagged text', 'v: !!str 5', '5'],
    ['tagged number', 'v: !!int "5"', 5],
    ['too large for a double', 'v: 9223372036854775807', 9223372036854775807n],
    ['too large for 64 bits', 'v: 18446744073709551616', 18446744073709551616],
  ])('reads %s as goyaml does', (_, text, expected) => {
    expect(parseValues(text)).toEqual([{ v: expected }]);
  });

  test('turns keys into text', () => {
    expect(parseValues('{1: a, yes: b, 1.5: c, 010: d}')).toEqual([{ '1': 'a', true: 'b', '1.5': 'c', '8': 'd' }]);
  });

  test('a merge key yields to what follows it and overrides what stands before', () => {
    expect(parseValues('a: &a {x: 1, p: 3}\nb: {p: 2, <<: *a, x: 5}')).toEqual([
      { a: { x: 1, p: 3 }, b: { p: 3, x: 5 } },
    ]);
  });

  test('of several merged maps the first wins', () => {
    expect(parseValues('- &a {x: 1}\n- &b {x: 2, z: 3}\n- {<<: [*a, *b]}')[0]).toEqual([
      { x: 1 },
      { x: 2, z: 3 },
      { x: 1, z: 3 },
    ]);
  });

  test('reads several documents and leaves out the empty', () => {
    const manifests = parse(`---\n# nothing\n---\n${CONFIG_MAP}---\n${CONFIG_MAP.replace('a}', 'b}')}...\n`);
    expect(manifests.map((manifest) => manifest.metadata?.name)).toEqual(['a', 'b']);
  });

  test('reads JSON with tabs and escapes', () => {
    const json = '{\n\t"apiVersion": "v1",\n\t"kind": "ConfigMap",\n\t"data": {"a": "\\u00e9\\/\\ud83d\\ude00"}\n}';
    expect(parse(json)[0]).toMatchObject({ data: { a: 'é/😀' } });
  });

  test('takes lists apart, and typed lists give their items a kind', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${CONFIG_MAP.trim().replaceAll('\n', '\n  ')}\n`;
    expect(parse(list)).toMatchObject([{ kind: 'ConfigMap', metadata: { name: 'a' } }]);
    const roles = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleList\nitems: [{metadata: {name: r}}]';
    expect(parse(roles)).toMatchObject([{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' }]);
  });

  test('keeps a member called __proto__', () => {
    const [manifest] = parse(`${CONFIG_MAP}data: {__proto__: x}`);
    expect(Object.keys(manifest?.data as object)).toEqual(['__proto__']);
  });

  test('a text of comments is nothing, where that is allowed', () => {
    expect(parse('# off\n---\n', { allowEmpty: true })).toEqual([]);
  });

  test('the position names file, line and column', () => {
    // GIVEN
    const text = `${CONFIG_MAP}data:\n  a: x\n  a: y\n`;

    // WHEN
    const read = () => parse(text, { file: 'dist/a.yaml' });

    // THEN
    expect(read).toThrow(new ManifestError('key "a" is written twice', { file: 'dist/a.yaml', line: 6, column: 3 }));
    expect(read).toThrow('dist/a.yaml:6:3: key "a" is written twice');
  });
});

describe('bad input', () => {
  const laughs = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map(
    (pair) => [...pair] as [string, string],
  )) {
    laughs.push(`${to}: &${to} [${Array<string>(10).fill(`*${from}`).join(', ')}]`);
  }

  test.each<[string, string, RegExp]>([
    ['nothing', '', /no manifest found, the input is empty/],
    ['only comments', '# nothing\n---\n', /no manifest found/],
    ['text', 'hello', /^line 1:1: the document is the string "hello", expected an object/],
    ['a number', '5', /expected an object with apiVersion and kind/],
    ['a list', '- a\n- b\n', /the document is a list/],
    ['a list of lists', '- - a\n', /the document is a list/],
    ['no kind', 'apiVersion: v1\nmetadata: {name: a}', /^line 1:1: the document named a has no kind/],
    ['no apiVersion', 'kind: Pod', /has no apiVersion/],
    ['null kind', 'apiVersion: v1\nkind:\n', /has no kind/],
    [
      'a number as apiVersion',
      'apiVersion: 1\nkind: Pod',
      /apiVersion of the document is the number 1, expected a string/,
    ],
    ['a list as kind', 'apiVersion: v1\nkind: [Pod]', /kind of the document is a list/],
    [
      'metadata that is text',
      'apiVersion: v1\nkind: Pod\nmetadata: x',
      /metadata of the Pod is the string x, expected an object/,
    ],
    ['an unclosed quote', `${CONFIG_MAP}data: {a: "x`, /^line 4:\d+: /],
    ['an unclosed bracket', `${CONFIG_MAP}data: {a: [x`, /^line 4:\d+: /],
    ['a tab as indentation', `${CONFIG_MAP}data:\n\ta: x\n`, /^line 5:1: .*tab/i],
    ['wrong indentation', `${CONFIG_MAP}data:\n    a: x\n  b: y\n`, /^line 6:/],
    ['a duplicate key', `${CONFIG_MAP}data: {a: x, a: y}`, /^line 4:14: key "a" is written twice/],
    ['a duplicate key at the root', `${CONFIG_MAP}kind: Pod`, /^line 4:1: key "kind" is written twice/],
    ['keys that become the same', `${CONFIG_MAP}data: {yes: x, true: y}`, /key "true" is written twice/],
    ['an unknown alias', `${CONFIG_MAP}data: *nope`, /^line 4:7: /],
    ['an anchor in itself', `${CONFIG_MAP}data: &a {b: *a}`, /anchor &a contains itself/],
    ['a merge of text', `${CONFIG_MAP}data: {<<: x}`, /a merge key takes a map/],
    ['a map as key', `${CONFIG_MAP}data: {{a: b}: c}`, /a key is not a scalar/],
    ['null as key', `${CONFIG_MAP}data: {~: c}`, /a key is null, expected a string/],
    ['infinity', `${CONFIG_MAP}data: {a: .inf}`, /\.inf is a number that JSON cannot hold/],
    ['an unknown tag', `${CONFIG_MAP}data: {a: !ref b}`, /unknown tag !ref/],
    ['a tag that does not fit', `${CONFIG_MAP}data: {a: !!int x}`, /"x" is not of the type that its tag !!int says/],
    ['a binary file', '\u0000\u0001\u0002ELF', /^line 1:1: control character U\+0000, the input is not text/],
    ['a bell in a text', `${CONFIG_MAP}data: {a: "\u0007"}`, /^line 4:12: control character U\+0007/],
    ['a billion laughs', `${CONFIG_MAP}${laughs.join('\n')}`, /aliases expand to more than 100000 nodes/],
    ['depth', `${CONFIG_MAP}x: ${'['.repeat(600)}${']'.repeat(600)}`, /nested/],
    ['a broken JSON', '{"apiVersion": "v1", "kind": }}', /^line 1:/],
    ['a List of text', 'apiVersion: v1\nkind: List\nitems: [x]', /items\[0\] of the List is the string "x"/],
    [
      'a List in a List',
      'apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: List, items: []}]',
      /is itself a List/,
    ],
    [
      'an item without kind',
      'apiVersion: v1\nkind: List\nitems: [{apiVersion: v1}]',
      /items\[0\] of the List.* has no kind/,
    ],
    [
      'a number as env value',
      `${POD}      env:\n        - {name: A, value: 5}\n`,
      /^line 9:28: Pod p: spec\.containers\[name=c\]\.env\[name=A\]\.value is the number 5, expected a string/,
    ],
    [
      'yes as env value',
      `${POD}      env:\n        - name: A\n          value: yes\n`,
      /^line 10:18: .*value is the boolean true, expected a string/,
    ],
    [
      'a list where an object belongs',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: [a]',
      /spec is a list, expected an object/,
    ],
    [
      'an object where a list belongs',
      'apiVersion: v1\nkind: Pod\nspec:\n  containers: {a: b}',
      /spec\.containers is an object, expected a list/,
    ],
    [
      'text as replicas',
      'apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: "3"}',
      /^line 3:18: .*spec\.replicas is the string "3", expected an integer/,
    ],
    ['a fraction of a replica', 'apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: 1.5}', /expected an integer/],
    [
      'a number as label',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {labels: {a: 1}}',
      /metadata\.labels\.a is the number 1/,
    ],
    ['a number as ConfigMap value', `${CONFIG_MAP}data: {port: 80}`, /data\.port is the number 80, expected a string/],
    [
      'secret data that is no base64',
      'apiVersion: v1\nkind: Secret\ndata: {a: "x y"}',
      /data\.a is the string "x y", expected text in base64/,
    ],
    [
      'a quantity that is none',
      `${POD}      resources: {limits: {cpu: lots}}\n`,
      /cpu is the string "lots", expected a quantity/,
    ],
    ['an object written twice', `${CONFIG_MAP}---\n${CONFIG_MAP}`, /ConfigMap default\/a is written twice/],
  ])('%s gives one clear line', (_, text, message) => {
    // WHEN
    const error = errorOf(text);

    // THEN
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('\n');
  });

  test('a file of 50 MB is not read', () => {
    expect(() => parse(`# ${'x'.repeat(50 * 1024 * 1024)}`)).toThrow(
      'the input is 51 MiB long, at most 32 MiB are read',
    );
  });

  test('an error in an item of a List stands at the item', () => {
    // GIVEN
    const text = 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, data: {a: 1}}\n';

    // THEN
    expect(errorOf(text)).toMatchObject({ line: 4, column: 47 });
  });
});
