import { ApiObject, type Chart, JsonPatch, Testing } from 'cdk8s';
import {
  ConfigFiles,
  Env,
  Mount,
  Posture,
  ProjectedSource,
  SecretFiles,
  UnprobedDeployment,
  type WorkloadProps,
} from '../../lib';

interface App {
  readonly chart: Chart;
  readonly settings: ConfigFiles;
  readonly secret: SecretFiles;
  readonly web: UnprobedDeployment;
}

interface Content {
  readonly settings?: { readonly [key: string]: string };
  readonly secret?: { readonly [key: string]: string };
}

/** The hash of a workload that is built anew. */
function hash(
  props: Partial<WorkloadProps>,
  { settings = { mode: 'safe', level: 'info' }, secret = { password: 'a' } }: Content = {},
  change: (app: App) => void = () => undefined,
): string | undefined {
  const chart = Testing.chart();
  Posture.custom({ configHash: true }).applyTo(chart);
  const app = {
    chart,
    settings: new ConfigFiles(chart, 'settings', { name: 'settings', literals: settings }),
    secret: new SecretFiles(chart, 'secret', { name: 'secret', literals: secret }),
    web: new UnprobedDeployment(chart, 'web', { name: 'web', image: 'web:1.0', ...props }),
  };
  change(app);
  const manifests = Testing.synth(chart) as {
    kind: string;
    spec: { template: { metadata?: { annotations?: { [key: string]: string } } } };
  }[];
  const web = manifests.find(({ kind }) => kind === 'Deployment');
  return web?.spec.template.metadata?.annotations?.['cdk8s-patterns/config-hash'];
}

const ALL = { env: [Env.fromConfigMap('settings')] };
const LEVEL = { env: [Env.configMapKey('LEVEL', 'settings', 'level')] };

test('the hash is the same in every build and does not depend on the order of keys', () => {
  expect(hash(ALL)).toMatch(/^[0-9a-f]{16}$/);
  expect(hash(ALL)).toBe(hash(ALL));
  expect(hash(ALL, { settings: { level: 'info', mode: 'safe' } })).toBe(hash(ALL));
});

test.each<[string, Partial<WorkloadProps>]>([
  ['an environment', ALL],
  ['one variable', LEVEL],
  ['a mounted volume', { mounts: [Mount.configMap('/etc/settings', 'settings')] }],
  ['a projected volume', { mounts: [Mount.projected('/etc/all', [ProjectedSource.configMap('settings')])] }],
])('the hash changes with what the pod reads through %s', (_, props) => {
  expect(hash(props, { settings: { mode: 'safe', level: 'debug' } })).not.toBe(hash(props));
});

test('the hash does not change with what the pod does not read', () => {
  const other = { settings: { mode: 'fast', level: 'info' } };
  const mounted = { mounts: [Mount.configMap('/etc/settings', 'settings', { items: { level: 'level' } })] };

  expect(hash(LEVEL, other)).toBe(hash(LEVEL));
  expect(hash(mounted, other)).toBe(hash(mounted));
  expect(hash(ALL, { secret: { password: 'b' } })).toBe(hash(ALL));
});

test('the hash changes with a projected Secret', () => {
  const props = { mounts: [Mount.projected('/etc/all', [ProjectedSource.secret('secret')])] };

  expect(hash(props, { secret: { password: 'b' } })).not.toBe(hash(props));
});

test('the hash includes JSON patches of the ConfigMap', () => {
  const patched = hash(ALL, {}, ({ settings }) => {
    ApiObject.of(settings).addJsonPatch(JsonPatch.replace('/data/level', 'debug'));
  });

  expect(patched).toBe(hash(ALL, { settings: { mode: 'safe', level: 'debug' } }));
});

test('the hash includes JSON patches of the workload', () => {
  const change = ({ web }: App): void => {
    ApiObject.of(web).addJsonPatch(
      JsonPatch.add('/spec/template/spec/containers/0/envFrom', [{ secretRef: { name: 'secret' } }]),
    );
  };

  expect(hash({}, {}, change)).toBeDefined();
  expect(hash({}, { secret: { password: 'b' } }, change)).not.toBe(hash({}, {}, change));
  expect(hash({})).toBeUndefined();
});

test('a Secret has the same hash with data in base64 and with stringData', () => {
  const props = { env: [Env.fromSecret('secret')] };
  const encoded = hash(props, {}, ({ secret }) => {
    ApiObject.of(secret).addJsonPatch(
      JsonPatch.remove('/data'),
      JsonPatch.remove('/stringData'),
      JsonPatch.add('/data', { password: Buffer.from('a').toString('base64') }),
    );
  });

  expect(encoded).toBe(hash(props));
});
