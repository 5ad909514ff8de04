import { checkAutoscaler } from './autoscaling-rules';
import { checkConfigMap, checkSecret } from './config-rules';
import { checkDisruptionBudget } from './disruption-rules';
import { type Check, Field, isMap, formatValue } from './field';
import { checkHooks } from './hook-rules';
import { checkHttpRoute } from './http-route-rules';
import { checkIngress } from './ingress-rules';
import { checkCronJob, checkJob } from './job-rules';
import { checkMetadata } from './metadata-rules';
import { dnsLabel, dnsLabel1035, dnsSubdomain, pathSegment, shortDnsLabel, shortDnsSubdomain, text } from './names';
import { checkNetworkPolicy } from './network-policy-rules';
import { checkPodSpec } from './pod-rules';
import { removedApiVersion } from '../kubernetes/removed-api-versions';
import { checkServiceMonitor } from './service-monitor-rules';
import { checkEndpoints, checkEndpointSlice, checkService } from './service-rules';
import { checkClaim, checkStorageClass, checkVolume } from './storage-rules';
import { checkDaemonSet, checkDeployment, checkReplicaSet, checkStatefulSet } from './workload-rules';

interface KindRules {
  readonly name: Check;
  readonly check?: (object: Field) => void;
}

const APPS = ['apps', 'extensions'];

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
    Namespace: { groups: [''], name: dnsLabel },
    NetworkPolicy: { groups: ['networking.k8s.io'], name: dnsSubdomain, check: checkNetworkPolicy },
    PersistentVolume: { groups: [''], name: dnsSubdomain, check: checkVolume },
    PersistentVolumeClaim: { groups: [''], name: dnsSubdomain, check: checkClaim },
    Pod: { groups: [''], name: dnsSubdomain, check: checkPod },
    PodDisruptionBudget: { groups: ['policy'], name: pathSegment, check: checkDisruptionBudget },
    ReplicaSet: { groups: APPS, name: dnsSubdomain, check: checkReplicaSet },
    Role: { groups: ['rbac.authorization.k8s.io'], name: pathSegment },
    RoleBinding: { groups: ['rbac.authorization.k8s.io'], name: pathSegment },
    ClusterRole: { groups: ['rbac.authorization.k8s.io'], name: pathSegment },
    ClusterRoleBinding: { groups: ['rbac.authorization.k8s.io'], name: pathSegment },
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

/**
 * What an API server would refuse about a manifest, or what could not run once it is stored; each problem starts
 * with the path of the field. A manifest without problems gives an empty list.
 *
 * What every API server from Kubernetes 1.27 on accepts is accepted here, but for what fails only later: a template
 * from which no pod can be made, a probe of a port name that its container lacks, a StatefulSet whose name leaves no
 * room for what its controller appends, a port of the nodes outside of the usual range, an entry that stands twice in a
 * list merged by key, a hook that Helm or Argo CD would pass over. Fields that do not exist are not found.
 */
export function manifestProblems(manifest: unknown): string[] {
  const problems: string[] = [];
  const object = Field.typed(manifest, problems);
  if (!isMap(manifest)) return [`manifest must be a map, got ${formatValue(manifest)}`];
  object.at('apiVersion').required(text);
  object.at('kind').required(text);
  const [apiVersion, kind] = [object.at('apiVersion').text(), object.at('kind').text()];
  if (apiVersion === undefined || kind === undefined) return problems;
  const removed = removedApiVersion(apiVersion, kind);
  if (removed !== undefined) object.at('apiVersion').report(removed);
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const entry = KINDS.get(kind);
  const rules: KindRules =
    entry?.groups.includes(group) === true ? entry : { name: BUILT_IN_GROUP.test(group) ? pathSegment : dnsSubdomain };
  checkMetadata(object.at('metadata'), rules.name);
  checkHooks(object);
  rules.check?.(object);
  return [...new Set(problems)];
}

function checkPod(object: Field): void {
  checkPodSpec(object.at('spec'), { restartPolicies: ['Always', 'OnFailure', 'Never'] });
}
