import { Duration } from 'cdk8s';
import { PercentOrAbsolute, Protocol, ServiceType } from 'cdk8s-plus-27';
import {
  type DeploymentOptions,
  IpFamily,
  IpFamilyPolicy,
  JobPattern,
  PodReplacementPolicy,
  type JobOptions,
  type ReplicatedWorkloadProps,
  DeploymentStrategy,
  TrafficDistribution,
  TrafficPolicy,
  type WorkloadProps,
  type WorkloadServiceOptions,
} from '../../lib';
import { RestartPolicy } from 'cdk8s-plus-27';
import { ALL_WORKLOAD_PROPS } from './all-props';
import { type PropCases } from './every-prop';

/** How the props of every workload are told apart in its manifests. */
export const WORKLOAD_CASES = {
  all: ALL_WORKLOAD_PROPS,
  others: { image: 'web:2' },
  // What the pods mention is not there, which is all that the check of references can show.
  // A port with peers of its own is none of allowFrom.
  // An account is made or named.
  usually: {
    checkReferences: undefined,
    portAccess: undefined,
    serviceAccount: undefined,
    hostUsers: undefined,
    shareProcessNamespace: undefined,
    schedulingGates: undefined,
  },
  beside: {
    serviceAccount: { serviceAccountName: undefined },
    hostUsers: { hostNetwork: undefined, hostPID: undefined, hostIPC: undefined },
    shareProcessNamespace: { hostPID: undefined },
    schedulingGates: { nodeName: undefined },
    resources: { requireResources: undefined },
    requireResources: { resources: undefined },
    requirePinnedImages: { image: 'web' },
  },
  guards: ['requireResources', 'requirePinnedImages', 'checkReferences'],
} satisfies PropCases<WorkloadProps>;

/** As {@link WORKLOAD_CASES}, for workloads with a number of pods. */
export const REPLICATED_CASES = {
  ...WORKLOAD_CASES,
  all: {
    ...ALL_WORKLOAD_PROPS,
    replicas: 3,
    spread: true,
    disruptionBudget: true,
    disruptionBudgetOptions: { minAvailable: PercentOrAbsolute.percent(50) },
    autoscaler: { maxReplicas: 5 },
  },
  usually: { ...WORKLOAD_CASES.usually, autoscaler: undefined },
  beside: {
    ...WORKLOAD_CASES.beside,
    autoscaler: { replicas: undefined },
    spread: { topologySpread: undefined },
    disruptionBudget: { disruptionBudgetOptions: undefined },
  },
} satisfies PropCases<ReplicatedWorkloadProps>;

/** Every option of the Service in front of a workload, but for a target port by name, which excludes one by number. */
export const ALL_SERVICE_OPTIONS: Required<Omit<WorkloadServiceOptions, 'targetPortName'>> = {
  port: 80,
  targetPort: 8080,
  portName: 'http',
  protocol: Protocol.TCP,
  nodePort: 30080,
  appProtocol: 'http',
  extraPorts: [{ port: 443, name: 'https', targetPortName: 'http' }],
  type: ServiceType.LOAD_BALANCER,
  name: 'front',
  labels: { tier: 'edge' },
  annotations: { note: 'service' },
  clusterIp: '10.0.0.10',
  externalIps: ['203.0.113.7'],
  sessionAffinityTimeout: Duration.hours(1),
  externalTrafficPolicy: TrafficPolicy.LOCAL,
  internalTrafficPolicy: TrafficPolicy.CLUSTER,
  trafficDistribution: TrafficDistribution.PREFER_CLOSE,
  loadBalancerSourceRanges: ['203.0.113.0/24'],
  loadBalancerClass: 'example.com/internal',
  allocateLoadBalancerNodePorts: true,
  publishNotReadyAddresses: true,
  ipFamilies: [IpFamily.IPV4],
  ipFamilyPolicy: IpFamilyPolicy.SINGLE_STACK,
};

/** As {@link REPLICATED_CASES}, for Deployments. */
export const DEPLOYMENT_CASES = {
  ...REPLICATED_CASES,
  all: {
    ...REPLICATED_CASES.all,
    strategy: DeploymentStrategy.rollingUpdate({ maxSurge: PercentOrAbsolute.absolute(1) }),
    minReady: Duration.seconds(5),
    progressDeadline: Duration.minutes(5),
    revisionHistoryLimit: 2,
    paused: true,
    changeCause: 'a new version',
    requireReadiness: true,
    service: ALL_SERVICE_OPTIONS,
  },
} satisfies PropCases<DeploymentOptions>;

/** Every option of a Job. */
export const ALL_JOB_OPTIONS: Required<JobOptions> = {
  pattern: JobPattern.indexed(4, 2),
  backoffLimit: 1,
  activeDeadline: Duration.minutes(1),
  ttlAfterFinished: Duration.hours(1),
  restartPolicy: RestartPolicy.ON_FAILURE,
  ignoreDisruptions: true,
  failOnExitCodes: [64],
  resilientJobs: true,
  suspend: true,
  backoffLimitPerIndex: 2,
  maxFailedIndexes: 3,
  successPolicy: [{ succeededIndexes: '0-1', succeededCount: 1 }],
  podReplacementPolicy: PodReplacementPolicy.FAILED,
  managedBy: 'example.com/queue',
};

/** What the other options of a Job are when one of them is looked at. */
export const BESIDE_JOB_OPTIONS = {
  usually: {
    ignoreDisruptions: undefined,
    failOnExitCodes: undefined,
    backoffLimitPerIndex: undefined,
    maxFailedIndexes: undefined,
    successPolicy: undefined,
  },
  beside: {
    failOnExitCodes: { restartPolicy: undefined },
    ignoreDisruptions: { restartPolicy: undefined, resilientJobs: undefined },
    resilientJobs: { backoffLimit: undefined },
    backoffLimitPerIndex: { restartPolicy: undefined },
    maxFailedIndexes: { restartPolicy: undefined, backoffLimitPerIndex: 2 },
    successPolicy: {},
  },
} as const;
