import { join } from 'node:path';
import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { TlsSecret, type TlsSecretProps } from '../../lib/config/tls-secret';

const FIXTURES = join(__dirname, 'fixtures');
const CERT = join(FIXTURES, 'tls.crt');
const KEY = join(FIXTURES, 'tls.key');
const OTHER = join(FIXTURES, 'other.key');
const CONF = join(FIXTURES, 'settings.conf');

test('every prop arrives', () => {
  // GIVEN
  const chart = Testing.chart();
  const allProps: Required<TlsSecretProps> = {
    name: 't',
    namespace: 'shop',
    labels: { app: 'web' },
    annotations: { owner: 'me' },
    immutable: true,
    contentName: true,
    certFile: CERT,
    keyFile: KEY,
  };

  // WHEN
  new TlsSecret(chart, 'tls', allProps);

  // THEN
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: expect.stringMatching(/^t-[2-9b-df-hkmt]{10}$/) as string,
        namespace: 'shop',
        labels: { app: 'web' },
        annotations: { owner: 'me' },
      },
      type: 'kubernetes.io/tls',
      immutable: true,
      stringData: {
        'tls.crt': expect.stringContaining('-----BEGIN CERTIFICATE-----') as string,
        'tls.key': expect.stringContaining('-----BEGIN PRIVATE KEY-----') as string,
      },
    },
  ]);
});

test('names by content as kubectl --append-hash does', () => {
  const secret = new TlsSecret(Testing.chart(), 'tls', { name: 't', contentName: true, certFile: CERT, keyFile: KEY });
  expect(secret.name).toBe('t-6f772d54gd');
  expect(secret.keys).toEqual(['tls.crt', 'tls.key']);
});

test('a patch arrives', () => {
  // GIVEN
  const chart = Testing.chart();
  const secret = new TlsSecret(chart, 'tls', { certFile: CERT, keyFile: KEY });

  // WHEN
  ApiObject.of(secret).addJsonPatch(JsonPatch.add('/immutable', true));

  // THEN
  expect((Testing.synth(chart) as unknown[])[0]).toMatchObject({ immutable: true });
});

test.each([
  ['a missing file', 'nope', KEY, '"nope" must be a file, got nothing there'],
  ['no certificate', CONF, KEY, `certFile must be a certificate in PEM, got "${CONF}"`],
  ['no key', CERT, CONF, `keyFile must be a private key in PEM without a passphrase, got "${CONF}"`],
  [
    'the key of another certificate',
    CERT,
    OTHER,
    `keyFile must hold the private key of the certificate in certFile, got "${OTHER}" for "${CERT}"`,
  ],
])('refuses %s', (_, certFile, keyFile, message) => {
  const chart = new Chart(Testing.app(), 'chart');
  expect(() => new TlsSecret(chart, 'tls', { certFile, keyFile })).toThrow(`[chart/tls] ${message}`);
});
