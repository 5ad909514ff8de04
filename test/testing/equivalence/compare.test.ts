import { equivalent, type EquivalenceOptions } from '../../../lib/testing/equivalence/equivalent';
import { type Fields, type Manifest } from '../../../lib/testing/equivalence/manifest';

const pod = (spec: Fields): Manifest => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec });
const container = (fields: Fields): Manifest => pod({ containers: [{ name: 'c', image: 'i', ...fields }] });

function paths(actual: Manifest, expected: Manifest, options?: EquivalenceOptions): string[] {
  return equivalent([actual], [expected], options).differences.map(({ path }) => path);
}

describe('compare', () => {
  test('a difference has the object, the path of kubectl explain and both values', () => {
    // GIVEN
    const deployment = (image: string): Manifest => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'ps' },
      spec: { template: { spec: { containers: [{ name: 'ps', image }] } } },
    });

    // WHEN
    const { differences } = equivalent([deployment('a:1')], [deployment('a:2')]);

    // THEN
    expect(differences).toEqual([
      {
        object: 'Deployment default/ps',
        path: 'spec.template.spec.containers[name=ps].image',
        actual: 'a:1',
        expected: 'a:2',
      },
    ]);
  });

  test('says which side lacks a field', () => {
    const [there] = equivalent([container({ stdin: true })], [container({})]).differences;
    expect(there).toMatchObject({ actual: true, expected: undefined, missing: 'expected' });
    const [back] = equivalent([container({})], [container({ stdin: true })]).differences;
    expect(back).toMatchObject({ actual: undefined, expected: true, missing: 'actual' });
  });

  test.each<[string, Fields, Fields]>([
    ['volumes', { volumes: [{ name: 'a' }, { name: 'b' }] }, { volumes: [{ name: 'b' }, { name: 'a' }] }],
    [
      'image pull secrets',
      { imagePullSecrets: [{ name: 'a' }, { name: 'b' }] },
      { imagePullSecrets: [{ name: 'b' }, { name: 'a' }] },
    ],
  ])('the order of %s does not count', (_, actual, expected) => {
    expect(paths(pod(actual), pod(expected))).toEqual([]);
  });

  test.each<[string, Fields, Fields]>([
    [
      'ports',
      { ports: [{ containerPort: 1 }, { containerPort: 2 }] },
      { ports: [{ containerPort: 2 }, { containerPort: 1 }] },
    ],
    [
      'volume mounts',
      {
        volumeMounts: [
          { name: 'a', mountPath: '/a' },
          { name: 'a', mountPath: '/b' },
        ],
      },
      {
        volumeMounts: [
          { name: 'a', mountPath: '/b' },
          { name: 'a', mountPath: '/a' },
        ],
      },
    ],
    [
      'plain variables',
      { env: [{ name: 'A', value: '1' }, { name: 'B' }] },
      { env: [{ name: 'B' }, { name: 'A', value: '1' }] },
    ],
  ])('the order of %s of a container does not count', (_, actual, expected) => {
    expect(paths(container(actual), container(expected))).toEqual([]);
  });

  test('the order of variables counts once one refers to another', () => {
    const [a, b] = [
      { name: 'A', value: '1' },
      { name: 'B', value: '$(A)' },
    ];
    const { differences } = equivalent([container({ env: [a, b] })], [container({ env: [b, a] })]);
    expect(differences).toMatchObject([
      { path: 'spec.containers[name=c].env', actual: ['A', 'B'], expected: ['B', 'A'] },
    ]);
  });

  test('the order of repeated variables counts', () => {
    const [a, b] = [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
    ];
    expect(paths(container({ env: [a, b] }), container({ env: [b, a] }))).toHaveLength(2);
  });

  test('the order of containers, of init containers and of arguments counts', () => {
    const [a, b] = [{ name: 'a' }, { name: 'b' }];
    expect(paths(pod({ containers: [a, b] }), pod({ containers: [b, a] }))).toEqual(['spec.containers']);
    expect(paths(pod({ initContainers: [a, b] }), pod({ initContainers: [b, a] }))).toEqual(['spec.initContainers']);
    expect(paths(container({ args: ['a', 'b'] }), container({ args: ['b', 'a'] }))).toEqual([
      'spec.containers[name=c].args[0]',
      'spec.containers[name=c].args[1]',
    ]);
  });

  test('access modes and finalizers are sets', () => {
    const claim = (accessModes: string[], finalizers: string[]): Manifest => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'c', finalizers },
      spec: { accessModes },
    });
    expect(paths(claim(['A', 'B'], ['a', 'b']), claim(['B', 'A'], ['b', 'a']))).toEqual([]);
    expect(paths(claim(['A'], []), claim(['B'], []))).toEqual(['spec.accessModes[=B]', 'spec.accessModes[=A]']);
  });

  test('a field in the wrong place is a difference', () => {
    expect(
      paths(
        container({ livenessProbe: { exec: { command: ['a'], timeoutSeconds: 5 } } }),
        container({ livenessProbe: { exec: { command: ['a'] }, timeoutSeconds: 5 } }),
      ),
    ).toEqual([
      'spec.containers[name=c].livenessProbe.exec.timeoutSeconds',
      'spec.containers[name=c].livenessProbe.timeoutSeconds',
    ]);
  });

  test('zero and absence are one only where the type says so', () => {
    expect(paths(pod({ hostNetwork: false, hostname: '', tolerations: [] }), pod({}))).toEqual([]);
    expect(paths(pod({ automountServiceAccountToken: false }), pod({}))).toEqual(['spec.automountServiceAccountToken']);
    expect(paths(pod({ affinity: {} }), pod({}))).toEqual(['spec.affinity']);
  });

  test('a missing object and one too many are differences', () => {
    const verdict = equivalent([pod({})], [{ ...pod({}), metadata: { name: 'q' } }]);
    expect(verdict.differences).toMatchObject([
      { object: 'Pod default/q', path: '', missing: 'actual' },
      { object: 'Pod default/p', path: '', missing: 'expected' },
    ]);
  });

  test('a kind that the engine does not know is compared as it stands', () => {
    const custom = (spec: Fields): Manifest => ({
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { name: 't' },
      spec,
    });
    expect(paths(custom({ a: [1, 2], b: {} }), custom({ b: {}, a: [1, 2] }))).toEqual([]);
    expect(paths(custom({ a: [1, 2] }), custom({ a: [2, 1] }))).toEqual(['spec.a[0]', 'spec.a[1]']);
    expect(paths(custom({ a: {} }), custom({}))).toEqual(['spec.a']);
    expect(paths(custom({ replicas: 1 }), custom({}))).toEqual(['spec.replicas']);
  });

  describe('subset', () => {
    const subset = { subset: true };
    const full = pod({
      hostNetwork: false,
      containers: [{ name: 'c', image: 'i', ports: [{ containerPort: 80, name: 'http' }] }],
    });

    test('is content with at least what is expected', () => {
      expect(paths(full, pod({ containers: [{ name: 'c', ports: [{ containerPort: 80 }] }] }), subset)).toEqual([]);
      expect(equivalent([full, { ...full, metadata: { name: 'q' } }], [pod({})], subset).equivalent).toBe(true);
    });

    test('fills no default into what is expected, and means a zero', () => {
      expect(paths(pod({ restartPolicy: 'Never' }), pod({}), subset)).toEqual([]);
      expect(paths(pod({}), pod({ hostNetwork: false }), subset)).toEqual([]);
      expect(paths(pod({ hostNetwork: true }), pod({ hostNetwork: false }), subset)).toEqual(['spec.hostNetwork']);
    });

    test('still finds what differs and what is not there', () => {
      expect(paths(full, pod({ containers: [{ name: 'c', image: 'j' }] }), subset)).toEqual([
        'spec.containers[name=c].image',
      ]);
      expect(paths(full, pod({ hostname: 'h' }), subset)).toEqual(['spec.hostname']);
    });
  });
});
