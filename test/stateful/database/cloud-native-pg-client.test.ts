import { CloudNativePgClient, ExternalResources, Posture, UnprobedDeployment } from '../../../lib';
import { mainContainerOf, podOf } from '../../support/pod-of';
import { SOUND } from '../../support/sound-props';
import { only, synthesize } from '../../support/synthesize';

test('a workload connects to the primary as the owner of the application database, and verifies the server', () => {
  // WHEN
  const manifests = synthesize((chart) => {
    ExternalResources.of(chart).secret('shop-app').secret('shop-ca').pods({ 'cnpg.io/cluster': 'shop' });
    new UnprobedDeployment(chart, 'web', { ...SOUND, connections: [new CloudNativePgClient('shop')] });
  }, Posture.PRODUCTION);

  // THEN
  const deployment = only('Deployment', manifests);
  const { env, volumeMounts } = mainContainerOf(deployment);
  expect(env).toEqual([
    { name: 'PGHOST', value: 'shop-rw' },
    { name: 'PGPORT', value: '5432' },
    { name: 'PGDATABASE', valueFrom: { secretKeyRef: { name: 'shop-app', key: 'dbname' } } },
    { name: 'PGUSER', valueFrom: { secretKeyRef: { name: 'shop-app', key: 'username' } } },
    { name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: 'shop-app', key: 'password' } } },
    { name: 'PGSSLMODE', value: 'verify-full' },
    { name: 'PGSSLROOTCERT', value: '/postgres-ca/ca.crt' },
  ]);
  expect(volumeMounts).toEqual([{ name: 'postgres-ca', mountPath: '/postgres-ca', readOnly: true }]);
  expect(podOf(deployment).volumes).toEqual([
    { name: 'postgres-ca', secret: { secretName: 'shop-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
  ]);
  expect(only('NetworkPolicy', manifests)).toMatchObject({
    spec: {
      egress: expect.arrayContaining([
        { to: [{ podSelector: { matchLabels: { 'cnpg.io/cluster': 'shop' } } }], ports: [{ port: 5432 }] },
      ]) as unknown,
    },
  });
});
