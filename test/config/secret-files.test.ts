import { join } from 'node:path';
import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { SecretFiles, type SecretFilesProps } from '../../lib/config/secret-files';

const FIXTURES = join(__dirname, 'fixtures');
const FOLDER = join(FIXTURES, 'folder');

function synth(props: SecretFilesProps): unknown {
  const chart = Testing.chart();
  new SecretFiles(chart, 'secret', props);
  return (Testing.synth(chart) as unknown[])[0];
}

test('writes text to stringData and bytes to data', () => {
  expect(synth({ name: 's', folders: [FOLDER], literals: { k: 'v' } })).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's' },
    stringData: { k: 'v', 'x.txt': 'a<b>&c\n' },
    data: { bin: '//4A' },
  });
});

test('names by content as kubectl --append-hash does', () => {
  expect(synth({ name: 's', contentName: true, folders: [FOLDER], literals: { k: 'v' } })).toMatchObject({
    metadata: { name: 's-h98kmkc882' },
  });
  expect(synth({ name: 's', contentName: true, type: 'my/type', literals: { k: '<ü>' } })).toMatchObject({
    metadata: { name: 's-ccmbkhc6ck' },
  });
});

test('every prop arrives', () => {
  // GIVEN
  const allProps: Required<SecretFilesProps> = {
    name: 's',
    namespace: 'shop',
    labels: { app: 'web' },
    annotations: { owner: 'me' },
    immutable: true,
    contentName: true,
    type: 'kubernetes.io/basic-auth',
    files: [join(FIXTURES, 'settings.conf')],
    namedFiles: { named: join(FOLDER, 'x.txt') },
    folders: [FOLDER],
    envFiles: [join(FIXTURES, 'env.env')],
    literals: { username: 'u' },
  };

  // THEN
  expect(synth(allProps)).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: expect.stringMatching(/^s-[2-9b-df-hkmt]{10}$/) as string,
      namespace: 'shop',
      labels: { app: 'web' },
      annotations: { owner: 'me' },
    },
    type: 'kubernetes.io/basic-auth',
    immutable: true,
    stringData: {
      'settings.conf': '{"server":1}',
      named: 'a<b>&c\n',
      'x.txt': 'a<b>&c\n',
      A: '1 ',
      B: '"two"',
      C: 'x=y',
      D: '',
      username: 'u',
    },
    data: { bin: '//4A' },
  });
});

test('shows its keys and a hash, and a patch arrives', () => {
  // GIVEN
  const chart = Testing.chart();
  const secret = new SecretFiles(chart, 'secret', { name: 's', folders: [FOLDER] });

  // WHEN
  ApiObject.of(secret).addJsonPatch(JsonPatch.add('/immutable', true));

  // THEN
  expect(secret.keys).toEqual(['bin', 'x.txt']);
  expect(secret.contentHash).toMatch(/^[0-9a-f]{16}$/);
  expect((Testing.synth(chart) as unknown[])[0]).toMatchObject({ immutable: true });
});

test('refuses bad sources with the construct and every problem', () => {
  const chart = new Chart(Testing.app(), 'chart');
  expect(() => new SecretFiles(chart, 'secret', { files: ['nope'], folders: ['gone'] })).toThrow(
    '[chart/secret] "nope" must be a file, got nothing there; "gone" must be a folder, got nothing there',
  );
});

test('a type that asks for keys is held to it', () => {
  // GIVEN
  const chart = new Chart(Testing.app(), 'chart');
  new SecretFiles(chart, 'secret', { type: 'kubernetes.io/ssh-auth', literals: { key: 'x' } });

  // THEN
  expect(() => void Testing.synth(chart)).toThrow(
    '[chart/secret] data must have the key "ssh-privatekey" with type kubernetes.io/ssh-auth',
  );
});
