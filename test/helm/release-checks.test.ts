import { ApiObject, Chart } from 'cdk8s';
import { HelmChart } from '../../lib/helm/helm-chart';

function chartOf(): { readonly app: HelmChart; readonly chart: Chart; readonly release: string } {
  const app = new HelmChart({ name: 'todo-list', version: '0.1.0' });
  return { app, chart: new Chart(app, 'chart'), release: app.values.release.name };
}

function object(chart: Chart, kind: string, metadata: object, fields: object = {}): void {
  const id = `object-${chart.node.children.length}`;
  new ApiObject(chart, id, { apiVersion: 'v1', kind, metadata, ...fields });
}

function found(app: HelmChart): string[] {
  return app.check().map(({ rule, refused, message }) => `${refused ? 'refused' : 'said'} ${rule}: ${message}`);
}

function env(entry: object): object {
  return { spec: { template: { spec: { containers: [{ name: 'c', env: [entry] }] } } } };
}

test('a name that every release shares', () => {
  const { app, chart } = chartOf();
  object(chart, 'Service', { name: 'ps' });

  expect(found(app)).toEqual([
    expect.stringMatching(/^said release-collision: Service ps has the same name in every release/),
  ]);
});

test('a Secret whose name fits one release only, as in document 002', () => {
  // GIVEN
  const { app, chart, release } = chartOf();
  const secretKeyRef = { name: 'todo-db-secret', key: 'POSTGRES_PASSWORD' };
  object(chart, 'Secret', { name: `${release}-db-secret` });
  object(chart, 'Job', { name: `${release}-db-test` }, env({ name: 'PGPASSWORD', valueFrom: { secretKeyRef } }));

  // THEN
  expect(found(app)).toEqual([
    "refused release-bound-name: Job todo-list-db-test reads Secret todo-db-secret, which the chart makes only when the release is called 'todo': it makes todo-list-db-secret",
  ]);
});

test('a Secret that somebody else makes is none of our business', () => {
  const { app, chart, release } = chartOf();
  object(chart, 'Secret', { name: `${release}-db-secret` });
  object(
    chart,
    'Job',
    { name: `${release}-job` },
    env({ name: 'P', valueFrom: { secretKeyRef: { name: 'email', key: 'p' } } }),
  );

  expect(found(app)).toEqual([]);
});

test('a name that is too long with a long release', () => {
  const { app, chart, release } = chartOf();
  object(chart, 'Job', { name: `${release}-db-check` });
  object(chart, 'Job', { name: `${release}-db-check-again` });
  object(chart, 'ConfigMap', { name: `${release}-db-check-again-scripts` });

  expect(found(app)).toEqual([
    'said name-length: the name of Job todo-list-db-check-again has 68 characters when the release has 53, allowed are 63: release names of more than 48 characters fail',
  ]);
});

test('a volume whose name is too long with a long release', () => {
  const { app, chart, release } = chartOf();
  const volumes = [{ name: `${release}-web-secret`, emptyDir: {} }];
  object(chart, 'Deployment', { name: `${release}-web` }, { spec: { template: { spec: { volumes } } } });

  expect(found(app)).toEqual([
    'said name-length: the name of a volume of Deployment todo-list-web has 64 characters when the release has 53, allowed are 63: release names of more than 52 characters fail',
  ]);
});

test('a namespace that does not follow the release', () => {
  const { app, chart, release } = chartOf();
  object(chart, 'ConfigMap', { name: `${release}-a`, namespace: 'tks' });
  object(chart, 'ConfigMap', { name: `${release}-b`, namespace: app.values.release.namespace });

  expect(found(app)).toEqual([
    expect.stringMatching(/^said fixed-namespace: ConfigMap todo-list-a is always in the namespace 'tks'/),
  ]);
});

test('a password in plain text, literal or from a value', () => {
  const { app, chart, release } = chartOf();
  object(chart, 'Job', { name: `${release}-a` }, env({ name: 'PGPASSWORD', value: 'password' }));
  object(
    chart,
    'Job',
    { name: `${release}-b` },
    env({ name: 'DB_PASSWORD', value: app.values.string('db.password', { default: 'x' }) }),
  );
  object(chart, 'Job', { name: `${release}-c` }, env({ name: 'PASSWORD_FILE', value: '/secrets/p' }));

  expect(found(app)).toEqual([
    expect.stringMatching(/^said plain-secret: PGPASSWORD is plain text in Job todo-list-a/),
    expect.stringMatching(/^said plain-secret: DB_PASSWORD is plain text in Job todo-list-b/),
  ]);
});

test('a script that asks the client for its version', () => {
  const { app, chart, release } = chartOf();
  object(
    chart,
    'ConfigMap',
    { name: `${release}-scripts` },
    { data: { 'check.sh': 'v=$(pg_config --version)', 'ask.sh': "psql -c 'SHOW server_version'" } },
  );

  expect(found(app)).toEqual([expect.stringMatching(/^said client-version: check\.sh asks 'pg_config --version'/)]);
});
