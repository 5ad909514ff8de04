import { type Chart } from 'cdk8s';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cron, Size } from 'cdk8s';
import { MountPropagation, RestartPolicy } from 'cdk8s-plus-27';
import {
  BarePod,
  BatchJob,
  ConfigFiles,
  Env,
  Mount,
  NodeDaemon,
  Probe,
  ProjectedSource,
  ScheduledJob,
  SecurityProfile,
  StatefulSetUpdateStrategy,
  StatefulWorkload,
  UnprobedDeployment,
} from '../../lib';
import { DaemonSetUpdateStrategy } from '../../lib/workloads/node-daemon';
import { ALL_SECURITY_OPTIONS } from '../support/all-security-options';
import { synthesize } from '../support/synthesize';
import { ALL_JOB_OPTIONS, DEPLOYMENT_CASES, WORKLOAD_CASES } from '../support/workload-cases';

/** Fields of Kubernetes 1.34 that no prop writes, with the reason. A JSON patch writes each of them. */
const EXCEPTIONS: { readonly [type: string]: { readonly [field: string]: string } } = {
  PodSpec: {
    ephemeralContainers: 'only kubectl debug adds them, to a running pod',
    hostnameOverride: 'alpha in 1.34',
    overhead: 'set by admission from the RuntimeClass; another value is refused',
    priority: 'set by admission from the PriorityClass; another value is refused',
    resourceClaims: 'dynamic resource allocation has no construct for its claims yet',
    resources: 'beta in 1.34; the checks of resources look at containers',
    serviceAccount: 'deprecated alias of serviceAccountName',
  },
  Container: {
    restartPolicyRules: 'alpha in 1.34',
  },
  SecurityContext: {},
  PodSecurityContext: {},
  VolumeMount: {},
  Volume: {
    ...Object.fromEntries(
      [
        'awsElasticBlockStore',
        'azureDisk',
        'azureFile',
        'cephfs',
        'cinder',
        'flexVolume',
        'flocker',
        'gcePersistentDisk',
        'gitRepo',
        'glusterfs',
        'photonPersistentDisk',
        'portworxVolume',
        'quobyte',
        'rbd',
        'scaleIO',
        'storageos',
        'vsphereVolume',
      ].map((plugin) => [plugin, 'deprecated or removed; a CSI driver takes its place']),
    ),
    fc: 'the storage of one machine room; a PersistentVolume describes it once, and Mount.claim mounts it',
    iscsi: 'the storage of one machine room; a PersistentVolume describes it once, and Mount.claim mounts it',
  },
  JobSpec: {
    manualSelector: 'the API server generates the selector; one by hand can take the pods of others',
    selector: 'the API server generates it',
  },
  CronJobSpec: {},
  DeploymentSpec: {},
  StatefulSetSpec: {},
  DaemonSetSpec: {},
};

const FILES = ['apps', 'batch', 'core'];

/** The fields of a type in the generated types. */
function fieldsOf(type: string): string[] {
  for (const file of FILES) {
    const text = readFileSync(join(__dirname, `../../lib/kubernetes/api/${file}.ts`), 'utf8');
    const body = new RegExp(`^export interface ${type} \\{\\n(.*?)^\\}`, 'ms').exec(text)?.[1];
    if (body !== undefined) return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name]) => name ?? '');
  }
  throw new Error(`lib/kubernetes/api has no ${type}`);
}

/** What every construct writes with every prop. Some props exclude each other, so that several objects are needed. */
function manifests(): unknown[] {
  const pod = { ...WORKLOAD_CASES.all, podTemplateName: undefined };
  const mounts = [
    ...pod.mounts,
    Mount.configMap('/1', 'settings', { subPath: 'a', propagation: MountPropagation.HOST_TO_CONTAINER }),
    Mount.secret('/2', 'secret', { subPathExpr: '$(A)' }),
    Mount.claim('/3', 'claim', { readOnly: true, recursiveReadOnly: 'IfPossible' }),
    Mount.hostPath('/4', '/host'),
    Mount.nfs('/5', 'nfs', '/'),
    Mount.projected('/6', [ProjectedSource.secret('secret')]),
    Mount.downwardApi('/7', [{ path: 'labels', fieldPath: 'metadata.labels' }]),
    Mount.csi('/8', 'example.com'),
    Mount.ephemeral('/9', { storage: Size.gibibytes(1) }),
    Mount.image('/10', 'models:1'),
  ];
  const usual = { ...WORKLOAD_CASES.usually, configHash: false, mounts, env: [Env.value('A', '1')] };
  const base = { ...pod, ...usual, serviceAccountName: undefined };
  const readiness = Probe.exec(['true']);
  const security = SecurityProfile.custom(ALL_SECURITY_OPTIONS);
  return synthesize((chart: Chart) => {
    new ConfigFiles(chart, 'settings', { name: 'settings', literals: { a: 'b' } });
    new UnprobedDeployment(chart, 'deployment', {
      ...DEPLOYMENT_CASES.all,
      ...usual,
      autoscaler: undefined,
      service: undefined,
    });
    new BarePod(chart, 'pod', {
      ...base,
      readiness,
      activeDeadline: ALL_JOB_OPTIONS.activeDeadline,
      restartPolicy: RestartPolicy.ALWAYS,
      initContainers: [
        { name: 'proxy', image: 'proxy:1', restartPolicy: RestartPolicy.ALWAYS, resources: pod.resources, readiness },
      ],
    });
    new BarePod(chart, 'isolated', {
      ...base,
      security,
      containerSecurity: security,
      hostNetwork: undefined,
      hostPID: undefined,
      hostIPC: undefined,
      hostUsers: false,
      shareProcessNamespace: true,
      nodeName: undefined,
      schedulingGates: ['example.com/quota'],
      env: [Env.value('A', '1'), Env.fromConfigMap('settings')],
    });
    new BatchJob(chart, 'job', {
      ...base,
      ...ALL_JOB_OPTIONS,
      restartPolicy: RestartPolicy.NEVER,
      contentName: false,
    });
    new ScheduledJob(chart, 'cron', {
      ...base,
      schedule: Cron.daily(),
      timeZone: 'Etc/UTC',
      startingDeadline: ALL_JOB_OPTIONS.activeDeadline,
      concurrencyPolicy: 'Forbid' as never,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      suspendSchedule: true,
    });
    new NodeDaemon(chart, 'daemon', {
      ...base,
      readiness,
      updateStrategy: DaemonSetUpdateStrategy.onDelete(),
      minReady: DEPLOYMENT_CASES.all.minReady,
      revisionHistoryLimit: 1,
    });
    new StatefulWorkload(chart, 'stateful', {
      ...base,
      serviceName: 'stateful',
      replicas: 2,
      firstOrdinal: 1,
      podManagement: 'Parallel' as never,
      updateStrategy: StatefulSetUpdateStrategy.onDelete(),
      minReady: DEPLOYMENT_CASES.all.minReady,
      revisionHistoryLimit: 1,
      retainWhenDeleted: 'Retain' as never,
      mounts: [Mount.claimTemplate('/data', { name: 'data', storage: Size.gibibytes(1) })],
    });
  });
}

/** The objects of each type in a manifest: where the API has them. */
function objectsOf(manifest: unknown): ReadonlyArray<readonly [type: string, object: unknown]> {
  const { kind, spec } = manifest as { kind: string; spec?: Json };
  if (spec === undefined) return [];
  const job = kind === 'CronJob' ? spec.jobTemplate?.spec : kind === 'Job' ? spec : undefined;
  const pod = kind === 'Pod' ? spec : (job ?? spec).template?.spec;
  if (pod === undefined) return [];
  const containers = [...(pod.containers ?? []), ...(pod.initContainers ?? [])];
  return [
    [`${kind}Spec`, spec],
    ...(job === undefined ? [] : ([['JobSpec', job]] as const)),
    ['PodSpec', pod],
    ['PodSecurityContext', pod.securityContext ?? {}],
    ...(pod.volumes ?? []).map((volume) => ['Volume', volume] as const),
    ...containers.flatMap((container) => [
      ['Container', container] as const,
      ['SecurityContext', container.securityContext ?? {}] as const,
      ...(container.volumeMounts ?? []).map((mount) => ['VolumeMount', mount] as const),
    ]),
  ];
}

interface Json {
  readonly template?: Json;
  readonly jobTemplate?: Json;
  readonly spec?: Json;
  readonly containers?: Json[];
  readonly initContainers?: Json[];
  readonly securityContext?: object;
  readonly volumes?: object[];
  readonly volumeMounts?: object[];
}

const written = new Map<string, Set<string>>();
for (const [type, object] of manifests().flatMap(objectsOf)) {
  const names = written.get(type) ?? new Set<string>();
  Object.keys(object as object).forEach((name) => names.add(name));
  written.set(type, names);
}

test.each(Object.entries(EXCEPTIONS))('a prop writes each field of a %s but the explained ones', (type, exceptions) => {
  const missing = fieldsOf(type).filter((field) => !written.get(type)?.has(field));

  expect(missing.sort()).toEqual(Object.keys(exceptions).sort());
});
