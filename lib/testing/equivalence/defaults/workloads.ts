import { type Fields, isFields } from '../manifest';
import { at, type DefaultTable, items } from './rule';

const apps = (name: string) => `k8s.io/kubernetes/pkg/apis/apps/v1/defaults.go ${name}`;
const batch = (name: string) => `k8s.io/kubernetes/pkg/apis/batch/v1/defaults.go ${name}`;
const MAX_INT32 = 2 ** 31 - 1;

const rollingUpdate =
  (strategy: string) =>
  (spec: Fields): boolean =>
    at(spec, `${strategy}.type`) === 'RollingUpdate';

/** apps and batch. */
export const WORKLOAD_DEFAULTS: DefaultTable = [
  { on: 'apps.DeploymentSpec', set: 'replicas', to: 1, source: apps('SetDefaults_Deployment') },
  { on: 'apps.DeploymentSpec', set: 'strategy.type', to: 'RollingUpdate', source: apps('SetDefaults_Deployment') },
  ...['maxUnavailable', 'maxSurge'].map((field) => ({
    on: 'apps.DeploymentSpec',
    set: `strategy.rollingUpdate.${field}`,
    to: '25%',
    when: rollingUpdate('strategy'),
    source: apps('SetDefaults_Deployment'),
  })),
  // Any other strategy that has a rollingUpdate all the same: it is kept in values, not pointers.
  ...['maxUnavailable', 'maxSurge'].map((set) => ({
    on: 'apps.RollingUpdateDeployment',
    set,
    to: 0,
    source: 'k8s.io/kubernetes/pkg/apis/apps/types.go RollingUpdateDeployment',
  })),
  { on: 'apps.DeploymentSpec', set: 'revisionHistoryLimit', to: 10, source: apps('SetDefaults_Deployment') },
  { on: 'apps.DeploymentSpec', set: 'progressDeadlineSeconds', to: 600, source: apps('SetDefaults_Deployment') },

  { on: 'apps.DaemonSetSpec', set: 'updateStrategy.type', to: 'RollingUpdate', source: apps('SetDefaults_DaemonSet') },
  {
    on: 'apps.DaemonSetSpec',
    set: 'updateStrategy.rollingUpdate.maxUnavailable',
    to: 1,
    when: rollingUpdate('updateStrategy'),
    source: apps('SetDefaults_DaemonSet'),
  },
  {
    on: 'apps.DaemonSetSpec',
    set: 'updateStrategy.rollingUpdate.maxSurge',
    to: 0,
    when: rollingUpdate('updateStrategy'),
    source: apps('SetDefaults_DaemonSet'),
  },
  { on: 'apps.DaemonSetSpec', set: 'revisionHistoryLimit', to: 10, source: apps('SetDefaults_DaemonSet') },

  {
    on: 'apps.StatefulSetSpec',
    set: 'podManagementPolicy',
    to: 'OrderedReady',
    source: apps('SetDefaults_StatefulSet'),
  },
  {
    on: 'apps.StatefulSetSpec',
    sets: 'updateStrategy',
    source: apps('SetDefaults_StatefulSet'),
    // Unlike the others, a written type with no rollingUpdate beside it stays without.
    apply: (spec, set) => {
      if (at(spec, 'updateStrategy.type') === undefined) {
        set(['updateStrategy', 'type'], 'RollingUpdate');
        if (at(spec, 'updateStrategy.rollingUpdate') === undefined) set(['updateStrategy', 'rollingUpdate'], {});
      }
      const rolling = at(spec, 'updateStrategy.rollingUpdate');
      if (at(spec, 'updateStrategy.type') !== 'RollingUpdate' || !isFields(rolling)) return;
      if (rolling.partition === undefined) set(['updateStrategy', 'rollingUpdate', 'partition'], 0);
      // Behind the gate MaxUnavailableStatefulSet: servers without it drop the field, which comes to the same for 1.
      if (rolling.maxUnavailable === undefined) set(['updateStrategy', 'rollingUpdate', 'maxUnavailable'], 1);
    },
  },
  ...['whenDeleted', 'whenScaled'].map((field) => ({
    on: 'apps.StatefulSetSpec',
    set: `persistentVolumeClaimRetentionPolicy.${field}`,
    to: 'Retain',
    source: apps('SetDefaults_StatefulSet'),
  })),
  { on: 'apps.StatefulSetSpec', set: 'replicas', to: 1, source: apps('SetDefaults_StatefulSet') },
  { on: 'apps.StatefulSetSpec', set: 'revisionHistoryLimit', to: 10, source: apps('SetDefaults_StatefulSet') },
  {
    on: 'apps.StatefulSetSpec',
    sets: 'volumeClaimTemplates[].apiVersion, volumeClaimTemplates[].kind',
    source: 'k8s.io/kubernetes/pkg/apis/apps/v1/conversion.go Convert_apps_StatefulSetSpec_To_v1_StatefulSetSpec',
    apply: (spec, set) => {
      for (const [index, template] of items(spec.volumeClaimTemplates).entries()) {
        if (template.apiVersion !== 'v1') set(['volumeClaimTemplates', index, 'apiVersion'], 'v1');
        if (template.kind !== 'PersistentVolumeClaim')
          set(['volumeClaimTemplates', index, 'kind'], 'PersistentVolumeClaim');
      }
    },
  },

  {
    on: 'apps.RollingUpdateStatefulSetStrategy',
    set: 'partition',
    to: 0,
    source: 'k8s.io/kubernetes/pkg/apis/apps/types.go RollingUpdateStatefulSetStrategy',
  },
  {
    on: 'apps.RollingUpdateDaemonSet',
    set: 'maxUnavailable',
    to: 0,
    source: 'k8s.io/kubernetes/pkg/apis/apps/types.go RollingUpdateDaemonSet',
  },
  {
    on: 'apps.RollingUpdateDaemonSet',
    set: 'maxSurge',
    to: 0,
    source: 'k8s.io/kubernetes/pkg/apis/apps/types.go RollingUpdateDaemonSet',
  },

  { on: 'apps.ReplicaSetSpec', set: 'replicas', to: 1, source: apps('SetDefaults_ReplicaSet') },

  // On Job alone: the template inside a CronJob keeps these absent.
  {
    on: 'batch.Job',
    set: 'spec.completions',
    to: 1,
    when: (job) => at(job, 'spec.parallelism') === undefined,
    source: batch('SetDefaults_Job'),
  },
  { on: 'batch.Job', set: 'spec.parallelism', to: 1, source: batch('SetDefaults_Job') },
  {
    on: 'batch.Job',
    set: 'spec.backoffLimit',
    to: (job) => (at(job, 'spec.backoffLimitPerIndex') === undefined ? 6 : MAX_INT32),
    source: batch('SetDefaults_Job'),
  },
  {
    on: 'batch.Job',
    set: 'metadata.labels',
    to: (job) => {
      const labels = at(job, 'spec.template.metadata.labels');
      return isFields(labels) ? { ...labels } : undefined;
    },
    source: batch('SetDefaults_Job'),
  },
  { on: 'batch.Job', set: 'spec.completionMode', to: 'NonIndexed', source: batch('SetDefaults_Job') },
  { on: 'batch.Job', set: 'spec.suspend', to: false, source: batch('SetDefaults_Job') },
  {
    // Until 1.34 in Jobs alone, since then in the template of a CronJob too.
    on: 'batch.PodFailurePolicyOnPodConditionsPattern',
    set: 'status',
    to: 'True',
    source: batch('SetDefaults_Job'),
  },
  {
    on: 'batch.Job',
    set: 'spec.podReplacementPolicy',
    to: (job) => (at(job, 'spec.podFailurePolicy') === undefined ? 'TerminatingOrFailed' : 'Failed'),
    source: batch('SetDefaults_Job'),
  },
  { on: 'batch.Job', set: 'spec.manualSelector', to: false, source: batch('SetDefaults_Job') },

  { on: 'batch.CronJobSpec', set: 'concurrencyPolicy', to: 'Allow', source: batch('SetDefaults_CronJob') },
  { on: 'batch.CronJobSpec', set: 'suspend', to: false, source: batch('SetDefaults_CronJob') },
  { on: 'batch.CronJobSpec', set: 'successfulJobsHistoryLimit', to: 3, source: batch('SetDefaults_CronJob') },
  { on: 'batch.CronJobSpec', set: 'failedJobsHistoryLimit', to: 1, source: batch('SetDefaults_CronJob') },
];
