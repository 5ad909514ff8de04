import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Chart, Cron, Size } from 'cdk8s';
import { PercentOrAbsolute, PodManagementPolicy } from 'cdk8s-plus-27';
import {
  ClaimRetention,
  Env,
  ExternalResources,
  MongoCredentials,
  type MongoSecretKeys,
  Mount,
  Posture,
  Probe,
  StatefulMongo,
  type StatefulMongoProps,
} from '../../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../../support/expect-construct';
import { type Manifest, only, problemsOf, synthesize } from '../../support/synthesize';
import { messageOf } from '../../support/message-of';
import { SOUND } from '../../support/sound-props';
import { mainContainerOf, patienceOf, podOf, requiredVariables, secretModesOf } from '../../support/pod-of';
import { WORKLOAD_CASES } from '../../support/workload-cases';

const SCRIPTS = join(__dirname, '../../../lib/stateful/scripts/mongo');
const CREDENTIALS = MongoCredentials.secret('mongo-auth');
const PLUGINS = Mount.emptyDir('/plugins');

function make(props: Partial<StatefulMongoProps> = {}): (chart: Chart) => StatefulMongo {
  return (chart) => {
    ExternalResources.of(chart).secret('mongo-auth');
    return new StatefulMongo(chart, 'mongo', { ...SOUND, credentials: CREDENTIALS, ...props });
  };
}

function production(props: Partial<StatefulMongoProps> = {}): Manifest[] {
  return synthesize(make(props), Posture.PRODUCTION);
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<StatefulMongoProps> = {
    ...WORKLOAD_CASES.all,
    members: 5,
    replicaSetName: 'rs1',
    portName: 'db',
    serviceName: 'peers',
    servicePortName: 'peers',
    storage: { name: 'store', storage: Size.gibibytes(1) },
    retainWhenDeleted: ClaimRetention.DELETE,
    retainWhenScaled: ClaimRetention.DELETE,
    readiness: Probe.exec(['ready']),
    podManagement: PodManagementPolicy.ORDERED_READY,
    credentials: CREDENTIALS,
    clusterDomain: 'cluster.example',
    requireCredentials: true,
    spread: true,
    disruptionBudget: true,
    disruptionBudgetOptions: { minAvailable: PercentOrAbsolute.percent(50) },
    exporter: { image: 'exporter:1', scrapeFrom: [] },
    backup: { schedule: Cron.daily(), claimName: 'backups' },
  };
  const mounts = WORKLOAD_CASES.all.mounts.filter(({ path }) => path !== '/tmp');

  // THEN
  expectEveryPropInManifests<StatefulMongoProps>(
    {
      ...WORKLOAD_CASES,
      all: { ...all, mounts: [...mounts, PLUGINS] },
      others: WORKLOAD_CASES.others,
      // The affinity of all props is the one that a spread gives.
      usually: { ...WORKLOAD_CASES.usually, spread: undefined },
      beside: {
        ...WORKLOAD_CASES.beside,
        credentials: { requireCredentials: undefined },
        requireCredentials: { credentials: undefined },
        spread: { affinity: undefined, topologySpread: undefined },
        disruptionBudget: { disruptionBudgetOptions: undefined },
      },
      guards: [...WORKLOAD_CASES.guards, 'requireCredentials'],
    },
    (chart, props) => new StatefulMongo(chart, 'mongo', props),
  );
});

test('names its members', () => {
  synthesize((chart) => {
    const mongo = make({ name: 'db', serviceName: 'peers' })(chart);
    expect(mongo.hosts).toEqual(['db-0.peers:27017', 'db-1.peers:27017', 'db-2.peers:27017']);
    expect(mongo.connectionString('shop')).toBe(`mongodb://${mongo.hosts.join(',')}/shop?replicaSet=rs0`);
    expect(mongo.dnsName(2)).toBe('db-2.peers');
    expect(messageOf(() => mongo.dnsName(3))).toBe('"db" has the members 0 to 2, got 3');
  });
});

test('gives a workload what it needs to connect', () => {
  synthesize((chart) => {
    const { client } = make({ name: 'db' })(chart);
    expect(client.env).toEqual([
      Env.value('MONGO_HOSTS', 'db-0.db:27017,db-1.db:27017,db-2.db:27017'),
      Env.value('MONGO_REPLICA_SET', 'rs0'),
    ]);
    expect(client.podLabels).toEqual({ 'cdk8s-patterns/mongodb-client': 'db' });
    expect(client.allowTo).toHaveLength(1);
  });
});

test('every key of the Secret shows', () => {
  // GIVEN
  const all: Required<MongoSecretKeys> = { username: 'user', password: 'pass', keyfile: 'key' };

  // THEN
  expectEveryPropInManifests<MongoSecretKeys>({ all, others: {} }, (chart, keys) =>
    make({ credentials: MongoCredentials.secret('mongo-auth', keys) })(chart),
  );
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(make(), '/spec/persistentVolumeClaimRetentionPolicy');
});

test('ships every script of its folder', () => {
  const scripts = production().find(({ metadata }) => metadata.name === 'web-scripts');
  expect(Object.keys(scripts?.data ?? {}).sort()).toEqual(
    readdirSync(SCRIPTS)
      .filter((file) => /\.(sh|js)$/.test(file))
      .sort(),
  );
});

test.each(['mongodb', 'reconciler', 'copy-keyfile'])('sets what the scripts of %s cannot do without', (name) => {
  // GIVEN
  const required = readdirSync(SCRIPTS)
    .filter((file) => !['backup.sh', 'restore.sh'].includes(file))
    .flatMap((file) => requiredVariables(readFileSync(join(SCRIPTS, file), 'utf8')));

  // WHEN
  const pod = podOf(only('StatefulSet', production()));
  const container = [...pod.containers, ...(pod.initContainers ?? [])].find((each) => each.name === name);

  // THEN
  expect(required.length).toBeGreaterThan(3);
  expect((container?.env ?? []).map((variable) => variable.name)).toEqual(expect.arrayContaining(required));
});

test('a change of the number of members restarts none of them', () => {
  const templates = [3, 5].map((members) => only('StatefulSet', production({ members })).spec);
  expect(templates).toEqual([3, 5].map((replicas) => ({ ...(templates[0] as object), replicas })));
});

test('calls members by their name in the domain of the cluster', () => {
  const { env } = mainContainerOf(
    only('StatefulSet', production({ serviceName: 'peers', clusterDomain: 'k8s.local' })),
  );
  expect(env).toContainEqual({
    name: 'MONGO_MEMBER_PATTERN',
    value: 'web-%d.peers.$(POD_NAMESPACE).svc.k8s.local:27017',
  });
});

test('keeps every container within the Pod Security Standard "restricted", as the user of the image', () => {
  const pod = podOf(only('StatefulSet', production()));
  expect(pod.securityContext).toMatchObject({
    runAsNonRoot: true,
    runAsUser: 999,
    runAsGroup: 999,
    fsGroup: 999,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  for (const { securityContext } of [...pod.containers, ...(pod.initContainers ?? [])]) {
    expect(securityContext).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
  }
});

describe('credentials', () => {
  test('are needed in PRODUCTION', () => {
    expect(problemsOf(make({ credentials: undefined }), Posture.PRODUCTION)).toEqual([
      '[test/mongo] credentials are needed, got none: give MongoCredentials.secret(…), or set requireCredentials to false (posture PRODUCTION)',
    ]);
  });

  test('can be done without when asked for', () => {
    const manifests = production({ credentials: undefined, requireCredentials: false });
    const pod = podOf(only('StatefulSet', manifests));
    expect(pod.initContainers).toBeUndefined();
    expect(JSON.stringify(pod)).not.toContain('secret');
  });
});

describe('in PRODUCTION', () => {
  test('an hour for a recovery, two minutes without an answer, two minutes to step down and end', () => {
    // WHEN
    const pod = podOf(only('StatefulSet', production()));

    // THEN
    expect(patienceOf(pod)).toEqual({ mongodb: { startup: 3600, liveness: 120, readiness: 60 }, reconciler: {} });
    expect(pod.terminationGracePeriodSeconds).toBe(120);
    expect(secretModesOf(pod)).toEqual({ secrets: '0440' });
  });

  test('has a budget, a spread and a NetworkPolicy', () => {
    const manifests = production();
    expect(only('PodDisruptionBudget', manifests)).toMatchObject({ spec: { maxUnavailable: 1 } });
    expect(podOf(only('StatefulSet', manifests)).topologySpreadConstraints).toBeDefined();
    expect(only('NetworkPolicy', manifests)).toBeDefined();
  });

  test('has none of them when told so', () => {
    const manifests = production({ spread: false, disruptionBudget: false, networkPolicy: false });
    const { affinity, topologySpreadConstraints } = podOf(only('StatefulSet', manifests));
    expect(manifests.map(({ kind }) => kind)).not.toEqual(
      expect.arrayContaining([expect.stringMatching('PodDisruptionBudget|NetworkPolicy')]),
    );
    expect([affinity, topologySpreadConstraints]).toEqual([undefined, undefined]);
  });

  test('members reach each other whoever else is let in', () => {
    const { spec } = only('NetworkPolicy', production({ allowFrom: [] }));
    const members = { podSelector: (spec as { podSelector: unknown }).podSelector };
    expect(spec).toMatchObject({
      ingress: [{ from: [members], ports: [{ port: 27017 }] }],
      egress: expect.arrayContaining([{ to: [members], ports: [{ port: 27017 }] }]) as unknown,
    });
  });
});
