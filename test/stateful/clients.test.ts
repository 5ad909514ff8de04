import { type Chart, Size } from 'cdk8s';
import {
  DatabaseEngine,
  DatabaseSingleton,
  DatabaseStorage,
  type IClient,
  MongoCredentials,
  Posture,
  ProbedDeployment,
  type ProbedDeploymentProps,
  RedisCredentials,
  RedisSentinelSet,
  ScriptedMongo,
  ScriptedRedis,
  StatefulMongo,
} from '../../lib';
import { mainContainerOf } from '../support/pod-of';
import { messageOf } from '../support/message-of';
import { SOUND_AND_PROBED } from '../support/sound-props';
import { type Manifest, synthesize } from '../support/synthesize';

const POSTURE = Posture.PRODUCTION.with({
  checkReferences: false,
  requireResources: false,
  requirePinnedImages: false,
  requireCredentials: false,
});
const storage = { name: 'data', storage: Size.gibibytes(1) };

/** Every construct that is a database, with the ports of the server and the variables of a client. */
const DATABASES: ReadonlyArray<
  readonly [string, (chart: Chart, id: string) => { client: IClient }, number[], string[]]
> = [
  [
    'RedisSentinelSet',
    (chart, id) =>
      new RedisSentinelSet(chart, id, { image: 'redis:7', credentials: RedisCredentials.secret('redis'), storage }),
    [6379, 26379],
    ['REDIS_SENTINELS', 'REDIS_MASTER_NAME', 'REDIS_WAIT_REPLICAS', 'REDIS_PASSWORD', 'REDIS_SENTINEL_PASSWORD'],
  ],
  [
    'StatefulMongo',
    (chart, id) => new StatefulMongo(chart, id, { image: 'mongo:7', credentials: MongoCredentials.NONE, storage }),
    [27017],
    ['MONGO_HOSTS', 'MONGO_REPLICA_SET'],
  ],
  [
    'DatabaseSingleton',
    (chart, id) =>
      new DatabaseSingleton(chart, id, {
        image: 'postgres:17',
        engine: DatabaseEngine.POSTGRES,
        storage: DatabaseStorage.claim({ storage: Size.gibibytes(1) }),
      }),
    [5432],
    ['DATABASE_HOST', 'DATABASE_PORT'],
  ],
  [
    'ScriptedMongo',
    (chart, id) => new ScriptedMongo(chart, id, { image: 'mongo:7' }),
    [27017],
    ['MONGO_HOSTS', 'MONGO_REPLICA_SET'],
  ],
  [
    'ScriptedRedis',
    (chart, id) =>
      new ScriptedRedis(chart, id, {
        image: 'redis:7',
        files: { literals: { a: 'b' } },
        redisCommand: ['redis-server'],
        sentinelCommand: ['redis-sentinel'],
      }),
    [6379, 26379],
    ['REDIS_SENTINELS'],
  ],
];

interface Policy {
  readonly podSelector: { readonly matchLabels: { readonly [key: string]: string } };
  readonly ingress: Rule[];
  readonly egress: Rule[];
}

interface Rule {
  readonly from?: Peer[];
  readonly to?: Peer[];
  readonly ports?: Array<{ readonly port: number }>;
}

interface Peer {
  readonly podSelector?: { readonly matchLabels?: { readonly [key: string]: string } };
}

type Labels = { readonly [key: string]: string };

function labelsOf(manifest: Manifest): Labels {
  const { template } = manifest.spec as { template: { metadata: { labels: Labels } } };
  return template.metadata.labels;
}

function policyOf(manifests: Manifest[], workload: Manifest): Policy {
  const labels = labelsOf(workload);
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy').map(({ spec }) => spec as Policy);
  const [policy] = policies.filter(({ podSelector }) => selects(podSelector.matchLabels, labels));
  if (policy === undefined) throw new Error(`no NetworkPolicy selects ${JSON.stringify(labels)}`);
  return policy;
}

function selects(matchLabels: Labels | undefined, labels: Labels): boolean {
  return Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}

/** The ports that rules open to pods with these labels; `all` for a rule without ports. */
function openPorts(rules: Rule[], labels: Labels): Array<number | 'all'> {
  return rules
    .filter(({ from, to }) =>
      (from ?? to ?? []).some(({ podSelector }) => podSelector && selects(podSelector.matchLabels, labels)),
    )
    .flatMap(({ ports }): Array<number | 'all'> => ports?.map(({ port }) => port) ?? ['all']);
}

function build(
  make: (chart: Chart, id: string) => { client: IClient },
  props: (client: IClient) => Partial<ProbedDeploymentProps>,
): { manifests: Manifest[]; web: Manifest; server: Manifest } {
  const manifests = synthesize((chart) => {
    const { client } = make(chart, 'server');
    new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, ...props(client) });
  }, POSTURE);
  const find = (kind: string) => manifests.find((manifest) => manifest.kind === kind) as Manifest;
  return { manifests, web: find('Deployment'), server: find('StatefulSet') };
}

describe.each(DATABASES)('%s', (_, make, ports, variables) => {
  test('a workload with its client reaches it, through both NetworkPolicies', () => {
    // WHEN
    const { manifests, web, server } = build(make, (client) => ({ connections: [client] }));

    // THEN
    const { env } = mainContainerOf(web) as { env: Array<{ name: string }> };
    expect(env.map(({ name }) => name)).toEqual(variables);
    expect(openPorts(policyOf(manifests, web).egress, labelsOf(server))).toEqual(expect.arrayContaining(ports));
    const ingress = openPorts(policyOf(manifests, server).ingress, labelsOf(web));
    expect(ports.filter((port) => !ingress.includes(port) && !ingress.includes('all'))).toEqual([]);
  });

  test('the labels of its client, given by hand, take nothing from the pods', () => {
    // GIVEN
    const version = { version: '1.4.2' };

    // WHEN
    const plain = build(make, (client) => ({ connections: [client] }));
    const labelled = build(make, (client) => ({
      connections: [client],
      podLabels: { ...client.podLabels, ...version },
    }));

    // THEN
    expect(labelsOf(labelled.web)).toEqual({ ...labelsOf(plain.web), ...version });
    expect(policyOf(labelled.manifests, labelled.web)).toEqual(policyOf(plain.manifests, plain.web));
    expect(policyOf(labelled.manifests, labelled.server)).toEqual(policyOf(plain.manifests, plain.server));
  });
});

test('a label that two connections need with different values is an error, not lost', () => {
  // GIVEN
  const redis = (chart: Chart, name: string) =>
    new RedisSentinelSet(chart, name, {
      name,
      image: 'redis:7',
      credentials: RedisCredentials.secret('redis'),
      storage,
    }).client;
  const key = 'cdk8s-patterns/redis-client';

  // THEN
  expect(
    messageOf(() =>
      synthesize((chart) => {
        const connections = [redis(chart, 'cache'), redis(chart, 'queue')];
        new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, connections });
      }, POSTURE),
    ),
  ).toBe(
    `[test/web] the pods cannot have two values of the label "${key}": connections[0] needs "cache", connections[1] needs "queue"`,
  );
  expect(
    messageOf(() =>
      synthesize((chart) => {
        const podLabels = { [key]: 'other' };
        new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, connections: [redis(chart, 'cache')], podLabels });
      }, POSTURE),
    ),
  ).toBe(
    `[test/web] the pods cannot have two values of the label "${key}": connections[0] needs "cache", podLabels needs "other"`,
  );
});
