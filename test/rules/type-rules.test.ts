import { manifestProblems } from '../../lib/rules/manifest-problems';
import { changed } from './bad-inputs';

test.each<[string, string, string, unknown, string[]]>([
  [
    'a field that does not exist',
    'Deployment',
    'spec.replica',
    2,
    ['spec.replica: is not a field of DeploymentSpec, did you mean replicas?'],
  ],
  [
    'a field of a container',
    'Pod',
    'spec.containers.0.imagePull',
    'Always',
    ['spec.containers[0].imagePull: is not a field of Container'],
  ],
  ['a field that is null', 'Pod', 'spec.nothing', null, ['spec.nothing: is not a field of PodSpec']],
  [
    'a field of the metadata',
    'Service',
    'metadata.label',
    {},
    ['metadata.label: is not a field of ObjectMeta, did you mean labels?'],
  ],
  [
    'a number for text',
    'Namespace',
    'metadata.labels',
    { a: 1 },
    [
      'metadata.labels.a: must be a label value, at most 63 letters, digits, "-", "_" and "." that starts and ends with a letter or digit, got 1',
    ],
  ],
  ['text for a list', 'Pod', 'spec.readinessGates', 'x', ['spec.readinessGates: must be a list, got "x"']],
  ['a fraction', 'Deployment', 'spec.paused', 1, ['spec.paused: must be true or false, got 1']],
])('refuses %s', (_, kind, path, value, problems) => {
  expect(manifestProblems(changed(kind, path, value))).toEqual(problems);
});

test.each<[string, unknown]>([
  ['apiVersion, kind and status of a claim template', changed('StatefulSet', 'spec.volumeClaimTemplates.0.status', {})],
  ['a field that is undefined', changed('Pod', 'spec.nothing', undefined)],
  [
    'any field of a custom resource',
    { apiVersion: 'example.com/v1', kind: 'Pod', metadata: { name: 'a' }, spec: { x: 1 } },
  ],
])('accepts %s', (_, manifest) => {
  expect(manifestProblems(manifest)).toEqual([]);
});

test.each([
  ['v1', 'Deployment', 'apiVersion: must be apps/v1 for a Deployment, got "v1"'],
  ['apps/v2', 'Deployment', 'apiVersion: must be apps/v1 for a Deployment, got "apps/v2"'],
  ['apps/v1', 'Deploiment', 'kind: must be Deployment or another kind of apps/v1, got "Deploiment"'],
  ['apps/v3', 'Thing', 'apiVersion: must be a version that a server serves, got "apps/v3"'],
  [
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'FlowSchema',
    'apiVersion: must be a version that is still served: FlowSchema moved to flowcontrol.apiserver.k8s.io/v1 in 1.32, got "flowcontrol.apiserver.k8s.io/v1beta3"',
  ],
])('refuses %s %s, which no server serves', (apiVersion, kind, problem) => {
  expect(manifestProblems({ apiVersion, kind, metadata: { name: 'a' } })).toContain(problem);
});

test('a finalizer needs a domain on a built-in kind, and none on a custom resource', () => {
  const metadata = { name: 'a', finalizers: ['resources-finalizer.argocd.argoproj.io'] };
  expect(manifestProblems({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata })).toEqual([]);
  expect(manifestProblems({ apiVersion: 'v1', kind: 'ConfigMap', metadata })).toEqual([
    expect.stringMatching(/^metadata\.finalizers\[0\]: must be kubernetes, orphan/),
  ]);
});
