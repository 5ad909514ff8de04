import { check } from '../../../lib/verdict/check';
import { KUBERNETES_VERSIONS } from '../../../lib/verdict/kubernetes-version';
import { hasVerdictPackage } from '../../../lib/verdict/verdict-package';
import { VerdictServer } from '../../../lib/verdict/verdict-server';
import { type Manifest } from '../../../lib/testing/equivalence/manifest';
import { BACKUP, DEFINITION, DEPLOYMENT, POD, POLICIES, RESTRICTED, SURROUNDINGS } from './surroundings';

const VERSIONS = KUBERNETES_VERSIONS.filter(hasVerdictPackage);

/** A manifest with other fields in its spec. */
function withSpec(manifest: Manifest, fields: object): Manifest {
  return { ...manifest, spec: { ...(manifest.spec as object), ...fields } };
}

function problems(manifests: readonly Manifest[], kubernetes: string): string[] {
  return check(manifests, { kubernetes }).problems.map(({ severity, field, message }) =>
    [severity, ...(field === undefined ? [] : [field]), message].join(': '),
  );
}

describe.each(VERSIONS)('Kubernetes %s', (version) => {
  const server = VerdictServer.of(version);
  beforeEach(() => server.give(SURROUNDINGS));
  afterAll(() => server.give([]));

  test('asks about a custom resource only with its definition', () => {
    expect(server.ask({ object: BACKUP })).toEqual({ outcome: 'accepted' });
    server.give([]);
    expect(server.ask({ object: BACKUP })).toEqual({ outcome: 'unknown' });
  });

  test('fills in the defaults of a custom resource, and removes its status', () => {
    // WHEN
    const { stored } = server.ask({ object: { ...BACKUP, spec: { schedule: 'daily' } }, stored: true });

    // THEN
    expect(stored).toEqual({
      apiVersion: 'example.com/v1',
      kind: 'Backup',
      metadata: { generation: 1, labels: { team: 'data' }, name: 'nightly', namespace: 'default' },
      spec: { copies: 2, keep: 3, limit: 7, mode: 'Full', schedule: 'daily' },
    });
  });

  test.each([
    [{ copy: 1 }, 'spec.copy', 'unknown field "spec.copy"'],
    [{ copies: 10 }, 'spec.copies', 'spec.copies in body should be less than or equal to 9'],
    [{ mode: 'Half' }, 'spec.mode', 'supported values: "Full", "Incremental"'],
    [{ keep: 8 }, 'spec', 'keep must not exceed limit'],
    [{ targets: [{ name: 'a' }, { name: 'a' }] }, 'spec.targets[1]', 'Duplicate value: '],
    [{ template: { kind: 'A' } }, 'spec.template.apiVersion', 'Required value'],
  ])('refuses a custom resource with %j', (fields, field, message) => {
    const { outcome, problems: found } = server.ask({ object: withSpec(BACKUP, fields) });
    expect({ outcome, found }).toEqual({
      outcome: 'refused',
      found: expect.arrayContaining([
        expect.objectContaining({ field, message: expect.stringContaining(message) as string }),
      ]) as unknown,
    });
  });

  test('refuses an update of a custom resource that a transition rule forbids', () => {
    const answer = server.ask({ object: withSpec(BACKUP, { class: 'slow' }), old: BACKUP });
    expect(answer.problems).toEqual([
      expect.objectContaining({
        field: 'spec.class',
        message: expect.stringContaining('class is immutable') as string,
      }),
    ]);
    expect(server.ask({ object: withSpec(BACKUP, { keep: 6 }), old: BACKUP }).outcome).toBe('accepted');
  });

  test('warns of a deprecated version, and refuses one that the definition does not have', () => {
    expect(server.ask({ object: { ...BACKUP, apiVersion: 'example.com/v1beta1' } })).toEqual({
      outcome: 'accepted',
      warnings: ['example.com/v1beta1 Backup is deprecated; use example.com/v1 Backup'],
    });
    expect(server.ask({ object: { ...BACKUP, apiVersion: 'example.com/v2' } }).problems).toEqual([
      expect.objectContaining({ message: 'no matches for kind "Backup" in version "example.com/v2"' }),
    ]);
  });

  test('refuses a definition that is none, and then does not know its objects', () => {
    const broken = withSpec(DEFINITION, { scope: 'Everywhere' });
    const result = check([broken, BACKUP], { kubernetes: version });
    expect(result).toMatchObject({ refused: 1, unknown: ['Backup nightly'] });
    expect(result.problems).toEqual([expect.objectContaining({ field: 'spec.scope' })]);
  });

  test('refuses a pod by the Pod Security level of its namespace', () => {
    const privileged = withSpec(POD, { hostNetwork: true });
    expect(problems([RESTRICTED, POD], version)).toEqual([]);
    expect(problems([privileged], version)).toEqual([]);
    expect(problems([RESTRICTED, privileged], version)).toEqual([
      expect.stringMatching(
        /^error: pods "web" is forbidden: violates PodSecurity "restricted:latest": host namespaces \(hostNetwork=true\)/,
      ),
    ]);
  });

  test('warns of a workload whose pods the namespace would refuse', () => {
    const unsafe = withSpec(DEPLOYMENT, {
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'web:1' }] },
      },
    });
    expect(problems([RESTRICTED, unsafe], version)).toEqual([
      expect.stringMatching(
        /^warning: would violate PodSecurity "restricted:latest": allowPrivilegeEscalation != false/,
      ),
    ]);
  });

  test('refuses a namespace with a level that does not exist', () => {
    const metadata = { name: 'a', labels: { 'pod-security.kubernetes.io/enforce': 'strict' } };
    expect(problems([{ ...RESTRICTED, metadata }], version)).toEqual([
      expect.stringContaining('metadata.labels[pod-security.kubernetes.io/enforce]'),
    ]);
  });
});

const WITH_POLICIES = VERSIONS.filter((version) => version !== '1.29');
describe.each(WITH_POLICIES)('policies of Kubernetes %s', (version) => {
  test('refuse what their expressions do not allow, with parameters and the namespace', () => {
    const all = [RESTRICTED, ...POLICIES];
    expect(problems([...all, DEPLOYMENT], version)).toEqual([]);
    expect(problems([...all, withSpec(DEPLOYMENT, { replicas: 4 })], version)).toEqual([
      'error: deployments.apps "web" is forbidden: ValidatingAdmissionPolicy \'replicas.example.com\' with binding ' +
        "'gold.example.com' denied request: at most 3 replicas in restricted",
    ]);
  });

  test('do not select objects of other namespaces, nor those that a match condition leaves out', () => {
    const many = withSpec(DEPLOYMENT, { replicas: 4 });
    const elsewhere = { ...many, metadata: { ...many.metadata, namespace: 'other' } };
    const exempt = { ...many, metadata: { ...many.metadata, labels: { exempt: 'yes' } } };
    expect(problems([RESTRICTED, ...POLICIES, elsewhere, exempt], version)).toEqual([]);
  });

  test('warn if their binding says so', () => {
    const ownerless = { ...DEPLOYMENT, metadata: { name: 'web', namespace: 'restricted' } };
    expect(problems([RESTRICTED, ...POLICIES, ownerless], version)).toEqual([
      "warning: Validation failed for ValidatingAdmissionPolicy 'owner.example.com' with binding 'owner.example.com': " +
        'name an owner',
    ]);
  });

  test('refuse when their parameters are missing and the binding says so', () => {
    const without = POLICIES.filter(({ kind }) => kind !== 'ConfigMap');
    expect(problems([RESTRICTED, ...without, DEPLOYMENT], version)).toEqual([
      expect.stringContaining('no params found for policy binding with `Deny` parameterNotFoundAction'),
    ]);
  });
});

test('a version was asked', () => {
  expect(WITH_POLICIES).toContain('1.34');
});
