import { type Chart } from 'cdk8s';
import {
  BatchJob,
  DatabaseEngine,
  DatabaseSingleton,
  DatabaseStorage,
  Env,
  type IClient,
  Mount,
  NetworkPeer,
  NetworkRules,
  Posture,
  ProbedDeployment,
  type ProbedDeploymentProps,
  UnprobedDeployment,
} from '../../lib';
import { mainContainerOf } from '../support/pod-of';
import { SOUND, SOUND_AND_PROBED } from '../support/sound-props';
import { only, synthesize } from '../support/synthesize';

const CLIENT: IClient = {
  env: [Env.value('DB_HOST', 'db')],
  mounts: [Mount.secret('/ca', 'db-ca')],
  podLabels: { 'db-client': 'true' },
  allowTo: [{ peers: [NetworkPeer.pods({ app: 'db' })], ports: [{ port: 5432 }] }],
  connectedBy: () => undefined,
};
const WITHOUT_CHECKS = Posture.PRODUCTION.with({ checkReferences: false });

test('a connection brings environment, files, labels and network rules', () => {
  // WHEN
  const manifests = synthesize((chart) => {
    new UnprobedDeployment(chart, 'web', {
      ...SOUND,
      connections: [CLIENT],
      env: [Env.value('URL', 'postgres://$(DB_HOST)')],
      allowTo: [NetworkRules.nodeLocalDns(), NetworkRules.apiServer()],
    });
  }, WITHOUT_CHECKS);

  // THEN
  const deployment = only('Deployment', manifests);
  expect(mainContainerOf(deployment)).toMatchObject({
    env: [{ name: 'DB_HOST' }, { name: 'URL' }],
    volumeMounts: [{ mountPath: '/ca' }],
  });
  expect(deployment).toHaveProperty(['spec', 'template', 'metadata', 'labels', 'db-client'], 'true');
  expect(deployment).not.toHaveProperty(['spec', 'selector', 'matchLabels', 'db-client']);
  const { egress } = only('NetworkPolicy', manifests).spec as { egress: unknown[] };
  expect(egress.slice(1)).toEqual([
    { to: [{ podSelector: { matchLabels: { app: 'db' } } }], ports: [{ port: 5432 }] },
    {
      to: [{ ipBlock: { cidr: '169.254.20.10/32' } }],
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
    },
    { ports: [{ port: 443 }, { port: 6443 }] },
  ]);
});

test('a Job takes connections too', () => {
  const manifests = synthesize(
    (chart) => new BatchJob(chart, 'job', { ...SOUND, connections: [CLIENT] }),
    WITHOUT_CHECKS,
  );
  expect(only('Job', manifests)).toHaveProperty(['spec', 'template', 'metadata', 'labels', 'db-client'], 'true');
});

describe('a connection to a Deployment', () => {
  const CLIENT_LABELS = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'test-client-c8515119' };

  /** The NetworkPolicies of a server and of a client that connects to it. */
  function policies(server: Partial<ProbedDeploymentProps>, client: Partial<ProbedDeploymentProps> = {}) {
    const manifests = synthesize((chart: Chart) => {
      const service = { port: 80, targetPort: 8080 };
      const api = new ProbedDeployment(chart, 'order-api', { ...SOUND_AND_PROBED, name: 'api', service, ...server });
      new UnprobedDeployment(chart, 'client', { ...SOUND, connections: [api.client], ...client });
    }, WITHOUT_CHECKS);
    const specs = manifests.filter(({ kind }) => kind === 'NetworkPolicy').map(({ spec }) => spec);
    const [api, web] = specs as Array<{ ingress: object[]; egress: object[] }>;
    const deployment = manifests.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'web');
    return { api: api?.ingress, web: web?.egress.slice(1), env: deployment && mainContainerOf(deployment).env };
  }

  test('opens the client, and a server that already admits its namespace stays as it is', () => {
    const { api, web, env } = policies({});
    expect(env).toEqual([
      { name: 'ORDER_API_SERVICE_HOST', value: 'api' },
      { name: 'ORDER_API_SERVICE_PORT', value: '80' },
    ]);
    expect(api).toEqual([{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }]);
    expect(web).toEqual([
      {
        to: [{ podSelector: { matchLabels: expect.objectContaining({ 'app.kubernetes.io/name': 'api' }) as object } }],
        ports: [{ port: 8080 }],
      },
    ]);
  });

  test('opens a server that admits nobody else', () => {
    const { api } = policies({ allowFrom: [] });
    expect(api).toEqual([{ from: [{ podSelector: { matchLabels: CLIENT_LABELS } }], ports: [{ port: 8080 }] }]);
  });

  test('opens both sides between namespaces', () => {
    const { api, web, env } = policies({ namespace: 'orders' }, { namespace: 'shop' });
    const namespaceSelector = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
    expect(env).toContainEqual({ name: 'ORDER_API_SERVICE_HOST', value: 'api.orders.svc' });
    expect(api?.[1]).toEqual({
      from: [{ namespaceSelector: namespaceSelector('shop'), podSelector: { matchLabels: CLIENT_LABELS } }],
      ports: [{ port: 8080 }],
    });
    expect(web).toEqual([
      expect.objectContaining({ to: [expect.objectContaining({ namespaceSelector: namespaceSelector('orders') })] }),
    ]);
  });

  test('needs a Service', () => {
    expect(() => policies({ service: undefined })).toThrow(
      '[test/order-api] has no Service to connect to: give it the prop service',
    );
  });
});

test('a connection opens a database that names its peers', () => {
  // WHEN
  const manifests = synthesize((chart) => {
    const db = new DatabaseSingleton(chart, 'db', {
      ...SOUND,
      name: 'db',
      engine: DatabaseEngine.POSTGRES,
      storage: DatabaseStorage.existingClaim('db'),
      allowFrom: [NetworkPeer.namespace('admin')],
    });
    new BatchJob(chart, 'job', { ...SOUND, connections: [db.client] });
  }, WITHOUT_CHECKS);

  // THEN
  const policy = manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'db');
  expect(policy).toHaveProperty('spec.ingress.1', {
    from: [{ podSelector: { matchLabels: expect.objectContaining({ 'app.kubernetes.io/name': 'web' }) as object } }],
    ports: [{ port: 5432 }],
  });
});
