import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import '../../../lib/testing/jest';
import { Manifests } from '../../../lib/testing/assertions/manifests';
import { check } from '../../../lib/verdict/check';
import { hasVerdictPackage } from '../../../lib/verdict/verdict-package';
import { KUBERNETES_VERSIONS } from '../../../lib/verdict/kubernetes-version';
import { VerdictServer } from '../../../lib/verdict/verdict-server';
import { CommandLine } from '../../bin/command-line';

const VERSIONS = KUBERNETES_VERSIONS.filter(hasVerdictPackage);
const BROKEN = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: -1
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - { name: web, image: 'web:1', imagePull: Always }
---
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata: { name: web }
`;

const cli = new CommandLine();
afterAll(() => cli.remove());

test('a version is there', () => {
  expect(VERSIONS).toContain('1.34');
});

describe.each(VERSIONS)('Kubernetes %s', (kubernetes) => {
  test('names file, line, object, field and message of each problem', async () => {
    // GIVEN
    const file = cli.write('broken.yaml', BROKEN);

    // WHEN
    const outcome = await cli.run(['check', file, '--kubernetes', kubernetes]);

    // THEN
    expect(outcome).toEqual({
      status: 1,
      output:
        'broken.yaml:11:51: error: Deployment web: spec.template.spec.containers[0].imagePull: ' +
        `unknown field "spec.template.spec.containers[0].imagePull" [${kubernetes}]\n` +
        'broken.yaml:5:13: error: Deployment web: spec.replicas: ' +
        `Invalid value: -1: must be greater than or equal to 0 [${kubernetes}]\n` +
        'broken.yaml:13:13: error: PodDisruptionBudget web: apiVersion: ' +
        `no matches for kind "PodDisruptionBudget" in version "policy/v1beta1" [${kubernetes}]\n` +
        `Kubernetes ${kubernetes}: 0 accepted, 2 refused\n`,
      warnings: '',
    });
  });

  test('accepts every manifest that this package writes', () => {
    const folder = join(__dirname, '../../../dist');
    const files = readdirSync(folder).filter((each) => each.endsWith('.yaml'));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const { problems } = check({ file: join(folder, file) }, { kubernetes });
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  test('answers the same whatever was asked before', () => {
    // GIVEN
    const server = VerdictServer.of(kubernetes);
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } };

    // WHEN
    const first = server.ask({ object: service, stored: true });
    for (let i = 0; i < 300; i += 1) server.ask({ object: { ...service, spec: { ports: [{ port: i }] } } });

    // THEN
    expect(server.ask({ object: service, stored: true })).toEqual(first);
    expect(first.stored).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      // Older servers write a time that is not set.
      metadata: { ...(kubernetes === '1.29' && { creationTimestamp: null }), name: 'web', namespace: 'default' },
      spec: {
        internalTrafficPolicy: 'Cluster',
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
        sessionAffinity: 'None',
        type: 'ClusterIP',
      },
      status: { loadBalancer: {} },
    });
  });

  test('refuses an update of an immutable field, and accepts others', () => {
    // GIVEN
    const claim = (spec: object) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
    });
    const server = VerdictServer.of(kubernetes);

    // THEN
    expect(server.ask({ object: claim({}), old: claim({}) })).toEqual({ outcome: 'accepted' });
    expect(server.ask({ object: claim({ accessModes: ['ReadWriteMany'] }), old: claim({}) })).toMatchObject({
      outcome: 'refused',
      problems: [{ field: 'spec', message: expect.stringContaining('spec is immutable after creation') as string }],
    });
  });
});

test('the README shows what is printed', async () => {
  // GIVEN
  const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
  const shown = /\$ npx cdk8s-patterns check [^\n]*\n(.*?)```/s.exec(readme)?.[1];

  // THEN
  const { output } = await cli.run(['check', cli.write('web.yaml', BROKEN), '--kubernetes', '1.34']);
  expect(output).toBe(shown);
});

test('the matcher and the assertions say the same', () => {
  const sound = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
  expect(sound).toBeAcceptedBy(['1.34']);
  expect(BROKEN).not.toBeAcceptedBy('1.34');
  expect(() => expect(BROKEN).toBeAcceptedBy('1.34')).toThrow('Kubernetes 1.34: 0 accepted, 2 refused');
  expect(Manifests.fromYaml(sound).problems({ kubernetes: '1.34' })).toEqual([]);
  expect(Manifests.fromYaml(BROKEN).problems({ kubernetes: '1.34' })).toHaveLength(3);
});
