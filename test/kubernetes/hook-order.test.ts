import { ApiObject, Chart } from 'cdk8s';
import { HelmChart } from '../../lib/helm/helm-chart';
import { orderingProblems } from '../../lib/kubernetes/hook-order';
import { References } from '../../lib/references/references';
import { Rules } from '../../lib/rules/rules';

interface HookText {
  readonly events?: string;
  readonly weight?: number;
  readonly policies?: string;
}

function annotations({ events, weight, policies }: HookText): { [key: string]: string } {
  return {
    ...(events === undefined ? {} : { 'helm.sh/hook': events }),
    ...(weight === undefined ? {} : { 'helm.sh/hook-weight': String(weight) }),
    ...(policies === undefined ? {} : { 'helm.sh/hook-delete-policy': policies }),
  };
}

const CASES: [string, HookText, HookText, boolean][] = [
  [
    'a test hook needs a test-success hook of lower weight',
    { events: 'test', weight: 2 },
    { events: 'test-success', weight: 1 },
    true,
  ],
  [
    'equal weights, the needed name first',
    { events: 'pre-install', weight: 1 },
    { events: 'pre-install', weight: 1 },
    false,
  ],
  ['pre-upgrade needs a post-install hook', { events: 'pre-upgrade' }, { events: 'post-install' }, true],
  ['pre-upgrade needs a pre-install hook', { events: 'pre-upgrade' }, { events: 'pre-install' }, true],
  ['post-upgrade needs a pre-upgrade hook', { events: 'post-upgrade' }, { events: 'pre-upgrade' }, true],
  ['pre-upgrade needs a post-upgrade hook', { events: 'pre-upgrade' }, { events: 'post-upgrade' }, false],
  [
    'pre-upgrade needs a post-install hook that was deleted',
    { events: 'pre-upgrade' },
    { events: 'post-install', policies: 'before-hook-creation,hook-succeeded' },
    false,
  ],
  ['pre-install needs an ordinary object', { events: 'pre-install' }, {}, false],
  ['post-install needs an ordinary object', { events: 'post-install' }, {}, true],
  ['post-delete needs an ordinary object', { events: 'post-delete' }, {}, false],
  ['an ordinary object needs a pre-install hook', {}, { events: 'pre-install' }, true],
  ['an ordinary object needs a test hook', {}, { events: 'test' }, false],
];

test.each(CASES)('References, Rules and HelmChart.check agree: %s', (_, needing, needed, isSound) => {
  // GIVEN
  const app = new HelmChart({ name: 'demo', version: '0.1.0' });
  const chart = new Chart(app, 'chart');
  const configMap = new ApiObject(chart, 'config', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${app.values.release.name}-a`, annotations: annotations(needed) },
  });
  const envFrom = [{ configMapRef: { name: configMap.name } }];
  const job = new ApiObject(chart, 'job', {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: `${app.values.release.name}-b`, annotations: annotations(needing) },
    spec: {
      template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'main:1.0', envFrom }] } },
    },
  });
  Rules.applyTo(chart);

  // THEN
  const expected = isSound ? 0 : 1;
  expect(orderingProblems(job.toJson(), configMap.toJson())).toHaveLength(expected);
  expect(References.check(chart)).toHaveLength(expected);
  expect(app.check().filter(({ refused }) => refused)).toHaveLength(expected);
  expect([chart, configMap, job].flatMap((construct) => construct.node.validate())).toEqual([]);
});

test('an ordinary object before an upgrade can be that of the revision before: a warning', () => {
  const [problem] = orderingProblems({ metadata: { annotations: annotations({ events: 'pre-upgrade' }) } }, {});

  expect(problem?.isStale).toBe(true);
  expect(problem?.message).toMatch(/^is not a hook: at pre-upgrade/);
});
