import { FieldPath } from './field-path';
import { type Fields, type Manifest } from './manifest';
import { type Recorder } from './normalisation';
import { upgradeAutoscaler } from './upgrade/autoscaling';
import { Edit } from './upgrade/edit';
import { upgradeIngress } from './upgrade/ingress';
import { upgradeDefinition, upgradeDisruptionBudget, upgradeEndpointSlice } from './upgrade/others';
import { upgradeWorkload } from './upgrade/workloads';

/**
 * Whose defaults a removed API version gets. `target`: those of the version it becomes, as if only its apiVersion were
 * edited. `source`: its own, written out, as kubectl-convert does.
 */
export type UpgradeDefaults = 'target' | 'source';

type Conversion = (edit: Edit, kind: string, version: string, source: boolean) => void;

const SAME: Conversion = () => undefined;

interface Successor {
  readonly to: string;
  readonly convert: Conversion;
}

const SUCCESSORS = new Map<string, Successor>();

function succeed(from: string, to: string, kinds: string, convert: Conversion = SAME): void {
  for (const version of from.split(' '))
    for (const kind of kinds.split(' ')) SUCCESSORS.set(`${version}/${kind}`, { to, convert });
}

succeed('extensions/v1beta1', 'apps/v1', 'Deployment DaemonSet ReplicaSet', upgradeWorkload);
succeed('apps/v1beta1 apps/v1beta2', 'apps/v1', 'Deployment DaemonSet ReplicaSet StatefulSet', upgradeWorkload);
succeed('apps/v1beta1 apps/v1beta2', 'apps/v1', 'ControllerRevision');
succeed('batch/v1beta1 batch/v2alpha1', 'batch/v1', 'CronJob');
succeed(
  'autoscaling/v1 autoscaling/v2beta1 autoscaling/v2beta2',
  'autoscaling/v2',
  'HorizontalPodAutoscaler',
  (edit, _, version) => upgradeAutoscaler(edit, version),
);
succeed('policy/v1beta1', 'policy/v1', 'PodDisruptionBudget', (edit, _kind, _version, source) =>
  upgradeDisruptionBudget(edit, source),
);
succeed('extensions/v1beta1 networking.k8s.io/v1beta1', 'networking.k8s.io/v1', 'Ingress', upgradeIngress);
succeed('networking.k8s.io/v1beta1', 'networking.k8s.io/v1', 'IngressClass');
succeed('extensions/v1beta1', 'networking.k8s.io/v1', 'NetworkPolicy');
succeed(
  'storage.k8s.io/v1beta1 storage.k8s.io/v1alpha1',
  'storage.k8s.io/v1',
  'StorageClass CSIDriver CSINode CSIStorageCapacity VolumeAttachment',
);
succeed(
  'rbac.authorization.k8s.io/v1beta1 rbac.authorization.k8s.io/v1alpha1',
  'rbac.authorization.k8s.io/v1',
  'Role RoleBinding ClusterRole ClusterRoleBinding',
);
succeed('scheduling.k8s.io/v1beta1 scheduling.k8s.io/v1alpha1', 'scheduling.k8s.io/v1', 'PriorityClass');
succeed('discovery.k8s.io/v1beta1', 'discovery.k8s.io/v1', 'EndpointSlice', upgradeEndpointSlice);
succeed('apiextensions.k8s.io/v1beta1', 'apiextensions.k8s.io/v1', 'CustomResourceDefinition', upgradeDefinition);
succeed('coordination.k8s.io/v1beta1', 'coordination.k8s.io/v1', 'Lease');
succeed('node.k8s.io/v1beta1', 'node.k8s.io/v1', 'RuntimeClass');
succeed(
  'flowcontrol.apiserver.k8s.io/v1beta3',
  'flowcontrol.apiserver.k8s.io/v1',
  'FlowSchema PriorityLevelConfiguration',
);

/** The API version that serves a kind today, which is the one given where it has no successor. */
export function currentVersion(apiVersion: string, kind: string): string {
  return SUCCESSORS.get(`${apiVersion}/${kind}`)?.to ?? apiVersion;
}

/** A manifest in the API version that serves its kind today: a copy where there is a newer one, else the manifest itself. */
export function upgrade(manifest: Manifest, defaults: UpgradeDefaults = 'target', record?: Recorder): Manifest {
  const { apiVersion, kind } = manifest;
  const successor = SUCCESSORS.get(`${apiVersion}/${kind}`);
  if (successor === undefined) return manifest;
  const copy = structuredClone(manifest);
  const reason = `${apiVersion} became ${successor.to}`;
  const edit = new Edit(copy as unknown as Fields, reason, record);
  successor.convert(edit, kind, apiVersion, defaults === 'source');
  record?.('upgrade', FieldPath.ROOT.member('apiVersion'), apiVersion, successor.to, reason);
  copy.apiVersion = successor.to;
  return copy;
}
