import { mkdirSync, symlinkSync } from 'node:fs';
import { CommandLine } from './command-line';

const cli = new CommandLine();
const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { a: b }\n';

beforeAll(() => cli.write('good.yaml', GOOD));
afterAll(() => cli.remove());

const POD = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n${spec}`;

/** A name, a text, and the one line that refuses it. `FILE` is the file's name. */
const TEXTS: [sort: string, text: string | Uint8Array, line: RegExp][] = [
  ['YAML with a wrong indent', 'apiVersion: v1\nkind: Pod\n  metadata: {}\n', /^FILE:[23]:\d+: /],
  ['YAML with an open bracket', 'apiVersion: v1\nkind: Pod\nmetadata: { name: p\n', /^FILE:\d+:\d+: /],
  ['YAML with an open quote', 'apiVersion: v1\nkind: "Pod\n', /^FILE:\d+:\d+: /],
  ['a tab as an indent', 'apiVersion: v1\nkind: Pod\nmetadata:\n\tname: p\n', /^FILE:4:\d+: .*tab/i],
  ['a key written twice', 'apiVersion: v1\nkind: Pod\nkind: Service\n', /^FILE:3:1: key "kind" is written twice/],
  ['a nested key written twice', POD('  hostname: a\n  hostname: b\n'), /^FILE:6:3: key "hostname" is written twice/],
  ['an alias without an anchor', 'apiVersion: v1\nkind: Pod\nmetadata: *none\n', /^FILE:3:11: .*none/],
  [
    'an anchor that contains itself',
    'apiVersion: v1\nkind: Pod\nmetadata: &a { labels: *a }\n',
    /^FILE:3:\d+: .*itself/,
  ],
  ['a billion laughs', laughs(), /^FILE:\d+:\d+: aliases expand to more than/],
  ['50 MB of text', Buffer.alloc(50_000_000, 'a: b\n'), /^FILE: .*48 MiB long, at most 32 MiB/],
  ['a binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), /^FILE(:1:1)?: .*not.* text/],
  ['text that is not UTF-8', Buffer.from('apiVersion: v1\nkind: "\xe9"\n', 'latin1'), /^FILE: not text in UTF-8/],
  ['an empty file', '', /^FILE: no manifest found/],
  ['white space', ' \n\n', /^FILE: no manifest found/],
  ['only comments', '# nothing\n---\n# here\n', /^FILE: no manifest found/],
  ['a scalar', 'hello\n', /^FILE:1:1: .*"hello".*expected an object/],
  ['a number', '42\n', /^FILE:1:1: .*42.*expected an object/],
  ['a list of manifests', `- ${GOOD.trimEnd().replaceAll('\n', '\n  ')}\n`, /^FILE:1:1: .*a list, expected an object/],
  ['no kind', 'apiVersion: v1\nmetadata: { name: p }\n', /^FILE:1:1: .*has no kind/],
  ['no apiVersion', 'kind: Pod\nmetadata: { name: p }\n', /^FILE:1:1: .*has no apiVersion/],
  ['a kind that is a number', 'apiVersion: v1\nkind: 7\n', /^FILE:1:1: .*kind.*7.*expected a string/],
  [
    'metadata that is a list',
    'apiVersion: v1\nkind: Pod\nmetadata: [a]\n',
    /^FILE:\d:\d+: .*metadata.*list.*expected an object/,
  ],
  [
    'a List in a List',
    '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"List","items":[]}]}',
    /^FILE:1:\d+: items\[0\]/,
  ],
  ['a List of scalars', 'apiVersion: v1\nkind: List\nitems: [1, 2]\n', /^FILE:\d:\d+: items\[0\].*1/],
  [
    'an env value that is a number',
    POD('  containers:\n  - name: c\n    env:\n    - { name: A, value: 8080 }\n'),
    /^FILE:8:\d+: .*env.*8080.*string/,
  ],
  [
    'an env value that is a boolean',
    POD('  containers:\n  - name: c\n    env:\n    - { name: A, value: yes }\n'),
    /^FILE:8:\d+: .*env.*string/,
  ],
  [
    'a label that is a number',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: p, labels: { v: 1 } }\n',
    /^FILE:3:\d+: .*labels.*string/,
  ],
  ['containers that are a map', POD('  containers:\n    name: c\n'), /^FILE:6:\d+: .*containers.*list/],
  [
    'replicas that are a word',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d }\nspec: { replicas: two }\n',
    /^FILE:4:\d+: .*replicas.*two/,
  ],
  [
    'a quantity that is none',
    POD('  containers:\n  - name: c\n    resources: { limits: { cpu: many } }\n'),
    /^FILE:7:\d+: .*cpu.*many/,
  ],
  ['NaN', 'apiVersion: v1\nkind: Pod\nspec: { priority: .nan }\n', /^FILE:3:\d+: .*\.nan/],
  ['an unknown tag', 'apiVersion: v1\nkind: !Ref Pod\n', /^FILE:2:\d+: .*tag/],
  ['JSON cut short', '{"apiVersion":"v1","kind":"Pod"', /^FILE:1:\d+: /],
  [
    'nesting without end',
    `{"apiVersion":"v1","kind":"Pod","spec":${'['.repeat(5_000)}`,
    /^FILE(:1:\d+)?: .*(nested|deep)/,
  ],
  [
    'a Helm template',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n',
    /^FILE:4:\d+: .*helm template/,
  ],
];

describe.each(['actual', 'expected', 'stdin', 'folder', 'normalize'])(
  'bad input as %s is refused in one line',
  (place) => {
    test.each(TEXTS)('%s', async (sort, text, line) => {
      // GIVEN
      const name = `${place}/${sort.replaceAll(' ', '-')}/bad.yaml`;
      const file = cli.write(name, text);
      const good = cli.path('good.yaml');
      const args = {
        actual: ['equivalent', file, good],
        expected: ['equivalent', good, file],
        stdin: ['equivalent', '-', good],
        folder: ['equivalent', file.slice(0, -'/bad.yaml'.length), good],
        normalize: ['normalize', file],
      }[place] as string[];
      // In a folder a file without manifests is a template that is switched off; the folder must have one.
      const emptyFolder = place === 'folder' && /no manifest/.test(line.source);

      // WHEN
      const { status, output, warnings } = await cli.run(args, place === 'stdin' ? text : '');

      // THEN
      expect(warnings).toMatch(/^cdk8s-patterns: [^\n]+\n$/);
      const problem = warnings.slice('cdk8s-patterns: '.length, -1).replace(place === 'stdin' ? 'stdin' : name, 'FILE');
      if (emptyFolder) expect(problem).toMatch(/: no manifest in its files$/);
      else expect(problem).toMatch(line);
      expect(warnings.length).toBeLessThan(500);
      expect(warnings).not.toMatch(/ {4}at |defect/);
      expect({ status, output }).toEqual({ status: 2, output: '' });
    });
  },
);

describe('files that cannot be read are refused in one line', () => {
  test.each([
    ['a missing file', 'none.yaml', 'none.yaml: no such file or folder'],
    ['a path through a file', 'good.yaml/x.yaml', 'good.yaml/x.yaml: a part of the path is not a folder'],
    ['a link to itself', 'loop.yaml', 'loop.yaml: a symbolic link that leads to itself'],
    ['an empty folder', 'empty', 'empty: no .yaml, .yml or .json file in this folder'],
    ['a folder of other files', 'other', 'other: no .yaml, .yml or .json file in this folder'],
    ['a Helm chart', 'chart', 'chart: a Helm chart, not manifests; render it with helm template'],
    ['a name that is too long', `${'x'.repeat(300)}.yaml`, `${'x'.repeat(300)}.yaml: the name is too long`],
    ['a name that is none', 'a\0b', 'a\\u0000b: not a file name'],
  ])('%s', async (_, name, problem) => {
    // GIVEN
    cli.write('other/readme.md', 'hello');
    cli.write('chart/Chart.yaml', 'apiVersion: v2\nname: c\nversion: 1.0.0\n');
    mkdirSync(cli.path('empty'), { recursive: true });
    try {
      symlinkSync('loop.yaml', cli.path('loop.yaml'));
    } catch {
      // Made by the case before.
    }

    // WHEN
    const outcome = await cli.run(['equivalent', cli.path(name), cli.path('good.yaml')]);

    // THEN
    expect(outcome).toEqual({ status: 2, output: '', warnings: `cdk8s-patterns: ${problem}\n` });
  });
});

describe('commands that are none are refused in one line', () => {
  test.each([
    [
      'no command',
      [],
      'no command, expected equivalent, normalize, check, upgrade or adopt; see cdk8s-patterns --help',
    ],
    [
      'an unknown command',
      ['compare'],
      'unknown command "compare", expected equivalent, normalize, check, upgrade or adopt',
    ],
    ['an unknown option', ['equivalent', '--frobnicate'], "unknown option '--frobnicate'"],
    ['an unknown short option', ['equivalent', '-x', 'a', 'b'], "unknown option '-x'"],
    ['an option without its value', ['equivalent', 'a', 'b', '--rename'], "option '--rename <value>' argument missing"],
    [
      'an unknown format',
      ['equivalent', 'a', 'b', '--output', 'xml'],
      '--output is "xml", expected text, json, html, junit, sarif, github, unified',
    ],
    ['a rename without a second name', ['equivalent', 'a', 'b', '--rename', 'x'], '--rename is "x", expected A=B'],
    ['no operand', ['equivalent'], 'equivalent takes two operands, ACTUAL and EXPECTED, got none'],
    ['one operand', ['equivalent', 'a'], 'equivalent takes two operands, ACTUAL and EXPECTED, got a'],
    ['three operands', ['equivalent', 'a', 'b', 'c'], 'equivalent takes two operands, ACTUAL and EXPECTED, got a b c'],
    ['standard input twice', ['equivalent', '-', '-'], 'only one of ACTUAL and EXPECTED can be standard input'],
    ['nothing to normalize', ['normalize'], 'normalize takes one operand or more, got none'],
    [
      'an unknown format of normalize',
      ['normalize', 'a', '--output', 'html'],
      '--output is "html", expected yaml, json',
    ],
    ['an option of the other command', ['normalize', 'a', '--rename', 'a=b'], "unknown option '--rename'"],
  ])('%s', async (_, args, problem) => {
    // WHEN
    const outcome = await cli.run(args);

    // THEN
    expect(outcome).toEqual({ status: 2, output: '', warnings: `cdk8s-patterns: ${problem}\n` });
  });
});

describe('input that only looks bad gives a verdict', () => {
  test.each([
    ['anchors and aliases', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: &n c }\ndata: { a: b }\n# *n\n'],
    ['a merge key', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { <<: { a: b } }\n'],
    ['JSON', '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a":"b"}}'],
    ['a byte order mark', `\ufeff${GOOD}`],
    ['UTF-16, as PowerShell writes', Buffer.from(`\ufeff${GOOD}`, 'utf16le')],
    ['Windows line ends', GOOD.replaceAll('\n', '\r\n')],
    ['empty documents around', `---\n---\n${GOOD}---\n# end\n`],
    ['a List', `apiVersion: v1\nkind: List\nitems:\n- ${GOOD.trimEnd().replaceAll('\n', '\n  ')}\n`],
    ['a YAML directive', `%YAML 1.1\n---\n${GOOD}`],
  ])('%s', async (_, text) => {
    expect(await cli.run(['equivalent', '-', cli.path('good.yaml')], text)).toMatchObject({ status: 0, warnings: '' });
  });
});

/** Ten anchors, each ten times the one before. */
function laughs(): string {
  const levels = Array.from({ length: 10 }, (_, i) => {
    return `  l${i + 1}: &l${i + 1} [${Array.from({ length: 10 }, () => (i === 0 ? 'ha' : `*l${i}`)).join(', ')}]`;
  });
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\nlaughs:\n${levels.join('\n')}\n`;
}
