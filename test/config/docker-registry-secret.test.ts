import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { DockerRegistrySecret, type DockerRegistrySecretProps } from '../../lib/config/docker-registry-secret';
import { TokenType } from '../../lib/tokens/token';
import { TokenRegistry } from '../../lib/tokens/token-registry';

const TOKENS = new TokenRegistry();

interface Manifest {
  readonly stringData: { readonly [key: string]: string };
}

function textOf(props: DockerRegistrySecretProps): string | undefined {
  const chart = Testing.chart();
  new DockerRegistrySecret(chart, 'pull', props);
  return (Testing.synth(chart) as Manifest[])[0]?.stringData['.dockerconfigjson'];
}

test('writes what kubectl create secret docker-registry writes, to the byte', () => {
  expect(textOf({ username: 'u', password: 'p<&>', email: 'e@x.y' })).toBe(
    '{"auths":{"https://index.docker.io/v1/":{"username":"u","password":"p\\u003c\\u0026\\u003e","email":"e@x.y","auth":"dTpwPCY+"}}}',
  );
});

test('names by content as kubectl --append-hash does', () => {
  const chart = Testing.chart();
  const secret = new DockerRegistrySecret(chart, 'pull', {
    name: 'r',
    contentName: true,
    username: 'u',
    password: 'p<&>',
    email: 'e@x.y',
  });
  expect(secret.name).toBe('r-8kbmmgktfm');
});

test('every prop arrives', () => {
  // GIVEN
  const chart = Testing.chart();
  const allProps: Required<DockerRegistrySecretProps> = {
    name: 'r',
    namespace: 'shop',
    labels: { app: 'web' },
    annotations: { owner: 'me' },
    immutable: true,
    contentName: true,
    server: 'registry.example.com',
    username: 'u',
    password: 'p',
    email: 'e@x.y',
  };

  // WHEN
  new DockerRegistrySecret(chart, 'pull', allProps);

  // THEN
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: expect.stringMatching(/^r-[2-9b-df-hkmt]{10}$/) as string,
        namespace: 'shop',
        labels: { app: 'web' },
        annotations: { owner: 'me' },
      },
      type: 'kubernetes.io/dockerconfigjson',
      immutable: true,
      stringData: {
        '.dockerconfigjson':
          '{"auths":{"registry.example.com":{"username":"u","password":"p","email":"e@x.y","auth":"dTpw"}}}',
      },
    },
  ]);
});

test('a password that a chart leaves open is not buried in base64', () => {
  // GIVEN
  const password = TOKENS.register({
    name: 'values.password',
    type: TokenType.STRING,
    plain: () => 'p',
  }).text;

  // THEN
  expect(textOf({ username: 'u', password })).not.toContain('"auth"');
});

test('a patch arrives', () => {
  // GIVEN
  const chart = Testing.chart();
  const secret = new DockerRegistrySecret(chart, 'pull', { username: 'u', password: 'p' });

  // WHEN
  ApiObject.of(secret).addJsonPatch(JsonPatch.add('/immutable', true));

  // THEN
  expect((Testing.synth(chart) as unknown[])[0]).toMatchObject({ immutable: true });
});

test('refuses an empty user name or password', () => {
  const chart = new Chart(Testing.app(), 'chart');
  expect(() => new DockerRegistrySecret(chart, 'pull', { username: '', password: '' })).toThrow(
    '[chart/pull] username must not be empty, got ""; password must not be empty, got ""',
  );
});
