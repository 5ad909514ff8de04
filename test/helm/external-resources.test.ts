import { Chart } from 'cdk8s';
import { ClusterService, Env, ExternalResources, Posture, References, UnprobedDeployment } from '../../lib';
import { HelmChart } from '../../lib/helm';

/** A chart whose pods read a Secret, and whose Service selects pods, that are named after the release. */
function chartWith(declare: (external: ExternalResources, release: string) => void): HelmChart {
  const app = new HelmChart({ name: 'demo', version: '0.1.0' });
  const chart = new Chart(app, 'chart');
  Posture.MINIMAL.applyTo(chart);
  References.applyTo(chart);
  const { name } = app.values.release;
  declare(ExternalResources.of(chart), name);
  const env = [Env.secretKey('TOKEN', `${name}-auth`, 'token')];
  new UnprobedDeployment(chart, 'web', { name: 'web', image: 'web:1.0', env });
  new ClusterService(chart, 'db', { name: 'db', selector: { app: `${name}-db` }, ports: [{ port: 5432 }] });
  return app;
}

test('external resources can be named after the release', () => {
  // GIVEN
  const app = chartWith((external, name) => {
    external.secret(`${name}-auth`, ['token']).pods({ app: `${name}-db` });
  });

  // THEN
  expect(() => app.check()).not.toThrow();
  expect(() => app.plain({ releaseName: 'shop' })).not.toThrow();
  expect(() => app.plain({ releaseName: 'other' })).not.toThrow();
});

test('the keys and the labels of external resources are compared, whatever the release is called', () => {
  // GIVEN
  const app = chartWith((external, name) => {
    external.secret(`${name}-auth`, ['word']).pods({ app: `${name}-cache` });
  });

  // THEN
  expect(() => app.plain({ releaseName: 'shop' })).toThrow(/Secret "shop-auth" has no key "token", it has word/);
  expect(() => app.plain({ releaseName: 'shop' })).toThrow(/matches no pod of its namespace, got {"app":"shop-db"}/);
});
