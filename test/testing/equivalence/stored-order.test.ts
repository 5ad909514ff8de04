import { equivalent } from '../../../lib/testing/equivalence/equivalent';
import { type Fields, type Manifest } from '../../../lib/testing/equivalence/manifest';
import { renderReport } from '../../../lib/testing/equivalence/report';

const A = { name: 'A', value: '1' };
const B = { name: 'B', value: '2' };
const podSpec = (env: Fields[]): Fields => ({ containers: [{ name: 'c', image: 'i:1', env }] });

function workload(kind: string, env: Fields[], spec: Fields = {}): Manifest {
  const template = { metadata: { labels: { a: 'b' } }, spec: podSpec(env) };
  if (kind === 'Pod') return { apiVersion: 'v1', kind, metadata: { name: 'w' }, spec: podSpec(env) };
  if (kind === 'CronJob') {
    return {
      apiVersion: 'batch/v1',
      kind,
      metadata: { name: 'w' },
      spec: { schedule: '@daily', jobTemplate: { spec: { template } }, ...spec },
    };
  }
  const apiVersion = kind === 'Job' ? 'batch/v1' : 'apps/v1';
  return { apiVersion, kind, metadata: { name: 'w' }, spec: { template, ...spec } };
}

describe('the order of a list whose order has no meaning', () => {
  test('is stored as written, so the verdict is neither the same nor different', () => {
    // WHEN
    const verdict = equivalent([workload('Deployment', [A, B])], [workload('Deployment', [B, A])]);

    // THEN
    expect(verdict).toMatchObject({
      outcome: 'stored-otherwise',
      equivalent: true,
      differences: [],
      storedOtherwise: [
        {
          object: 'Deployment default/w',
          path: 'spec.template.spec.containers[name=c].env',
          actual: ['A', 'B'],
          expected: ['B', 'A'],
          effect: 'replaces-pods',
        },
      ],
    });
  });

  test.each<[string, Fields, string]>([
    ['Deployment', {}, 'replaces-pods'],
    ['StatefulSet', {}, 'replaces-pods'],
    ['DaemonSet', {}, 'replaces-pods'],
    ['StatefulSet', { updateStrategy: { type: 'OnDelete' } }, 'none'],
    ['DaemonSet', { updateStrategy: { type: 'OnDelete' } }, 'none'],
    ['ReplicaSet', {}, 'none'],
    ['CronJob', {}, 'none'],
    ['Job', {}, 'refused'],
    ['Pod', {}, 'refused'],
  ])('of a %s with %j: applying it has the effect %3$s', (kind, spec, effect) => {
    const verdict = equivalent([workload(kind, [A, B], spec)], [workload(kind, [B, A], spec)]);
    expect(verdict.storedOtherwise.map((each) => each.effect)).toEqual([effect]);
  });

  test('is a difference in strict mode', () => {
    const verdict = equivalent([workload('Deployment', [A, B])], [workload('Deployment', [B, A])], { strict: true });
    expect(verdict).toMatchObject({ outcome: 'stored-otherwise', equivalent: false });
  });

  test('is the same where it is the same, and no matter where items differ', () => {
    const one = equivalent([workload('Deployment', [A, B])], [workload('Deployment', [A, B])], { strict: true });
    expect(one).toMatchObject({ outcome: 'same', equivalent: true, storedOtherwise: [] });
    const other = equivalent([workload('Deployment', [A, B])], [workload('Deployment', [B])]);
    expect(other).toMatchObject({ outcome: 'different', equivalent: false, storedOtherwise: [] });
  });

  test('is found in sets, in nested lists and beside a difference', () => {
    // GIVEN
    const set = (accessModes: string[], storage: string): Manifest => ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 's' },
      spec: {
        template: { spec: podSpec([]) },
        volumeClaimTemplates: [
          { metadata: { name: 'd' }, spec: { accessModes, resources: { requests: { storage } } } },
        ],
      },
    });

    // WHEN
    const verdict = equivalent(
      [set(['ReadWriteOnce', 'ReadOnlyMany'], '1Gi')],
      [set(['ReadOnlyMany', 'ReadWriteOnce'], '2Gi')],
    );

    // THEN
    expect(verdict.outcome).toBe('different');
    expect(verdict.storedOtherwise).toMatchObject([
      { path: 'spec.volumeClaimTemplates[0].spec.accessModes', effect: 'refused' },
    ]);
  });

  test('can be ignored or declared', () => {
    const sides = [[workload('Deployment', [A, B])], [workload('Deployment', [B, A])]] as const;
    const path = 'spec.template.spec.containers[].env';
    expect(equivalent(...sides, { strict: true, ignore: [{ path, reason: 'r' }] })).toMatchObject({
      outcome: 'same',
      equivalent: true,
    });
    expect(equivalent(...sides, { strict: true, deviations: [{ path, reason: 'r' }] })).toMatchObject({
      equivalent: true,
      deviations: { unused: [], used: [{ path }] },
    });
  });

  test('is reported with what applying it does', () => {
    const verdict = equivalent([workload('Deployment', [A, B])], [workload('Deployment', [B, A])]);
    expect(renderReport(verdict)).toBe(
      [
        'Deployment default/w',
        '  spec.template.spec.containers[name=c].env: only the order differs; applying it replaces the pods',
        '    actual:   A, B',
        '    expected: B, A',
        '',
        'equivalent, but stored otherwise: 1 list in another order, applying it replaces the pods of 1 object',
      ].join('\n'),
    );
  });

  test('of mutating webhooks is a difference: they are called in that order', () => {
    const configuration = (...names: string[]): Manifest => ({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      metadata: { name: 'm' },
      webhooks: names.map((name) => ({ name, clientConfig: { url: 'https://x' } })),
    });
    expect(equivalent([configuration('a.b.c', 'd.e.f')], [configuration('d.e.f', 'a.b.c')])).toMatchObject({
      outcome: 'different',
      differences: [{ path: 'webhooks' }],
    });
  });
});
