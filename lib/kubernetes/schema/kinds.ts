import { ADMISSIONREGISTRATION } from './admissionregistration';
import { APPS } from './apps';
import { AUTOSCALING, AUTOSCALING_V1 } from './autoscaling';
import { BATCH } from './batch';
import { CERTIFICATES } from './certificates';
import { COORDINATION } from './coordination';
import { CORE } from './core';
import { CORE_PERSISTENT_VOLUME } from './core-persistent-volume';
import { CORE_POD } from './core-pod';
import { CORE_SCHEDULING } from './core-scheduling';
import { CORE_VOLUME } from './core-volume';
import { DISCOVERY } from './discovery';
import { FLOWCONTROL } from './flowcontrol';
import { META } from './meta';
import { NETWORKING } from './networking';
import { NODE } from './node';
import { POLICY } from './policy';
import { RBAC } from './rbac';
import { SCHEDULING } from './scheduling';
import { STORAGE } from './storage';
import { readTables, type TypeDefinition } from './notation';

const TABLES = [
  ['admissionregistration', ADMISSIONREGISTRATION],
  ['apps', APPS],
  ['autoscaling', AUTOSCALING],
  ['autoscaling.v1', AUTOSCALING_V1],
  ['batch', BATCH],
  ['certificates', CERTIFICATES],
  ['coordination', COORDINATION],
  ['core', CORE],
  ['core', CORE_PERSISTENT_VOLUME],
  ['core', CORE_POD],
  ['core', CORE_SCHEDULING],
  ['core', CORE_VOLUME],
  ['discovery', DISCOVERY],
  ['flowcontrol', FLOWCONTROL],
  ['meta', META],
  ['networking', NETWORKING],
  ['node', NODE],
  ['policy', POLICY],
  ['rbac', RBAC],
  ['scheduling', SCHEDULING],
  ['storage', STORAGE],
] as const;

/** API version, the group that the tables give it, and the kinds people write by hand. */
const KINDS = [
  [
    'admissionregistration.k8s.io/v1',
    'admissionregistration',
    'MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  ],
  ['apps/v1', 'apps', 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet'],
  ['autoscaling/v1', 'autoscaling.v1', 'HorizontalPodAutoscaler'],
  ['autoscaling/v2', 'autoscaling', 'HorizontalPodAutoscaler'],
  ['batch/v1', 'batch', 'CronJob Job'],
  ['certificates.k8s.io/v1', 'certificates', 'CertificateSigningRequest'],
  ['coordination.k8s.io/v1', 'coordination', 'Lease'],
  ['discovery.k8s.io/v1', 'discovery', 'EndpointSlice'],
  ['flowcontrol.apiserver.k8s.io/v1', 'flowcontrol', 'FlowSchema PriorityLevelConfiguration'],
  ['networking.k8s.io/v1', 'networking', 'Ingress IngressClass NetworkPolicy'],
  ['node.k8s.io/v1', 'node', 'RuntimeClass'],
  ['policy/v1', 'policy', 'PodDisruptionBudget'],
  ['rbac.authorization.k8s.io/v1', 'rbac', 'ClusterRole ClusterRoleBinding Role RoleBinding'],
  ['scheduling.k8s.io/v1', 'scheduling', 'PriorityClass'],
  ['storage.k8s.io/v1', 'storage', 'CSIDriver CSIStorageCapacity StorageClass VolumeAttachment'],
  [
    'v1',
    'core',
    'ConfigMap Endpoints LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
  ],
] as const;

let types: Map<string, TypeDefinition> | undefined;
let kinds: Map<string, TypeDefinition> | undefined;

/** A type by its group and name, as in `core.Container`. */
export function typeNamed(name: string): TypeDefinition {
  const found = (types ??= readTables(TABLES)).get(name);
  if (found === undefined) throw new Error(`no type ${name}`);
  return found;
}

/** The type of a kind; `undefined` for kinds that the engine does not know, which are compared as they stand. */
export function typeOf(apiVersion: string, kind: string): TypeDefinition | undefined {
  kinds ??= new Map(
    KINDS.flatMap(([version, group, names]) =>
      names.split(' ').map((name) => [`${version}/${name}`, typeNamed(`${group}.${name}`)] as const),
    ),
  );
  return kinds.get(`${apiVersion}/${kind}`);
}

/** Every known kind with its API version. */
export function knownKinds(): { apiVersion: string; kind: string }[] {
  return KINDS.flatMap(([apiVersion, , names]) => names.split(' ').map((kind) => ({ apiVersion, kind })));
}
