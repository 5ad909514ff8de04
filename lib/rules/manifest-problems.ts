import { checkAdmissionPolicy, checkAdmissionPolicyBinding, checkWebhooks } from './admission-rules';
import { checkClusterRole, checkClusterRoleBinding, checkRole, checkRoleBinding } from './rbac-rules';
import {
  checkCsiDriver,
  checkIngressClass,
  checkLease,
  checkPriorityClass,
  checkRuntimeClass,
  checkStorageCapacity,
  checkVolumeAttachment,
  checkVolumeAttributesClass,
} from './class-rules';
import { checkFlowSchema, checkPriorityLevel } from './flow-control-rules';
import { checkLimitRange, checkResourceQuota } from './resource-policy-rules';
import { checkAutoscaler } from './autoscaling-rules';
import { checkConfigMap, checkSecret } from './config-rules';
import { checkDisruptionBudget } from './disruption-rules';
import { type Check, Field, isMap, formatValue } from './field';
import { checkHooks } from './hook-rules';
import { checkHttpRoute } from './http-route-rules';
import { checkIngress } from './ingress-rules';
import { checkCronJob, checkJob } from './job-rules';
import { checkMetadata, finalizerName } from './metadata-rules';
import {
  dnsLabel,
  dnsLabel1035,
  dnsSubdomain,
  labelKey,
  labelValue,
  oneOf,
  pathSegment,
  shortDnsLabel,
  shortDnsSubdomain,
  text,
} from './names';
import { cidr } from './ip-rules';
import { nearestName } from './nearest-name';
import { checkNetworkPolicy } from './network-policy-rules';
import { checkPodSpec } from './pod-rules';
import { isBuiltInClusterScoped } from '../kubernetes/scope';
import { removedApiVersion } from '../kubernetes/removed-api-versions';
import { checkServiceMonitor } from './service-monitor-rules';
import { groupOf, isBuiltInGroup, isServed, kindsOf, servedVersions } from '../kubernetes/served-kinds';
import { checkEndpoints, checkEndpointSlice, checkService } from './service-rules';
import { checkClaim, checkStorageClass, checkVolume } from './storage-rules';
import { checkTypes } from './type-rules';
import {
  checkControllerRevision,
  checkDaemonSet,
  checkDeployment,
  checkPodTemplateObject,
  checkReplicaSet,
  checkReplicationController,
  checkStatefulSet,
} from './workload-rules';

interface KindRules {
  readonly name: Check;
  readonly check?: (object: Field) => void;
}

const APPS = ['apps', 'extensions'];
const RBAC = 'rbac.authorization.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';
const FLOW_CONTROL = 'flowcontrol.apiserver.k8s.io';
const STORAGE = 'storage.k8s.io';

/** By kind: the groups it belongs to, and its rules. A kind of another group is a custom resource. */
const KINDS: ReadonlyMap<string, { readonly groups: string[] } & KindRules> = new Map(
  Object.entries({
    ConfigMap: { groups: [''], name: dnsSubdomain, check: checkConfigMap },
    // Eleven characters less than a label: the Jobs it makes append the time, in minutes.
    CronJob: { groups: ['batch'], name: shortDnsSubdomain(52), check: checkCronJob },
    DaemonSet: { groups: APPS, name: dnsSubdomain, check: checkDaemonSet },
    Deployment: { groups: APPS, name: dnsSubdomain, check: checkDeployment },
    Endpoints: { groups: [''], name: dnsSubdomain, check: checkEndpoints },
    EndpointSlice: { groups: ['discovery.k8s.io'], name: dnsSubdomain, check: checkEndpointSlice },
    HorizontalPodAutoscaler: { groups: ['autoscaling'], name: dnsSubdomain, check: checkAutoscaler },
    HTTPRoute: { groups: ['gateway.networking.k8s.io'], name: dnsSubdomain, check: checkHttpRoute },
    Ingress: { groups: ['networking.k8s.io'], name: dnsSubdomain, check: checkIngress },
    // Its name is the value of the label job-name on its pods.
    Job: { groups: ['batch'], name: shortDnsSubdomain(63), check: checkJob },
    Namespace: { groups: [''], name: dnsLabel, check: checkNamespace },
    NetworkPolicy: { groups: ['networking.k8s.io'], name: dnsSubdomain, check: checkNetworkPolicy },
    PersistentVolume: { groups: [''], name: dnsSubdomain, check: checkVolume },
    PersistentVolumeClaim: { groups: [''], name: dnsSubdomain, check: checkClaim },
    Pod: { groups: [''], name: dnsSubdomain, check: checkPod },
    PodDisruptionBudget: { groups: ['policy'], name: pathSegment, check: checkDisruptionBudget },
    ReplicaSet: { groups: APPS, name: dnsSubdomain, check: checkReplicaSet },
    Role: { groups: [RBAC], name: pathSegment, check: checkRole },
    RoleBinding: { groups: [RBAC], name: pathSegment, check: checkRoleBinding },
    ClusterRole: { groups: [RBAC], name: pathSegment, check: checkClusterRole },
    ClusterRoleBinding: { groups: [RBAC], name: pathSegment, check: checkClusterRoleBinding },
    MutatingWebhookConfiguration: { groups: [ADMISSION], name: dnsSubdomain, check: checkWebhooks },
    ValidatingWebhookConfiguration: { groups: [ADMISSION], name: dnsSubdomain, check: checkWebhooks },
    ValidatingAdmissionPolicy: { groups: [ADMISSION], name: dnsSubdomain, check: checkAdmissionPolicy },
    ValidatingAdmissionPolicyBinding: { groups: [ADMISSION], name: dnsSubdomain, check: checkAdmissionPolicyBinding },
    FlowSchema: { groups: [FLOW_CONTROL], name: dnsSubdomain, check: checkFlowSchema },
    PriorityLevelConfiguration: { groups: [FLOW_CONTROL], name: dnsSubdomain, check: checkPriorityLevel },
    LimitRange: { groups: [''], name: dnsSubdomain, check: checkLimitRange },
    ResourceQuota: { groups: [''], name: dnsSubdomain, check: checkResourceQuota },
    ReplicationController: { groups: [''], name: dnsSubdomain, check: checkReplicationController },
    PodTemplate: { groups: [''], name: dnsSubdomain, check: checkPodTemplateObject },
    Node: { groups: [''], name: dnsSubdomain, check: checkNode },
    ControllerRevision: { groups: ['apps'], name: dnsSubdomain, check: checkControllerRevision },
    IngressClass: { groups: ['networking.k8s.io'], name: dnsSubdomain, check: checkIngressClass },
    PriorityClass: { groups: ['scheduling.k8s.io'], name: dnsSubdomain, check: checkPriorityClass },
    RuntimeClass: { groups: ['node.k8s.io'], name: dnsSubdomain, check: checkRuntimeClass },
    Lease: { groups: ['coordination.k8s.io'], name: dnsSubdomain, check: checkLease },
    CSIDriver: { groups: [STORAGE], name: dnsSubdomain, check: checkCsiDriver },
    CSIStorageCapacity: { groups: [STORAGE], name: dnsSubdomain, check: checkStorageCapacity },
    VolumeAttachment: { groups: [STORAGE], name: dnsSubdomain, check: checkVolumeAttachment },
    VolumeAttributesClass: { groups: [STORAGE], name: dnsSubdomain, check: checkVolumeAttributesClass },
    Secret: { groups: [''], name: dnsSubdomain, check: checkSecret },
    Service: { groups: [''], name: dnsLabel1035, check: checkService },
    ServiceAccount: { groups: [''], name: dnsSubdomain },
    ServiceMonitor: { groups: ['monitoring.coreos.com'], name: dnsSubdomain, check: checkServiceMonitor },
    // Its pods bear the label controller-revision-hash: its name, a dash, and a hash of up to ten characters.
    StatefulSet: { groups: APPS, name: shortDnsLabel(52), check: checkStatefulSet },
    StorageClass: { groups: ['storage.k8s.io'], name: dnsSubdomain, check: checkStorageClass },
  }),
);

/** Groups whose other kinds take any name that fits into a URL; all else follows the rule of custom resources. */
const BUILT_IN_GROUP = /^$|\.k8s\.io$|^(apps|autoscaling|batch|extensions|policy)$/;

/** A kind that no server serves in this version. A group that is not the server's own may hold any kind. */
function checkServed(object: Field, apiVersion: string, kind: string): void {
  const removed = removedApiVersion(apiVersion, kind);
  if (removed !== undefined) return object.at('apiVersion').report(removed);
  if (!isBuiltInGroup(groupOf(apiVersion)) || isServed(apiVersion, kind) || kind.endsWith('List')) return;
  const versions = servedVersions(kind);
  if (versions.length > 0) {
    const allowed = versions.join(' or ');
    return object.at('apiVersion').report(`must be ${allowed} for a ${kind}, got ${formatValue(apiVersion)}`);
  }
  const kinds = kindsOf(apiVersion);
  if (kinds.length === 0) {
    return object.at('apiVersion').report(`must be a version that a server serves, got ${formatValue(apiVersion)}`);
  }
  const nearest = nearestName(kind, kinds);
  const allowed = nearest === undefined ? kinds.join(', ') : `${nearest} or another kind of ${apiVersion}`;
  object.at('kind').report(`must be ${allowed}, got ${formatValue(kind)}`);
}

/**
 * What an API server would refuse about a manifest, or what could not run once it is stored; each problem starts
 * with the path of the field. A manifest without problems gives an empty list.
 *
 * What every API server from Kubernetes 1.27 on accepts is accepted here, but for what fails only later: a template
 * from which no pod can be made, a probe of a port name that its container lacks, a StatefulSet whose name leaves no
 * room for what its controller appends, a port of the nodes outside of the usual range, an entry that stands twice in a
 * list merged by key, a hook that Helm or Argo CD would pass over. Fields that do not exist are refused, as with
 * `kubectl --validate=strict`; a server drops them otherwise.
 */
export function manifestProblems(manifest: unknown): string[] {
  const problems: string[] = [];
  const object = Field.typed(manifest, problems);
  if (!isMap(manifest)) return [`manifest must be a map, got ${formatValue(manifest)}`];
  object.at('apiVersion').required(text);
  object.at('kind').required(text);
  const [apiVersion, kind] = [object.at('apiVersion').text(), object.at('kind').text()];
  if (apiVersion === undefined || kind === undefined) return problems;
  checkServed(object, apiVersion, kind);
  const group = groupOf(apiVersion);
  const entry = KINDS.get(kind);
  const rules: KindRules =
    entry?.groups.includes(group) === true ? entry : { name: BUILT_IN_GROUP.test(group) ? pathSegment : dnsSubdomain };
  const clusterScoped = isBuiltInClusterScoped(apiVersion, kind);
  checkMetadata(object.at('metadata'), rules.name, { anyFinalizer: !hasCoreFinalizers(group, kind), clusterScoped });
  if (clusterScoped) checkNoNamespace(object.at('metadata').at('namespace'), kind);
  checkHooks(object);
  rules.check?.(object);
  checkTypes(object, apiVersion, kind, problems);
  return [...new Set(problems)];
}

/** Kinds whose finalizers need no domain. Custom resources have none of the rules of pkg/apis/core/validation. */
const ANY_FINALIZER = new Set(['Lease', 'PodDisruptionBudget', 'RuntimeClass', 'CustomResourceDefinition']);

function hasCoreFinalizers(group: string, kind: string): boolean {
  return isBuiltInGroup(group) && group !== ADMISSION && !ANY_FINALIZER.has(kind);
}

/** A namespace on an object that has none. A server drops it, and other tools take it for another object. */
function checkNoNamespace(namespace: Field, kind: string): void {
  if (namespace.present) {
    namespace.report(`must be absent: a ${kind} has no namespace, got ${formatValue(namespace.value)}`);
  }
}

function checkNamespace(object: Field): void {
  for (const item of object.at('spec').at('finalizers').items()) item.required(text, finalizerName);
}

function checkNode(object: Field): void {
  // The server drops podCIDRs that do not begin with podCIDR.
  const [block, [first]] = [object.at('spec').at('podCIDR'), object.at('spec').at('podCIDRs').items()];
  block.check(cidr);
  if (!block.present) first?.required(cidr);
  for (const taint of object.at('spec').at('taints').items()) {
    taint.at('key').required(labelKey);
    taint.at('value').check(labelValue);
    taint.at('effect').required(oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute'));
  }
}

function checkPod(object: Field): void {
  checkPodSpec(object.at('spec'), { restartPolicies: ['Always', 'OnFailure', 'Never'] });
}
