import { Duration, Size } from 'cdk8s';
import { Cpu, ServiceType } from 'cdk8s-plus-27';
import {
  Autoscaler,
  BatchJob,
  ClusterService,
  ConfigFiles,
  DatabaseEngine,
  DatabaseSingleton,
  DatabaseStorage,
  DeploymentStrategy,
  DisruptionBudget,
  Env,
  ExternalService,
  ExternalTarget,
  Hook,
  HookEvent,
  MigrationHookJob,
  MongoCredentials,
  Mount,
  NetworkPeer,
  NodeDaemon,
  PersistentClaim,
  Posture,
  Probe,
  ProbedDeployment,
  RedisCredentials,
  RedisSentinelSet,
  Resources,
  ScheduledJob,
  SecretFiles,
  SecurityProfile,
  ServiceAccount,
  StatefulMongo,
  StatefulWorkload,
} from '../../lib';
import { HelmChart, HelmValues } from '../../lib/helm';
import { SOUND, SOUND_AND_PROBED } from '../support/sound-props';
import { makeChart } from '../support/make-chart';
import { messageOf } from '../support/message-of';
import { type Build, synthesize } from '../support/synthesize';

/** What a program in plain JavaScript can write. */
type Untyped = never;

function web(props: object): Build {
  return (chart) => new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, ...props });
}

const redis = {
  image: 'redis:7',
  credentials: RedisCredentials.secret('redis'),
  storage: { name: 'data', storage: Size.gibibytes(1) },
};

/** The mistakes of a new user in the props of a Deployment, and the start of the sentence that each gives. */
const DEPLOYMENT_MISTAKES: ReadonlyArray<readonly [string, object, string]> = [
  // Unknown props.
  ['a misspelled prop', { replcas: 2 }, 'ProbedDeployment has no "replcas"; did you mean "replicas"?'],
  ['a misspelled posture key', { spraed: true }, 'ProbedDeployment has no "spraed"; did you mean "spread"?'],
  ['wrong case', { serviceaccount: {} }, 'ProbedDeployment has no "serviceaccount"; did you mean "serviceAccount"?'],
  ['a prop of a manifest', { template: {} }, 'ProbedDeployment has no "template"; it has image, imagePullPolicy, '],
  ['a prop of another construct', { schedule: 1 }, 'ProbedDeployment has no "schedule"; '],
  ['a misspelled prop of a Service', { service: { prot: 80 } }, 'service has no "prot"; did you mean "port"?'],
  [
    'a misspelled prop of a container',
    { extraContainers: [{ name: 'a', imgae: 'a:1' }] },
    'extraContainers[0] has no "imgae"; did you mean "image"?; extraContainers[0] needs "image", a string',
  ],
  [
    'a misspelled prop of an affinity',
    { affinity: { podAntiAfinity: {} } },
    'affinity has no "podAntiAfinity"; did you mean "podAntiAffinity"?',
  ],
  [
    'containerPort in place of number',
    { ports: [{ containerPort: 80 }] },
    'ports[0] has no "containerPort"; it has number, hostIp, hostPort, name, protocol; ports[0] needs "number", a number',
  ],
  [
    'a misspelled option of an autoscaler',
    { autoscaler: { maxReplica: 3 } },
    'autoscaler has no "maxReplica"; did you mean "maxReplicas"? It has minReplicas, maxReplicas, ',
  ],
  // Values of another type.
  ['text for a number', { replicas: '2' }, 'replicas must be a number, got "2"'],
  ['null', { replicas: null }, 'replicas must be a number, got null'],
  ['a number for text', { image: 5 }, 'image must be a string, got 5'],
  ['text for a boolean', { spread: 'yes' }, 'spread must be true or false, got "yes"'],
  ['text for a list', { command: '/web --port 80' }, 'command must be a list of string, got "/web --port 80"'],
  ['a number in a list of texts', { args: ['--port', 80] }, 'args[1] must be a string, got 80'],
  ['a number for a label', { podLabels: { version: 1 } }, 'podLabels.version must be a string, got 1'],
  ['a boolean for a label', { podLabels: { 'a.b/c': true } }, 'podLabels["a.b/c"] must be a string, got true'],
  ['a list for a map', { podLabels: ['app=web'] }, 'podLabels must be an object with string values, got ["app=web"]'],
  ['a map for a list', { env: { A: '1' } }, 'env must be a list of Env, got {"A":"1"}'],
  ['a number for a Service', { service: 80 }, 'service must be a WorkloadServiceOptions, got 80'],
  ['a value of an enumeration', { terminationMessagePolicy: 'Logs' }, 'terminationMessagePolicy must be "File" or '],
  // Plain values for value classes.
  [
    'a variable of a manifest',
    { env: [{ name: 'A', value: '1' }] },
    'env[0] must be made with Env.configMapKey, Env.field, Env.fromConfigMap, Env.fromSecret, Env.of, Env.resource, Env.secretKey or Env.value, got {"name":"A","value":"1"}',
  ],
  ['nested variables', { env: [[Env.value('A', '1')]] }, 'env[0] must be made with Env.configMapKey, '],
  ['a mount of a manifest', { mounts: [{ name: 'a', mountPath: '/a' }] }, 'mounts[0] must be made with Mount.claim, '],
  [
    'resources of a manifest',
    { resources: { limits: { cpu: '1' } } },
    'resources must be made with Resources.guaranteed or Resources.of, got {"limits":{"cpu":"1"}}',
  ],
  [
    'a probe of a manifest',
    { readiness: { httpGet: { path: '/', port: 80 } } },
    'readiness must be made with Probe.exec, Probe.grpc, Probe.httpGet or Probe.tcpSocket, got {"httpGet":',
  ],
  ['a path for a probe', { readiness: '/ready' }, 'readiness must be made with Probe.exec, '],
  ['resources for a probe', { readiness: Resources.of({}) }, 'readiness must be made with Probe.exec, '],
  ['a lifecycle action', { preStop: { sleep: { seconds: 5 } } }, 'preStop must be made with LifecycleAction.exec, '],
  [
    'a security context of the pod',
    { security: { runAsUser: 1 } },
    'security must be made with SecurityProfile.BASELINE, SecurityProfile.NONE, SecurityProfile.RESTRICTED, SecurityProfile.baseline, SecurityProfile.custom or SecurityProfile.restricted, got {"runAsUser":1}',
  ],
  [
    'a security context of the container',
    { containerSecurity: { runAsUser: 1 } },
    'containerSecurity must be made with SecurityProfile.BASELINE, ',
  ],
  [
    'seconds for a duration',
    { terminationGracePeriod: 30 },
    'terminationGracePeriod must be made with Duration.days, Duration.hours, Duration.millis, Duration.minutes, Duration.parse or Duration.seconds, got 30',
  ],
  ['text for a duration', { minReady: '5s' }, 'minReady must be made with Duration.days, '],
  [
    'a strategy by name',
    { strategy: 'Recreate' },
    'strategy must be made with DeploymentStrategy.recreate or DeploymentStrategy.rollingUpdate, got "Recreate"',
  ],
  [
    'a plain percentage of a budget',
    { disruptionBudgetOptions: { maxUnavailable: '50%' } },
    'disruptionBudgetOptions.maxUnavailable must be made with PercentOrAbsolute.absolute or PercentOrAbsolute.percent, got "50%"',
  ],
  ['labels for a peer', { allowFrom: [{ app: 'web' }] }, 'allowFrom[0] must be made with NetworkPeer.ANYWHERE, '],
  ['a Service for a connection', { connections: [{ name: 'redis' }] }, 'connections[0] must be an IClient, got '],
  [
    'a port for a rule',
    { allowTo: [{ peers: [NetworkPeer.cidr('10.0.0.0/8')], ports: [5432] }] },
    'allowTo[0].ports[0] must be a NetworkPort, got 5432',
  ],
];

test.each(DEPLOYMENT_MISTAKES)('of a Deployment: %s', (_, props, message) => {
  expect(messageOf(() => synthesize(web(props)))).toMatch(startingWith(`[test/web] ${message}`));
});

/** The same of each other construct. */
const OTHER_MISTAKES: ReadonlyArray<readonly [string, Build, string]> = [
  ['no props at all', (c) => new ProbedDeployment(c, 'x', undefined as Untyped), 'ProbedDeployment takes an object of'],
  [
    'a Deployment without an image',
    (c) => new ProbedDeployment(c, 'x', { readiness: Probe.exec(['x']) } as Untyped),
    'ProbedDeployment needs "image", a string',
  ],
  [
    'a Deployment without readiness',
    (c) => new ProbedDeployment(c, 'x', { image: 'web:1' } as Untyped),
    'ProbedDeployment needs "readiness", made with Probe.exec, ',
  ],
  [
    'a Job with seconds',
    (c) => new BatchJob(c, 'x', { ...SOUND, activeDeadline: 60 } as Untyped),
    'activeDeadline must be made with Duration.days, ',
  ],
  [
    'a Job with completions',
    (c) => new BatchJob(c, 'x', { ...SOUND, completions: 3 } as Untyped),
    'BatchJob has no "completions"; ',
  ],
  [
    'a CronJob with a schedule as text',
    (c) => new ScheduledJob(c, 'x', { ...SOUND, schedule: '0 3 * * *' } as Untyped),
    'schedule must be made with Cron.annually, ',
  ],
  [
    'a DaemonSet with replicas',
    (c) => new NodeDaemon(c, 'x', { ...SOUND, replicas: 3 } as Untyped),
    'NodeDaemon has no "replicas"; ',
  ],
  [
    'a StatefulSet with a Service',
    (c) => new StatefulWorkload(c, 'x', { ...SOUND, serviceName: 'x', servce: {} } as Untyped),
    'StatefulWorkload has no "servce"; ',
  ],
  [
    'a migration without a hook',
    (c) => new MigrationHookJob(c, 'x', { ...SOUND } as Untyped),
    'MigrationHookJob needs "hook", made with Hook.NONE or Hook.on',
  ],
  [
    'a migration with a list of events',
    (c) => new MigrationHookJob(c, 'x', { ...SOUND, hook: ['pre-install'] } as Untyped),
    'hook must be made with Hook.NONE or Hook.on, got ["pre-install"]',
  ],
  [
    'a ConfigMap with data',
    (c) => new ConfigFiles(c, 'x', { data: { A: '1' } } as Untyped),
    'ConfigFiles has no "data"; it has files, namedFiles, folders, envFiles, literals, ',
  ],
  [
    'a Secret with a number',
    (c) => new SecretFiles(c, 'x', { literals: { PORT: 80 } } as Untyped),
    'literals.PORT must be a string, got 80',
  ],
  [
    'a claim with a size as text',
    (c) => new PersistentClaim(c, 'x', { storage: '1Gi' } as Untyped),
    'storage must be made with Size.gibibytes, ',
  ],
  [
    'a Service with a port as number',
    (c) => new ClusterService(c, 'x', { selector: { a: 'b' }, ports: [80] } as Untyped),
    'ports[0] must be a ServicePortProps, got 80',
  ],
  [
    'an external Service with a host',
    (c) => new ExternalService(c, 'x', { target: 'db.example.com' } as Untyped),
    'target must be made with ExternalTarget.addresses or ExternalTarget.dnsName, got "db.example.com"',
  ],
  [
    'a ServiceAccount with a rule of a manifest',
    (c) => new ServiceAccount(c, 'x', { rules: [{ resource: 'pods', verbs: ['get'] }] } as Untyped),
    'rules[0] has no "resource"; did you mean "resources"? It has apiGroups, resources, verbs, resourceNames; rules[0] needs "resources", a list of string',
  ],
  [
    'an autoscaler without a target',
    (c) => new Autoscaler(c, 'x', { maxReplicas: 3 } as Untyped),
    'Autoscaler needs "target", an ApiObject',
  ],
  [
    'a budget with labels as selector',
    (c) => new DisruptionBudget(c, 'x', { selector: { app: 'web' } } as Untyped),
    'selector has no "app"; it has matchLabels, matchExpressions',
  ],
  [
    'a Redis with a misspelled option',
    (c) => new RedisSentinelSet(c, 'x', { ...redis, quorm: 2 } as Untyped),
    'RedisSentinelSet has no "quorm"; did you mean "quorum"?',
  ],
  [
    'a Redis with replicas',
    (c) => new RedisSentinelSet(c, 'x', { ...redis, replicas: 5 } as Untyped),
    'RedisSentinelSet has no "replicas"; ',
  ],
  [
    'a Redis with a password',
    (c) => new RedisSentinelSet(c, 'x', { ...redis, credentials: 'secret' } as Untyped),
    'credentials must be made with RedisCredentials.secret, got "secret"',
  ],
  [
    'a Mongo with a misspelled option of its exporter',
    (c) => new StatefulMongo(c, 'x', { image: 'mongo:7', exporter: { image: 'e:1', scrapFrom: [] } } as Untyped),
    'exporter has no "scrapFrom"; did you mean "scrapeFrom"?',
  ],
  [
    'a Mongo with credentials of Redis',
    (c) => new StatefulMongo(c, 'x', { image: 'mongo:7', credentials: redis.credentials } as Untyped),
    'credentials must be made with MongoCredentials.NONE or MongoCredentials.secret, got an instance of RedisCredentials',
  ],
  [
    'a database with an engine by name',
    (c) => new DatabaseSingleton(c, 'x', { image: 'p:1', engine: 'postgres', storage: '1Gi' } as Untyped),
    'engine must be made with DatabaseEngine.MARIADB, ',
  ],
];

test.each(OTHER_MISTAKES)('of another construct: %s', (_, build, message) => {
  expect(messageOf(() => synthesize(build))).toMatch(startingWith(`[test/x] ${message}`));
});

/** The same of the values that props are made of, which have no path yet. */
const VALUE_MISTAKES: ReadonlyArray<readonly [string, () => unknown, string]> = [
  ['a posture', () => Posture.custom({ spraed: true } as Untyped), 'Posture.custom has no "spraed"; did you mean'],
  ['a changed posture', () => Posture.PRODUCTION.with({ spread: 1 } as Untyped), 'spread must be true or false, got 1'],
  [
    'resources',
    () => Resources.of({ cpuRequets: Cpu.units(1) } as Untyped),
    'Resources.of has no "cpuRequets"; did you mean "cpuRequest"?',
  ],
  [
    'CPU as text',
    () => Resources.of({ cpuRequest: '100m' } as Untyped),
    'cpuRequest must be made with Cpu.millis or Cpu.units',
  ],
  [
    'options of a probe',
    () => Probe.httpGet('/', { perod: Duration.seconds(1) } as Untyped),
    'Probe.httpGet has no "perod"; did you mean "period"?',
  ],
  ['seconds of a probe', () => Probe.exec(['x'], { period: 5 } as Untyped), 'period must be made with Duration.days, '],
  [
    'options of a mount',
    () => Mount.secret('/s', 'a', { readonly: true } as Untyped),
    'Mount.secret has no "readonly"; did you mean "readOnly"?',
  ],
  [
    'options of a security profile',
    () => SecurityProfile.restricted({ runAsUser: 1 } as Untyped),
    'SecurityProfile.restricted has no "runAsUser"; ',
  ],
  [
    'a changed security profile',
    () => SecurityProfile.RESTRICTED.with({ users: 1 } as Untyped),
    'SecurityProfile.with has no "users"; did you mean "user"?',
  ],
  [
    'options of a hook',
    () => Hook.on([HookEvent.PRE_INSTALL], { wieght: 1 } as Untyped),
    'Hook.on has no "wieght"; did you mean "weight"?',
  ],
  [
    'a strategy',
    () => DeploymentStrategy.rollingUpdate({ maxSurge: 1 } as Untyped),
    'maxSurge must be made with PercentOrAbsolute.absolute or PercentOrAbsolute.percent, got 1',
  ],
  ['a storage', () => DatabaseStorage.claim({ size: 1 } as Untyped), 'DatabaseStorage.claim has no "size"; '],
  [
    'a Helm value',
    () => new HelmValues().int('port', { defualt: 80 } as Untyped),
    'value "port" has no "defualt"; did you mean "default"?',
  ],
  [
    'a Helm chart',
    () => new HelmChart({ name: 'shop', verison: '1.0.0' } as Untyped),
    'HelmChart has no "verison"; did you mean "version"? It has name, version, ',
  ],
];

test.each(VALUE_MISTAKES)('of a value: %s', (_, make, message) => {
  expect(messageOf(make)).toMatch(startingWith(message));
});

test('all mistakes in the props of one construct come in one message', () => {
  expect(messageOf(() => web({ replcas: 1, minReady: 5 })(makeChart()))).toBe(
    '[test/web] ProbedDeployment has no "replcas"; did you mean "replicas"?; ' +
      'minReady must be made with Duration.days, Duration.hours, Duration.millis, Duration.minutes, Duration.parse or Duration.seconds, got 5',
  );
});

test('every sound value that these tests mention is accepted', () => {
  expect(() =>
    synthesize((chart) => {
      web({
        service: { port: 80, type: ServiceType.NODE_PORT },
        minReady: Duration.seconds(1),
        strategy: DeploymentStrategy.recreate(),
        unknown: undefined,
      })(chart);
      new RedisSentinelSet(chart, 'redis', redis);
      new StatefulMongo(chart, 'mongo', { image: 'mongo:7', credentials: MongoCredentials.NONE });
      new ExternalService(chart, 'external', { target: ExternalTarget.dnsName('db.example.com') });
      new DatabaseSingleton(chart, 'db', {
        image: 'postgres:17',
        engine: DatabaseEngine.POSTGRES,
        storage: DatabaseStorage.claim({ storage: Size.gibibytes(1) }),
      });
    }),
  ).not.toThrow();
});

function startingWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`);
}
