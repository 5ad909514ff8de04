import { Chart, Testing } from 'cdk8s';
import {
  Hook,
  HookEvent,
  MigrationHookJob,
  Posture,
  ServiceAccount,
  type ServiceAccountOptions,
  type ServiceAccountProps,
  UnprobedDeployment,
} from '../../lib';
import { expectEveryPropInManifests } from '../support/expect-construct';
import { messageOf } from '../support/message-of';
import { podOf } from '../support/pod-of';
import { SOUND } from '../support/sound-props';
import { type Manifest, only, synthesize } from '../support/synthesize';

const ALL: Required<ServiceAccountProps> = {
  name: 'robot',
  namespace: 'shop',
  labels: { tier: 'web' },
  annotations: { note: 'robot' },
  imagePullSecrets: ['registry'],
  rules: [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'], resourceNames: ['web'] }],
  clusterRules: [{ resources: ['nodes'], verbs: ['list'] }],
  clusterRoleName: 'nodes-reader',
  clusterRoleBindingName: 'robot-reads-nodes',
};

test('every prop shows', () => {
  expectEveryPropInManifests<ServiceAccountProps>(
    { all: ALL, others: {}, beside: { namespace: { clusterRules: undefined } }, usually: {} },
    (chart, props) => new ServiceAccount(chart, 'account', props),
  );
});

test('binds what the account may do in its namespace and in the cluster', () => {
  const manifests = synthesize((chart) => new ServiceAccount(chart, 'account', ALL));
  expect(manifests.map(({ kind, metadata: { name, namespace } }) => [kind, name, namespace])).toEqual([
    ['ServiceAccount', 'robot', 'shop'],
    ['Role', 'robot', 'shop'],
    ['RoleBinding', 'robot', 'shop'],
    ['ClusterRole', 'nodes-reader', undefined],
    ['ClusterRoleBinding', 'robot-reads-nodes', undefined],
  ]);
  expect(only('Role', manifests)).toHaveProperty('rules', ALL.rules);
  expect(only('ClusterRole', manifests)).toHaveProperty('rules', [
    { apiGroups: [''], resources: ['nodes'], verbs: ['list'] },
  ]);
  expect(only('ClusterRoleBinding', manifests)).toMatchObject({
    roleRef: { kind: 'ClusterRole', name: 'nodes-reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'robot', namespace: 'shop' }],
  });
});

test('names what belongs to the cluster after namespace and account by default', () => {
  const props = { ...ALL, clusterRoleName: undefined, clusterRoleBindingName: undefined };
  const manifests = synthesize((chart) => new ServiceAccount(chart, 'account', props));
  expect(only('ClusterRole', manifests).metadata.name).toBe('shop-robot');
  expect(only('ClusterRoleBinding', manifests).metadata.name).toBe('shop-robot');
  expect(only('ClusterRoleBinding', manifests)).toHaveProperty('roleRef.name', 'shop-robot');
});

test('has no namespace of the chart on what belongs to the cluster', () => {
  const chart = new Chart(Testing.app(), 'test', { namespace: 'shop' });
  new ServiceAccount(chart, 'account', { ...ALL, namespace: undefined });
  expect(only('ClusterRole', chart.toJson() as Manifest[]).metadata).not.toHaveProperty('namespace');
});

test('refuses rules for the cluster without a namespace', () => {
  const build = () => synthesize((chart) => new ServiceAccount(chart, 'account', { ...ALL, namespace: undefined }));
  expect(messageOf(build)).toBe(
    '[test/account] clusterRules need a namespace for the account "robot": give one to the chart or the account',
  );
});

describe('made by a workload', () => {
  const build = (serviceAccount: ServiceAccountOptions, props: { readonly name?: string } = { name: 'web' }) =>
    synthesize(
      (chart) => new UnprobedDeployment(chart, 'web', { ...SOUND, ...props, serviceAccount }),
      Posture.PRODUCTION,
    );

  test.each<[string, ServiceAccountOptions, boolean]>([
    ['without rules and so without a token', {}, false],
    ['with rules and a token', { rules: [{ resources: ['pods'], verbs: ['list'] }] }, true],
  ])('it has the name of the workload, %s', (_, options, token) => {
    // WHEN
    const manifests = build(options);

    // THEN
    expect(only('ServiceAccount', manifests).metadata.name).toBe('web');
    expect(podOf(only('Deployment', manifests))).toMatchObject({
      serviceAccountName: 'web',
      automountServiceAccountToken: token,
    });
  });

  test('the posture MINIMAL writes no token', () => {
    const serviceAccount = { rules: [{ resources: ['pods'], verbs: ['list'] }] };
    const manifests = synthesize((chart) => new UnprobedDeployment(chart, 'web', { ...SOUND, serviceAccount }));
    expect(podOf(only('Deployment', manifests))).not.toHaveProperty('automountServiceAccountToken');
  });

  test('it has a name where the workload has none', () => {
    const manifests = build({}, { name: undefined });
    const { name } = only('ServiceAccount', manifests).metadata;
    expect(podOf(only('Deployment', manifests))).toMatchObject({ serviceAccountName: name });
  });

  test('it is a hook before the hook that uses it', () => {
    const hook = Hook.on([HookEvent.PRE_INSTALL], { weight: 3 });
    const manifests = synthesize(
      (chart) => new MigrationHookJob(chart, 'job', { ...SOUND, name: 'job', hook, serviceAccount: {} }),
    );
    expect(only('ServiceAccount', manifests).metadata.annotations).toMatchObject({
      'helm.sh/hook': 'pre-install',
      'helm.sh/hook-weight': '2',
    });
  });

  test('it is refused beside an account by name', () => {
    const props = { ...SOUND, serviceAccount: {}, serviceAccountName: 'robot' };
    expect(messageOf(() => synthesize((chart) => new UnprobedDeployment(chart, 'web', props)))).toBe(
      '[test/web] takes serviceAccount or serviceAccountName, got both: "robot"; name the made account with serviceAccount.name',
    );
  });
});
