import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { TokenType } from '../../lib/tokens/token';
import { TokenRegistry } from '../../lib/tokens/token-registry';
import { ConfigFiles, type ConfigFilesProps } from '../../lib/config/config-files';

const TOKENS = new TokenRegistry();

const FIXTURES = join(__dirname, 'fixtures');
/** A folder that has a folder and no file. */
const EMPTY = mkdtempSync(join(tmpdir(), 'empty-'));
mkdirSync(join(EMPTY, 'inner'));
const FOLDER = join(FIXTURES, 'folder');

interface Manifest {
  readonly metadata: { readonly name: string };
  readonly [field: string]: unknown;
}

function manifestOf(props: ConfigFilesProps): Manifest {
  const chart = Testing.chart();
  new ConfigFiles(chart, 'config', props);
  return (Testing.synth(chart) as Manifest[])[0] as Manifest;
}

function messageOf(props: ConfigFilesProps): string {
  try {
    new ConfigFiles(new Chart(Testing.app(), 'chart'), 'config', props);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

test('takes a folder and literals as kubectl does: links and subfolders are passed over, bytes apart from text', () => {
  // WHEN
  const manifest = manifestOf({ name: 'c', folders: [FOLDER], literals: { k: 'v' } });

  // THEN: the output of `kubectl create configmap c --from-file=folder --from-literal=k=v`
  expect(manifest).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'c' },
    data: { k: 'v', 'x.txt': 'a<b>&c\n' },
    binaryData: { bin: '//4A' },
  });
});

test('takes files under their names or under a key', () => {
  // WHEN
  const manifest = manifestOf({
    files: [join(FIXTURES, 'settings.conf')],
    namedFiles: { 'renamed.txt': join(FOLDER, 'x.txt') },
  });

  // THEN
  expect(manifest).toMatchObject({ data: { 'settings.conf': '{"server":1}', 'renamed.txt': 'a<b>&c\n' } });
  expect(manifest).not.toHaveProperty('binaryData');
});

test.each([
  ['text and bytes', 'c-96g7gmgkgt', { folders: [FOLDER], literals: { k: 'v' } }],
  ['an env-file', 'c-782c952ggd', { envFiles: [join(FIXTURES, 'env.env')] }],
  ['nothing', 'c-94b26g54cg', {}],
  ['bytes alone', 'c-m79d6h8f99', { files: [join(FOLDER, 'bin')] }],
])('names by content as kubectl --append-hash does: %s', (_, name, sources) => {
  expect(manifestOf({ name: 'c', contentName: true, ...sources }).metadata.name).toBe(name);
});

test('every prop arrives', () => {
  // GIVEN
  const allProps: Required<ConfigFilesProps> = {
    name: 'c',
    namespace: 'shop',
    labels: { app: 'web' },
    annotations: { owner: 'me' },
    immutable: true,
    contentName: true,
    files: [join(FIXTURES, 'settings.conf')],
    namedFiles: { named: join(FOLDER, 'x.txt') },
    folders: [FOLDER],
    envFiles: [join(FIXTURES, 'env.env')],
    literals: { k: 'v' },
  };

  // THEN
  expect(manifestOf(allProps)).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: expect.stringMatching(/^c-[2-9b-df-hkmt]{10}$/) as string,
      namespace: 'shop',
      labels: { app: 'web' },
      annotations: { owner: 'me' },
    },
    immutable: true,
    data: {
      'settings.conf': '{"server":1}',
      named: 'a<b>&c\n',
      'x.txt': 'a<b>&c\n',
      A: '1 ',
      B: '"two"',
      C: 'x=y',
      D: '',
      k: 'v',
    },
    binaryData: { bin: '//4A' },
  });
});

test('shows what it holds, with a hash that follows the content and nothing else', () => {
  // GIVEN
  const chart = Testing.chart();
  const config = new ConfigFiles(chart, 'a', { name: 'a', folders: [FOLDER] });
  const same = new ConfigFiles(chart, 'b', { name: 'b', labels: { x: 'y' }, folders: [FOLDER] });
  const other = new ConfigFiles(chart, 'c', { name: 'c', literals: { k: 'v' } });

  // THEN
  expect(config.name).toBe('a');
  expect(config.keys).toEqual(['bin', 'x.txt']);
  expect(config.data).toEqual({ 'x.txt': 'a<b>&c\n' });
  expect(config.binaryData).toEqual({ bin: '//4A' });
  expect(config.contentHash).toMatch(/^[0-9a-f]{16}$/);
  expect(same.contentHash).toBe(config.contentHash);
  expect(other.contentHash).not.toBe(config.contentHash);
});

test('a patch of a field that has no prop arrives', () => {
  // GIVEN
  const chart = Testing.chart();
  const config = new ConfigFiles(chart, 'config', { literals: { k: 'v' } });

  // WHEN
  ApiObject.of(config).addJsonPatch(
    JsonPatch.add('/metadata/finalizers', ['example.com/keep']),
    JsonPatch.add('/data/later', 'x'),
  );

  // THEN
  expect((Testing.synth(chart) as Manifest[])[0]).toMatchObject({
    metadata: { finalizers: ['example.com/keep'] },
    data: { k: 'v', later: 'x' },
  });
});

test('a patch is held to the rules too', () => {
  // GIVEN
  const chart = new Chart(Testing.app(), 'chart');
  const config = new ConfigFiles(chart, 'config', { literals: { k: 'v' } });

  // WHEN
  config.resource.addJsonPatch(JsonPatch.add('/data/bad key', 'x'));

  // THEN
  expect(() => void Testing.synth(chart)).toThrow('[chart/config] data: key must be a key of letters');
});

const KEY_RULE =
  'must be a key of letters, digits, "-", "_" and "." of at most 253 characters, not "." nor starting with ".."';
const scratch = mkdtempSync(join(tmpdir(), 'config-'));

function scratchFile(name: string, content: string | Buffer): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

test.each<[string, ConfigFilesProps, string]>([
  ['a missing file', { files: ['nope.conf'] }, '"nope.conf" must be a file, got nothing there'],
  ['a folder among files', { files: [FOLDER] }, `"${FOLDER}" must be a file, got a folder`],
  ['a file among folders', { folders: [join(FOLDER, 'bin')] }, `"${join(FOLDER, 'bin')}" must be a folder, got a file`],
  ['a missing folder', { folders: ['nope'] }, '"nope" must be a folder, got nothing there'],
  ['a folder without files', { folders: [EMPTY] }, `folder "${EMPTY}" must have at least one regular file, got none`],
  ['a key with a space', { literals: { 'a b': 'x' } }, `the key of literals ${KEY_RULE}, got "a b"`],
  [
    'a key from two sources',
    { files: [join(FOLDER, 'x.txt')], literals: { 'x.txt': 'y' } },
    `key "x.txt" must come from one source, got ${join(FOLDER, 'x.txt')} and literals`,
  ],
  [
    'more than 1 MiB',
    { literals: { a: 'x'.repeat(1024 * 1024), b: 'y' } },
    'the entries must be at most 1048576 bytes together, got 1048577',
  ],
  [
    'an env-file of bytes',
    { envFiles: [join(FOLDER, 'bin')] },
    `env-file "${join(FOLDER, 'bin')}" must be UTF-8 text, got other bytes`,
  ],
  [
    'an env-file with a bad line',
    { envFiles: [scratchFile('bad.env', 'A=1\nB\n')] },
    `${join(scratch, 'bad.env')}:2: must be NAME=value, got "B"`,
  ],
  ['a content name without a name', { contentName: true }, 'contentName needs a name to append the hash to, got none'],
])('refuses %s', (_, props, message) => {
  expect(messageOf(props)).toBe(`[chart/config] ${message}`);
});

test('reports all problems of the sources at once', () => {
  expect(messageOf({ files: ['nope.conf'], literals: { 'a b': 'x' } })).toBe(
    `[chart/config] "nope.conf" must be a file, got nothing there; the key of literals ${KEY_RULE}, got "a b"`,
  );
});

test('exactly 1 MiB is accepted', () => {
  expect(messageOf({ literals: { a: 'x'.repeat(1024 * 1024) } })).toBe('');
});

test('a name cannot follow content that a chart leaves open', () => {
  // GIVEN
  const { text } = TOKENS.register({ name: 'values.level', type: TokenType.STRING, plain: () => 'info' });

  // THEN
  expect(messageOf({ name: 'c', contentName: true, literals: { LEVEL: `level=${text}` } })).toBe(
    '[chart/config] contentName needs content that is known at synth, got a value that the chart leaves open',
  );
});
