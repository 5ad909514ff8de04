import * as fc from 'fast-check';
import { adopt } from '../../lib/adopt/adopt';
import {
  type Expression,
  type ObjectExpression,
  call,
  fromJson,
  list,
  literal,
  member,
  object,
} from '../../lib/adopt/model/expression';
import { synthesize, TrialFiles } from '../../lib/adopt/trial/synthesize';
import {
  bytes,
  factory,
  limits,
  nameText,
  props,
  readiness,
  replicas,
  stringMap,
  timeSpan,
  truth,
  workloadOptional,
  workloadRequired,
} from './support/arbitraries';
import { seconds } from '../../lib/adopt/model/values';

const RUNS = { numRuns: Number(process.env.ADOPT_RUNS ?? 8), seed: 17 };

type Props = fc.Arbitrary<ObjectExpression>;

const selector = stringMap.map((matchLabels) => object({ matchLabels }) as Expression);
const labelled = { ...workloadRequired, selector };
const further = fc.constant(fromJson({ 'further-label': 'yes' }));
const replicated = { ...workloadOptional, replicas, podLabels: further };
const job = {
  ...workloadOptional,
  backoffLimit: replicas,
  activeDeadline: timeSpan,
  ttlAfterFinished: timeSpan,
  suspend: truth,
  pattern: fc.oneof(
    factory('JobPattern', 'fixedCompletions', replicas, replicas),
    factory('JobPattern', 'indexed', replicas, replicas),
  ),
  podReplacementPolicy: fc.constant(member('cdk8s-patterns', 'PodReplacementPolicy', 'FAILED')),
  managedBy: fc.constant(literal('example.com/queue')),
};
const port = props({ port: fc.constant(literal(80)), name: nameText }, { targetPort: fc.constant(literal(8080)) });
const service = { name: nameText, selector: stringMap, ports: port.map((each) => list([each]) as Expression) };
const claim = { storage: bytes };
const workloadService = props(
  { port: fc.constant(literal(80)), portName: nameText },
  {
    labels: stringMap,
    targetPortName: fc.constant(literal('http')),
    trafficDistribution: fc.constant(member('cdk8s-patterns', 'TrafficDistribution', 'PREFER_CLOSE')),
    extraPorts: fc.constant(list([object({ port: literal(9090), name: literal('second-port') })])),
  },
);
const scalingPolicy = call('cdk8s-patterns', 'ScalingPolicy', 'pods', literal(2), seconds(30));
const autoscaler = props(
  { maxReplicas: fc.constant(literal(12)), cpuUtilization: replicas },
  {
    minReplicas: replicas,
    memoryUtilization: replicas,
    labels: stringMap,
    scaleUp: fc.constant(object({ policies: list([scalingPolicy]) })),
    scaleDown: fc.constant(object({ stabilizationWindow: seconds(90) })),
  },
);

/** Props of every construct that adopt recognises, as adopt writes them. */
const CASES: ReadonlyArray<readonly [string, Props]> = [
  [
    'ProbedDeployment',
    props(
      { ...labelled, readiness },
      { ...replicated, minReady: timeSpan, revisionHistoryLimit: replicas, service: workloadService },
    ),
  ],
  // An autoscaler decides the number of pods.
  [
    'ProbedDeployment',
    props({ ...labelled, readiness, autoscaler }, { ...workloadOptional, service: workloadService }),
  ],
  ['UnprobedDeployment', props(labelled, { ...replicated, strategy: factory('DeploymentStrategy', 'recreate') })],
  ['BareReplicaSet', props(labelled, replicated)],
  [
    'BarePod',
    props(workloadRequired, {
      ...workloadOptional,
      labels: fc.constant(undefined),
      podAnnotations: fc.constant(undefined),
    }),
  ],
  ['NodeDaemon', props(labelled, { ...workloadOptional, readiness, minReady: timeSpan })],
  [
    'StatefulWorkload',
    props(
      { ...labelled, serviceName: nameText },
      { ...replicated, podManagement: limits('PodManagementPolicy', 'PARALLEL') },
    ),
  ],
  ['BatchJob', props(workloadRequired, job)],
  [
    'ScheduledJob',
    props(
      {
        ...workloadRequired,
        schedule: fc.constant(call('cdk8s', 'Cron', 'schedule', object({ minute: literal('5') }))),
      },
      { ...job, timeZone: fc.constant(literal('Etc/UTC')), suspendSchedule: truth },
    ),
  ],
  [
    'MigrationHookJob',
    props(
      {
        ...workloadRequired,
        hook: fc.constant(
          call(
            'cdk8s-patterns',
            'Hook',
            'on',
            list([{ kind: 'member', of: { from: 'cdk8s-patterns', name: 'HookEvent', member: 'PRE_UPGRADE' } }]),
            object({ weight: literal(3) }),
          ),
        ),
      },
      job,
    ),
  ],
  [
    'ClusterService',
    props(service, {
      labels: stringMap,
      type: limits('ServiceType', 'NODE_PORT', 'LOAD_BALANCER'),
      publishNotReadyAddresses: truth,
      sessionAffinityTimeout: timeSpan,
      trafficDistribution: fc.constant(member('cdk8s-patterns', 'TrafficDistribution', 'PREFER_CLOSE')),
      ipFamilies: fc.constant(list([member('cdk8s-patterns', 'IpFamily', 'IPV6')])),
      ipFamilyPolicy: fc.constant(member('cdk8s-patterns', 'IpFamilyPolicy', 'PREFER_DUAL_STACK')),
    }),
  ],
  ['HeadlessService', props(service, { annotations: stringMap, publishNotReadyAddresses: truth })],
  [
    'ExternalService',
    props(
      {
        name: nameText,
        target: fc.constant(call('cdk8s-patterns', 'ExternalTarget', 'dnsName', literal('db.example.com'))),
      },
      { labels: stringMap },
    ),
  ],
  ['ConfigFiles', props({ name: nameText, literals: stringMap }, { labels: stringMap, immutable: truth })],
  [
    'PersistentClaim',
    props({ name: nameText, ...claim }, { storageClassName: nameText, volumeLabels: stringMap, volumeName: nameText }),
  ],
  [
    'NfsVolume',
    props(
      { name: nameText, server: nameText, path: fc.constant(literal('/export')), ...claim },
      { storageClassName: nameText },
    ),
  ],
  [
    'DisruptionBudget',
    props({ name: nameText, selector }, { evictUnhealthy: fc.constant(literal(false)) }).map((made) =>
      object({
        ...Object.fromEntries(made.members),
        maxUnavailable: call('cdk8s-plus-27', 'PercentOrAbsolute', 'percent', literal(20)),
      }),
    ),
  ],
  [
    'NetworkIsolation',
    props(
      {
        name: nameText,
        selector,
        ingress: fc.constant(
          list([
            object({
              peers: list([call('cdk8s-patterns', 'NetworkPeer', 'pods', fromJson({ app: 'web' }))]),
              ports: list([object({ port: literal(80) })]),
            }),
          ]) as Expression,
        ),
      },
      {},
    ),
  ],
];

describe('props → construct → manifests → adopt → the same props', () => {
  test.each(CASES)('%s', (construct, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (given) => {
        // GIVEN
        const files = new TrialFiles();
        const trial = { files, inherited: {}, original: <T>(manifest: T) => manifest };
        const { manifests } = synthesize({ construct, props: given, covers: [] }, trial);
        files.remove();
        // WHEN
        const found = adopt(manifests).flatMap((chart) => chart.constructs);
        // THEN
        expect(found.map((each) => [each.construct, each.patches])).toEqual([[construct, []]]);
        expect(plain(found[0]?.props)).toEqual(plain(given));
      }),
      RUNS,
    );
  });
});

/** An expression as plain data, which does not tell members in another order apart. */
function plain(expression: Expression | undefined): unknown {
  const text = JSON.stringify(expression ?? null, (_, value: unknown): unknown =>
    value instanceof Map ? Object.fromEntries(value) : value,
  );
  return JSON.parse(text) as unknown;
}
