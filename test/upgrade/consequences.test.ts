import { consequences, type UpgradeOptions } from '../../lib/upgrade/consequences';
import { type Consequence } from '../../lib/upgrade/consequence';
import { type Manifest } from '../../lib/testing/equivalence/manifest';

/** An object with what a test needs of it. */
function object(apiVersion: string, kind: string, rest: Record<string, unknown> = {}, name = 'web'): Manifest {
  const { metadata, ...fields } = rest;
  return { apiVersion, kind, metadata: { name, ...(metadata as object) }, ...fields };
}

function deployment(spec: Record<string, unknown> = {}, image = 'web:1', pod: Record<string, unknown> = {}): Manifest {
  const container = { name: 'web', image, readinessProbe: { tcpSocket: { port: 80 } } };
  return object('apps/v1', 'Deployment', {
    spec: {
      replicas: 4,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [container], ...pod } },
      ...spec,
    },
  });
}

function statefulSet(spec: Record<string, unknown> = {}, image = 'db:1'): Manifest {
  const container = { name: 'db', image, readinessProbe: { tcpSocket: { port: 80 } } };
  const claim = (storage: string) => ({
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  });
  const { storage = '1Gi', ...rest } = spec;
  return object('apps/v1', 'StatefulSet', {
    spec: {
      replicas: 3,
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template: { metadata: { labels: { app: 'db' } }, spec: { containers: [container] } },
      volumeClaimTemplates: [claim(storage as string)],
      ...rest,
    },
  });
}

function only(old: Manifest[], next: Manifest[], options?: UpgradeOptions): Consequence {
  const [first, ...others] = consequences(old, next, options);
  expect(others).toEqual([]);
  return first!;
}

function change(old: Manifest, next: Manifest): { severity: string; texts: string[] } {
  const { severity, effects } = only([old], [next]);
  return { severity, texts: effects.map(({ text }) => text) };
}

describe('a Deployment', () => {
  test('stays as it is when only its writing changes', () => {
    // GIVEN a default that is written out
    const next = deployment({ revisionHistoryLimit: 10 });

    // THEN
    expect(only([deployment()], [next])).toEqual({
      object: 'Deployment default/web',
      action: 'unchanged',
      severity: 'none',
      effects: [],
    });
  });

  test('replaces its pods without loss of capacity where maxUnavailable is 0', () => {
    const update = { strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } };
    expect(change(deployment(update), deployment(update, 'web:2'))).toEqual({
      severity: 'restart',
      texts: ['spec.containers[name=web].image changes: 4 pods are replaced, up to 0 pods fewer and 1 more at a time'],
    });
  });

  test('rounds the shares of its pods as the controller does', () => {
    const update = { replicas: 5, strategy: { rollingUpdate: { maxUnavailable: '50%', maxSurge: '50%' } } };
    expect(change(deployment(update), deployment(update, 'web:2'))).toMatchObject({
      severity: 'reduced',
      texts: [expect.stringContaining('up to 2 pods fewer and 3 more at a time')],
    });
  });

  test.each([
    ['Recreate', { strategy: { type: 'Recreate' } }, 'strategy Recreate ends every pod'],
    [
      'one pod that may be unavailable',
      { replicas: 1, strategy: { rollingUpdate: { maxUnavailable: 1 } } },
      'so that none may serve',
    ],
  ])('is down for a time with %s', (_, spec, text) => {
    expect(change(deployment(spec), deployment(spec, 'web:2'))).toEqual({
      severity: 'downtime',
      texts: [expect.stringContaining(text)],
    });
  });

  test('replaces its pods when a list is stored in another order', () => {
    // GIVEN
    const env = [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ];
    const withEnv = (list: unknown[]) =>
      deployment({}, 'web:1', { containers: [{ name: 'web', image: 'web:1', env: list }] });

    // THEN
    expect(change(withEnv(env), withEnv([...env].reverse()))).toMatchObject({ severity: 'reduced' });
  });

  test('is refused when its selector changes', () => {
    const next = deployment({ selector: { matchLabels: { app: 'web', tier: 'front' } } });
    expect(change(deployment(), next)).toEqual({
      severity: 'refused',
      texts: ['the API server refuses it: spec.selector.matchLabels.tier cannot change'],
    });
  });

  test('waits for a volume that one node mounts', () => {
    // GIVEN
    const pod = { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }] };
    const claim = object('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadWriteOnce'] } }, 'data');

    // WHEN
    const [first] = consequences([deployment({}, 'web:1', pod), claim], [deployment({}, 'web:2', pod), claim]);

    // THEN
    expect(first).toMatchObject({ severity: 'downtime' });
    expect(first!.effects[0]!.text).toContain('claim data is mounted by one node at a time');
  });

  test('tells which Service no longer selects its pods', () => {
    // GIVEN
    const service = object('v1', 'Service', { spec: { selector: { tier: 'front' }, ports: [{ port: 80 }] } });
    const labelled = (labels: object) =>
      deployment({
        template: {
          metadata: { labels: { app: 'web', ...labels } },
          spec: { containers: [{ name: 'web', image: 'web:1' }] },
        },
      });

    // WHEN
    const [first] = consequences([labelled({ tier: 'front' }), service], [labelled({ tier: 'back' }), service]);

    // THEN
    expect(first!.effects[0]).toMatchObject({ severity: 'downtime', text: 'Service web no longer selects its pods' });
  });

  test('names the autoscaler that sets the same replicas', () => {
    // GIVEN
    const scaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: {
        minReplicas: 2,
        maxReplicas: 9,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      },
    });

    // WHEN
    const [first] = consequences([deployment(), scaler], [deployment({ replicas: 2 }), scaler]);

    // THEN
    expect(first!.effects).toEqual([
      expect.objectContaining({ text: expect.stringContaining('by HorizontalPodAutoscaler web') as string }),
    ]);
  });
});

describe('a StatefulSet', () => {
  test.each([
    ['three pods', {}, 'reduced', '3 pods are replaced, 1 at a time, from the last to the first'],
    ['one pod', { replicas: 1 }, 'downtime', 'there is no other to serve'],
    ['a partition', { updateStrategy: { rollingUpdate: { partition: 2 } } }, 'reduced', '1 of 3 pods (partition 2)'],
    ['a partition of all', { updateStrategy: { rollingUpdate: { partition: 3 } } }, 'change', 'changed in place'],
    ['OnDelete', { updateStrategy: { type: 'OnDelete' } }, 'change', 'leaves the pods as they are'],
  ])('with %s replaces its pods', (_, spec, severity, text) => {
    expect(change(statefulSet(spec), statefulSet(spec, 'db:2'))).toEqual({
      severity,
      texts: [expect.stringContaining(text)],
    });
  });

  test('is refused when a claim template grows, and says how to go on', () => {
    const { severity, effects } = only([statefulSet()], [statefulSet({ storage: '2Gi' })]);
    expect(severity).toBe('refused');
    expect(effects[0]).toMatchObject({ wayOut: expect.stringContaining('--cascade=orphan') as string });
  });

  test('loses the claims of removed pods where whenScaled is Delete', () => {
    const policy = { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete', whenDeleted: 'Retain' } };
    expect(change(statefulSet(policy), statefulSet({ ...policy, replicas: 1 }))).toMatchObject({
      severity: 'data-loss',
      texts: ['the claims of 2 pods are deleted, since whenScaled is Delete', 'scaled from 3 to 1'],
    });
  });
});

describe('a Service', () => {
  const service = (spec: Record<string, unknown>) =>
    object('v1', 'Service', { spec: { selector: { app: 'web' }, ports: [{ port: 80 }], ...spec } });

  test.each([
    [
      'a headless Service',
      { clusterIP: 'None' },
      {},
      'refused',
      'spec.clusterIP cannot change from None to an address',
    ],
    [
      'a load balancer',
      { type: 'LoadBalancer' },
      {},
      'downtime',
      'the load balancer, its address and the node ports are released',
    ],
    [
      'a cluster address',
      {},
      { type: 'NodePort' },
      'change',
      'type changes from ClusterIP to NodePort, its address stays',
    ],
    ['a port', {}, { ports: [{ port: 81 }] }, 'downtime', 'port 80 is gone: its clients find nothing there'],
  ])('that was %s', (_, old, next, severity, text) => {
    const outcome = change(service(old), service(next));
    expect(outcome.severity).toBe(severity);
    expect(outcome.texts[0]).toContain(text);
  });

  test('that selects nothing leads nowhere', () => {
    const [, second] = consequences(
      [deployment(), service({})],
      [deployment(), service({ selector: { app: 'other' } })],
    );
    expect(second).toMatchObject({ severity: 'downtime' });
  });
});

describe('objects that come and go', () => {
  const claim = object('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadWriteOnce'] } });

  test.each([
    ['a claim', claim, 'data-loss'],
    ['a namespace', object('v1', 'Namespace'), 'data-loss'],
    [
      'a CRD',
      object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { spec: { names: { kind: 'X' } } }),
      'data-loss',
    ],
    ['a StatefulSet', statefulSet(), 'downtime'],
    ['a Deployment', deployment(), 'downtime'],
    ['a role', object('rbac.authorization.k8s.io/v1', 'Role'), 'change'],
  ])('%s is deleted', (_, manifest, severity) => {
    expect(only([manifest], [])).toMatchObject({ action: 'deleted', severity });
  });

  test('nothing is deleted without pruning, or where an annotation keeps it', () => {
    const kept = { ...claim, metadata: { name: 'web', annotations: { 'helm.sh/resource-policy': 'keep' } } };
    expect(only([claim], [], { prune: false })).toMatchObject({ action: 'kept', severity: 'none' });
    expect(only([kept], [])).toMatchObject({ action: 'kept', severity: 'none' });
  });

  test('names that differ in a hash belong together', () => {
    // GIVEN
    const config = (name: string, value: string) => object('v1', 'ConfigMap', { data: { a: value } }, name);

    // THEN
    expect(only([config('web-c8a1f2b3', '1')], [config('web-c80d11aa', '2')])).toMatchObject({
      action: 'created',
      effects: [{ text: 'it is created in place of web-c8a1f2b3, which is deleted' }],
    });
    expect(consequences([config('web-frontend', '1')], [config('web-backends', '2')])).toHaveLength(2);
  });

  test('a hook runs', () => {
    const hook = object('batch/v1', 'Job', {
      metadata: { annotations: { 'helm.sh/hook': 'pre-upgrade,pre-install' } },
    });
    expect(only([hook], [hook])).toEqual({
      object: 'Job default/web',
      action: 'hook',
      severity: 'change',
      effects: [{ severity: 'change', text: 'hook: runs before anything else is changed (pre-upgrade)' }],
    });
  });
});

describe('configuration', () => {
  const config = (value: string, rest: object = {}) => object('v1', 'ConfigMap', { data: { a: value }, ...rest });

  test('that pods read as environment needs a restart', () => {
    const web = deployment({}, 'web:1', {
      containers: [{ name: 'web', image: 'web:1', envFrom: [{ configMapRef: { name: 'web' } }] }],
    });
    const [, second] = consequences([web, config('1')], [web, config('2')]);
    expect(second!.effects[0]!.text).toContain('running pods of Deployment web keep the old values');
  });

  test('that is immutable is refused', () => {
    expect(change(config('1', { immutable: true }), config('2', { immutable: true }))).toMatchObject({
      severity: 'refused',
    });
  });
});

describe('a live object', () => {
  const live = (last: object): Manifest => {
    const written = deployment();
    return {
      ...written,
      metadata: {
        ...written.metadata,
        namespace: 'default',
        uid: '0f1e',
        resourceVersion: '7',
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(last) },
      },
      spec: { ...(written.spec as object), replicas: 7, paused: true },
      status: { replicas: 7 },
    };
  };
  const withoutReplicas = (): Manifest => {
    const written = deployment();
    delete (written.spec as Record<string, unknown>).replicas;
    return written;
  };

  test('keeps what others set', () => {
    expect(only([live(withoutReplicas())], [withoutReplicas()])).toMatchObject({ severity: 'none', effects: [] });
  });

  test('loses what the last manifest had and this one has not', () => {
    expect(change(live(deployment()), withoutReplicas())).toEqual({
      severity: 'reduced',
      texts: ['scaled from 7 to 1'],
    });
  });
});

test("what the API server refuses beyond the rules is told in the server's words", () => {
  // GIVEN a server that refuses everything
  const verdict = () => ({
    outcome: 'refused' as const,
    problems: [{ reason: 'FieldValueInvalid', field: 'spec.replicas', message: 'Invalid value: -1: too few' }],
  });

  // THEN
  expect(only([deployment()], [deployment({}, 'web:2')], { verdict })).toMatchObject({
    severity: 'refused',
    effects: [{ text: 'the API server refuses it: spec.replicas: Invalid value: -1: too few', field: 'spec.replicas' }],
  });
});

describe('a ReplicationController', () => {
  const controller = (labels: object, selector?: object) =>
    object('v1', 'ReplicationController', {
      spec: {
        replicas: 1,
        ...(selector && { selector }),
        template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
      },
    });

  test('keeps the selector that its manifest does not have, so that new labels are refused', () => {
    expect(change(controller({ app: 'web' }), controller({ app: 'other' }))).toMatchObject({
      severity: 'refused',
      texts: expect.arrayContaining([
        'the API server refuses it: spec.selector does not match the labels of spec.template',
      ]) as unknown,
    });
  });

  test('may get another selector together with the labels', () => {
    const [old, next] = ['web', 'other'].map((app) => controller({ app }, { app }));
    expect(change(old!, next!).severity).not.toBe('refused');
  });
});

test('a Pod may change the old alias of serviceAccountName, which the server ignores', () => {
  // GIVEN
  const pod = (spec: object) => object('v1', 'Pod', { spec: { containers: [{ name: 'a', image: 'a' }], ...spec } });
  const severity = (from: object, to: object) => only([pod(from)], [pod(to)]).severity;

  // THEN
  expect(severity({ serviceAccount: 'a' }, { serviceAccount: 'b' })).not.toBe('refused');
  expect(severity({ serviceAccountName: 'a' }, { serviceAccountName: 'b' })).toBe('refused');
  expect(severity({ serviceAccount: 'a' }, { serviceAccountName: 'b' })).toBe('refused');
});
