import { BatchJob, Env, type IClient, Mount, NetworkPeer, NetworkRules, Posture, UnprobedDeployment } from '../../lib';
import { mainContainerOf } from '../support/pod-of';
import { SOUND } from '../support/sound-props';
import { only, synthesize } from '../support/synthesize';

const CLIENT: IClient = {
  env: [Env.value('DB_HOST', 'db')],
  mounts: [Mount.secret('/ca', 'db-ca')],
  podLabels: { 'db-client': 'true' },
  allowTo: [{ peers: [NetworkPeer.pods({ app: 'db' })], ports: [{ port: 5432 }] }],
};
const WITHOUT_CHECKS = Posture.PRODUCTION.with({ checkReferences: false });

test('a connection brings environment, files, labels and network rules', () => {
  // WHEN
  const manifests = synthesize((chart) => {
    new UnprobedDeployment(chart, 'web', {
      ...SOUND,
      connections: [CLIENT],
      env: [Env.value('URL', 'postgres://$(DB_HOST)')],
      allowTo: [NetworkRules.nodeLocalDns(), NetworkRules.apiServer()],
    });
  }, WITHOUT_CHECKS);

  // THEN
  const deployment = only('Deployment', manifests);
  expect(mainContainerOf(deployment)).toMatchObject({
    env: [{ name: 'DB_HOST' }, { name: 'URL' }],
    volumeMounts: [{ mountPath: '/ca' }],
  });
  expect(deployment).toHaveProperty(['spec', 'template', 'metadata', 'labels', 'db-client'], 'true');
  expect(deployment).not.toHaveProperty(['spec', 'selector', 'matchLabels', 'db-client']);
  const { egress } = only('NetworkPolicy', manifests).spec as { egress: unknown[] };
  expect(egress.slice(1)).toEqual([
    { to: [{ podSelector: { matchLabels: { app: 'db' } } }], ports: [{ port: 5432 }] },
    {
      to: [{ ipBlock: { cidr: '169.254.20.10/32' } }],
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
    },
    { ports: [{ port: 443 }, { port: 6443 }] },
  ]);
});

test('a Job takes connections too', () => {
  const manifests = synthesize(
    (chart) => new BatchJob(chart, 'job', { ...SOUND, connections: [CLIENT] }),
    WITHOUT_CHECKS,
  );
  expect(only('Job', manifests)).toHaveProperty(['spec', 'template', 'metadata', 'labels', 'db-client'], 'true');
});
