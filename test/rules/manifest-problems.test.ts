import fc from 'fast-check';
import { manifestProblems } from '../../lib/rules/manifest-problems';
import { ABSENT, changed, soundManifests, TWICE } from './bad-inputs';

test.each(soundManifests().map((manifest) => [manifest.kind, manifest] as const))(
  'finds nothing in a sound %s',
  (_, manifest) => {
    expect(manifestProblems(manifest)).toEqual([]);
  },
);

test.each<[string, unknown, string[]]>([
  ['text', 'x', ['manifest must be a map, got "x"']],
  ['a list', [], ['manifest must be a map, got []']],
  ['nothing', {}, ['apiVersion: is required', 'kind: is required']],
  ['no metadata', { apiVersion: 'v1', kind: 'ServiceAccount' }, ['metadata.name: is required']],
])('reports %s in place of a manifest', (_, manifest, problems) => {
  expect(manifestProblems(manifest)).toEqual(problems);
});

test.each<[string, string, string[]]>([
  ['example.com/v1', 'a.b', []],
  [
    'example.com/v1',
    'A:b',
    ['metadata.name: must be a lowercase RFC 1123 subdomain of at most 253 characters, got "A:b"'],
  ],
  ['rbac.authorization.k8s.io/v1', 'system:A_b', []],
  [
    'rbac.authorization.k8s.io/v1',
    'a/b',
    ['metadata.name: must be a name without "/" and "%", and neither "." nor "..", got "a/b"'],
  ],
])('names of other kinds follow their group: %s %s', (apiVersion, name, problems) => {
  expect(manifestProblems({ apiVersion, kind: 'ClusterRole', metadata: { name } })).toEqual(problems);
});

test('a kind of another group is not taken for the built-in one', () => {
  // GIVEN
  const service = { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'web' }, spec: {} };

  // THEN
  expect(manifestProblems(service)).toEqual([]);
});

test.each<[string, unknown]>([
  ['a pod template without metadata in a Job', changed('Job', 'spec.template.metadata', ABSENT)],
  ['the default of a null volume source', changed('Pod', 'spec.volumes.4.emptyDir', null)],
  ['zero for the default of a probe', changed('Pod', 'spec.containers.0.livenessProbe.timeoutSeconds', 0)],
  ['a generated name', changed('Pod', 'metadata', { generateName: 'web-' })],
  ['a headless Service without ports', changed('Service', 'spec', { clusterIP: 'None', selector: { a: 'b' } })],
  ['an external name with a dot', changed('Service', 'spec', { type: 'ExternalName', externalName: 'a.b.' })],
  ['quantities as numbers', changed('Pod', 'spec.containers.0.resources.requests', { cpu: 0.5, memory: 1e3 })],
  ['a quantity with an exponent', changed('Pod', 'spec.containers.0.resources.requests', { memory: '1e3' })],
  ['a Job without a completion mode', changed('Job', 'spec.completionMode', ABSENT)],
])('accepts %s', (_, manifest) => {
  expect(manifestProblems(manifest)).toEqual([]);
});

test('the default deadline of a Deployment counts too', () => {
  // GIVEN
  const manifest = changed('Deployment', 'spec.progressDeadlineSeconds', ABSENT) as { spec: Record<string, unknown> };

  // WHEN
  manifest.spec.minReadySeconds = 600;

  // THEN
  expect(manifestProblems(manifest)).toEqual([
    'spec.progressDeadlineSeconds: must be greater than minReadySeconds 600, got the default 600',
  ]);
});

test('a removed API version is named with its successor', () => {
  expect(manifestProblems(changed('CronJob', 'apiVersion', 'batch/v1beta1'))).toEqual([
    'apiVersion: must be a version that is still served: CronJob moved to batch/v1 in 1.25, got "batch/v1beta1"',
  ]);
});

test('ports of the node are one to a container, and all of them with hostNetwork', () => {
  // GIVEN
  const manifest = changed('Pod', 'spec.hostNetwork', true) as {
    spec: { containers: { ports: Record<string, unknown>[] }[] };
  };

  // WHEN
  manifest.spec.containers.push({
    ...manifest.spec.containers[0],
    ...{ name: 'second', ports: [{ containerPort: 9090 }, { containerPort: 1, hostPort: 2 }] },
  });

  // THEN
  expect(manifestProblems(manifest)).toEqual(
    expect.arrayContaining([
      'spec.containers[1].ports[1].hostPort: must equal containerPort 1 with hostNetwork, got 2',
    ]),
  );
});

test('two containers of one name are reported once', () => {
  expect(manifestProblems(changed('Deployment', 'spec.template.spec.containers.0', TWICE))).toEqual([
    'spec.template.spec.containers[1].name: must be unique in its pod, got "web" twice',
  ]);
});

test('no manifest whatever makes a rule throw', () => {
  const kinds = soundManifests().map(({ kind }) => kind);
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.nat(), fc.jsonValue(), (kind, at, value) => {
      // GIVEN a sound manifest with anything at any place
      const manifest = soundManifests().find((candidate) => candidate.kind === kind);
      const places: [Record<string, unknown>, string][] = [];
      const visit = (node: unknown): void => {
        if (typeof node !== 'object' || node === null) return;
        for (const key of Object.keys(node)) {
          places.push([node as Record<string, unknown>, key]);
          visit((node as Record<string, unknown>)[key]);
        }
      };
      visit(manifest);
      const [parent, key] = places[at % places.length] as [Record<string, unknown>, string];
      parent[key] = value;

      // THEN
      expect(Array.isArray(manifestProblems(manifest))).toBe(true);
    }),
    { numRuns: 500 },
  );
});
