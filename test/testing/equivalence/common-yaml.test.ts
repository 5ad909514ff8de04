import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readCommonYaml } from '../../../lib/testing/equivalence/common-yaml';
import { type Json } from '../../../lib/testing/equivalence/manifest';
import { YamlReader } from '../../../lib/testing/equivalence/yaml-reader';
import { arbitraryManifest } from './arbitrary-manifest';

const NUMBER_OF_RUNS = { numRuns: Number(process.env.EQUIVALENCE_RUNS ?? 100) };

const common = (text: string) => readCommonYaml(text, 0, text.length);

/** The full reader's answer. */
function full(text: string): Json {
  try {
    return new YamlReader(text, {}).documents()[0]?.value ?? null;
  } catch {
    return 'refused: ';
  }
}

/** Both readers agree, or the fast one leaves the text to the other. */
function expectAgreement(text: string): void {
  const value = common(text);
  if (value !== undefined) expect({ text, value }).toEqual({ text, value: full(text) });
}

const root = join(__dirname, '../../..');
const documents = ['dist', 'test/corpus', 'test/documented', 'test/rules']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
  )
  .filter((file) => /\.(yaml|json)$/.test(file))
  .flatMap((file) => readFileSync(file, 'utf8').split(/^---.*\n/m));

test('reads nearly every document of this repository, as the full reader does', () => {
  const plain = documents.filter((text) => !/[\r\ufeff]/.test(text));
  for (const text of plain) expectAgreement(text);
  expect(plain.filter((text) => common(text) !== undefined).length).toBeGreaterThan(plain.length * 0.85);
});

test('agrees with the full reader however manifests are written', () => {
  const style = fc.record({
    defaultStringType: fc.constantFrom(
      'PLAIN',
      'QUOTE_DOUBLE',
      'QUOTE_SINGLE',
      'BLOCK_LITERAL',
    ) as fc.Arbitrary<'PLAIN'>,
    collectionStyle: fc.constantFrom('block', 'flow', 'any') as fc.Arbitrary<'any'>,
    indent: fc.constantFrom(2, 4),
    indentSeq: fc.boolean(),
  });
  fc.assert(
    fc.property(arbitraryManifest(), style, (manifest, options) => {
      expectAgreement(stringify(manifest, { version: '1.1', defaultKeyType: 'PLAIN', ...options }));
    }),
    NUMBER_OF_RUNS,
  );
});

test('agrees with the full reader on documents with a character changed, added or lost', () => {
  const small = documents.filter((text) => text.length < 600 && !/[\r\ufeff]/.test(text));
  const piece = fc.constantFrom(
    ' ',
    '\n',
    ':',
    ': ',
    '-',
    '- ',
    '#',
    ' #',
    '"',
    "'",
    '|',
    '|-',
    '>',
    '&a',
    '*a',
    '!',
    '{',
    '}',
    '[',
    ']',
    ',',
    '\t',
    '\\',
    '0',
    'y',
    '~',
  );
  fc.assert(
    fc.property(fc.constantFrom(...small), fc.nat(), fc.nat({ max: 2 }), piece, (text, seed, removed, added) => {
      const at = seed % (text.length + 1);
      expectAgreement(text.slice(0, at) + added + text.slice(at + removed));
    }),
    { numRuns: NUMBER_OF_RUNS.numRuns * 10 },
  );
});

test.each([
  'a: |\n  x',
  'a: |\n  x\n\n\n',
  'a: |+\n  x\n\n',
  'a: |-\n  x\n',
  'a: |\n\n  x\n',
  'a: |\n   \n  x\n',
  'a: |\n  x\n   y\n  z\n',
  'a:\n- b\n- c: d\n  e: f\n',
  'a:\n  - - x\n    - y\n  -\n    b: c\n',
  '- -1\n- - -x\n',
  'a: "\\x41\\u00e9\\n"\n',
  "a: 'it''s'\n",
  'a: b # c\n# d\nc: d\n',
  'a: {b: c, d: [e, "f", {g: 1}]}\n',
  '{"a": {"b":1,"c":[true,null]}}\n',
  'a:\nb:\n',
  '{\n  "a": [\n    1\n  ]\n}\n',
  'a: b\n c\n',
  'a: &x b\n',
  'a: *x\n',
  'a: !!str 1\n',
  'a: b: c\n',
  'a: b\na: c\n',
  'yes: 1\n',
  '1: 2\n',
  '~: 1\n',
  'a: [b\n',
  'a: "b\n',
  'a:\n  b: c\n d: e\n',
  '<<: {a: b}\n',
  'a: >\n  b\n  c\n',
  '? a\n: b\n',
  'a: .inf\n',
  'a: 0777\n',
  'a: @b\n',
  'a: -\n',
  'a: [a: b]\n',
  'a: {b}\n',
])('%j', (text) => expectAgreement(text));
