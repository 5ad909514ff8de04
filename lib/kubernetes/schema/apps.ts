/** Fields of the apps types, in the notation that `notation.ts` explains. */
export const APPS = `
ControllerRevision: metadata meta.ObjectMeta, data any, revision int
DaemonSet: metadata meta.ObjectMeta, spec DaemonSetSpec, status any
DaemonSetSpec: selector *meta.LabelSelector, template core.PodTemplateSpec, updateStrategy DaemonSetUpdateStrategy,
  minReadySeconds int, revisionHistoryLimit *int
DaemonSetUpdateStrategy: type string, rollingUpdate *RollingUpdateDaemonSet
Deployment: metadata meta.ObjectMeta, spec DeploymentSpec, status any
DeploymentSpec: replicas *int, selector *meta.LabelSelector, template core.PodTemplateSpec,
  strategy DeploymentStrategy, minReadySeconds int, revisionHistoryLimit *int, paused bool,
  progressDeadlineSeconds *int
DeploymentStrategy: type string, rollingUpdate *RollingUpdateDeployment
ReplicaSet: metadata meta.ObjectMeta, spec ReplicaSetSpec, status any
ReplicaSetSpec: replicas *int, minReadySeconds int, selector *meta.LabelSelector, template core.PodTemplateSpec
RollingUpdateDaemonSet: maxUnavailable *intstr, maxSurge *intstr
RollingUpdateDeployment: maxUnavailable *intstr, maxSurge *intstr
RollingUpdateStatefulSetStrategy: partition *int, maxUnavailable *intstr
StatefulSet: metadata meta.ObjectMeta, spec StatefulSetSpec, status any
StatefulSetOrdinals: start int
StatefulSetPersistentVolumeClaimRetentionPolicy: whenDeleted string, whenScaled string
StatefulSetSpec: replicas *int, selector *meta.LabelSelector, template core.PodTemplateSpec,
  volumeClaimTemplates [core.PersistentVolumeClaim], serviceName string, podManagementPolicy string,
  updateStrategy StatefulSetUpdateStrategy, revisionHistoryLimit *int, minReadySeconds int,
  persistentVolumeClaimRetentionPolicy *StatefulSetPersistentVolumeClaimRetentionPolicy,
  ordinals *StatefulSetOrdinals
StatefulSetUpdateStrategy: type string, rollingUpdate *RollingUpdateStatefulSetStrategy
`;
