import { Chart } from 'cdk8s';
import { Env, Posture, SecretFiles, UnprobedDeployment } from '../../lib';
import { HelmChart } from '../../lib/helm';
import { type SecretRefValue } from '../../lib/helm/value-props';

function chartWith(secretOf: (values: HelmChart['values']) => SecretRefValue): HelmChart {
  const app = new HelmChart({ name: 'demo', version: '0.1.0' });
  const chart = new Chart(app, 'chart');
  Posture.custom({ checkReferences: true }).applyTo(chart);
  const { name, key } = secretOf(app.values);
  new SecretFiles(chart, 'own', { name: 'own', literals: { token: 'x' } });
  new UnprobedDeployment(chart, 'web', { name: 'web', image: 'web:1.0', env: [Env.secretKey('TOKEN', name, key)] });
  return app;
}

test.each([
  ['the default', {}],
  ['an override', { token: { name: 'other', key: 'word' } }],
  ['an override with a Secret of the chart', { token: { name: 'own', key: 'token' } }],
])('a Secret that the deployer names is known to the reference check: %s', (_, values) => {
  const app = chartWith((own) => own.secretRef('token', { name: 'existing', key: 'password' }));

  expect(() => app.plain({ values })).not.toThrow();
});

test('a Secret without a default is known too', () => {
  const app = chartWith((own) => own.secretRef('token'));

  expect(() => app.plain({ values: { token: { name: 'given', key: 'k' } } })).not.toThrow();
});

test('an override with a missing key of a Secret of the chart is reported', () => {
  const app = chartWith((own) => own.secretRef('token', { name: 'existing', key: 'password' }));

  expect(() => app.plain({ values: { token: { name: 'own', key: 'missing' } } })).toThrow(
    /Secret "own" has no key "missing"/,
  );
});

test('any other Secret that is not in the chart is reported', () => {
  const app = chartWith((own) => {
    own.secretRef('token', { name: 'existing', key: 'password' });
    return { name: 'mistyped', key: 'password' };
  });

  expect(() => app.plain()).toThrow(/Secret "mistyped" is not in the tree/);
});
