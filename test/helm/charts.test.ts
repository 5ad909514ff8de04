import { App, type Chart } from 'cdk8s';
import { documentedApps } from '../../apps/documented';
import { helmCharts } from '../../apps/helm/charts';
import { HookEngine } from '../../lib/lifecycle/hook';

const RELEASES: { readonly [folder: string]: { readonly releaseName: string; readonly namespace: string } } = {
  'profile-sync': { releaseName: 'ps', namespace: 'local700' },
  'tks-contract': { releaseName: 'tks-contract', namespace: 'tks' },
  'todo-list-v1': { releaseName: 'todo-list', namespace: 'default' },
  'todo-list-v2': { releaseName: 'todo-list', namespace: 'default' },
  'todo-list-v3': { releaseName: 'todo-list', namespace: 'default' },
  'todo-list-v4': { releaseName: 'todo-list', namespace: 'default' },
};

const charts = new Map(helmCharts('').map((chart) => [chart.outdir, chart]));
const documented = new App();
documentedApps(documented);
const documentedCharts = new Map(documented.charts.map((chart: Chart) => [chart.node.id, chart.toJson() as unknown[]]));

test.each(Object.keys(RELEASES))('%s with its defaults is what the documented app synthesizes', (folder) => {
  expect(
    charts
      .get(folder)
      ?.plain(RELEASES[folder])
      .flatMap((c) => c.objects),
  ).toEqual(documentedCharts.get(folder));
});

test('there is no other chart', () => {
  expect([...charts.keys()].sort()).toEqual(Object.keys(RELEASES).sort());
});

describe('the checks find what the catalogue of defects lists', () => {
  test.each([
    [
      'profile-sync',
      [
        // The delete policies leave a Job in the way of the next run.
        'hook-policy ps/migrate/Resource',
        'release-collision ps/migrate/Resource',
        'fixed-namespace ps/migrate/Resource',
        'release-collision ps/ps/Resource',
        'fixed-namespace ps/ps/Resource',
        'release-collision ps/ps/Service/Resource',
        'fixed-namespace ps/ps/Service/Resource',
      ],
    ],
    // Passwords in plain text.
    ['tks-contract', ['plain-secret tks-contract/bootstrap/Resource', 'plain-secret tks-contract/bootstrap/Resource']],
    ['todo-list-v1', ['name-length todo-list/web/web/Resource', 'name-length todo-list/web/web/Resource']],
    ['todo-list-v2', ['name-length todo-list/web/web/Resource', 'name-length todo-list/web/web/Resource']],
    [
      'todo-list-v3',
      [
        'name-length todo-list/web/web/Resource',
        'name-length todo-list/web/web/Resource',
        // The Secret todo-db-secret whatever the release is called.
        'release-bound-name todo-list/checks/test/Resource',
      ],
    ],
    [
      'todo-list-v4',
      [
        'name-length todo-list/web/web/Resource',
        'name-length todo-list/web/web/Resource',
        'release-bound-name todo-list/checks/test/Resource',
        // pg_config of the client's own image.
        'client-version todo-list/checks/check/Scripts/Resource',
        'release-bound-name todo-list/checks/check/Resource',
      ],
    ],
  ])('%s', (folder, expected) => {
    const findings = charts.get(folder)?.check() ?? [];

    expect(findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual(expected);
  });
});

test('Argo CD gets the hooks in its own words, without the tests it never runs', () => {
  // WHEN
  const objects = charts.get('todo-list-v4')?.plain({ hooks: HookEngine.ARGO_CD })[0]?.objects ?? [];
  const hooks = objects.flatMap((object) => {
    const { kind, metadata } = object as { kind: string; metadata: { name: string; annotations?: object } };
    return metadata.annotations ? [[`${kind} ${metadata.name}`, metadata.annotations]] : [];
  });

  // THEN
  expect(JSON.stringify(objects)).not.toContain('helm.sh');
  expect(hooks).toContainEqual([
    'Job todo-list-db-check',
    { 'argocd.argoproj.io/hook': 'PreSync', 'argocd.argoproj.io/sync-wave': '10' },
  ]);
  expect(hooks.map(([name]) => name)).not.toContain('Job todo-list-db-test');
});
