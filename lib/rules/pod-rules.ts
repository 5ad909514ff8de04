import { checkAppArmor, checkContainer, checkProfile, checkResizePolicy } from './container-rules';
import { evenEmpty, type Field, formatValue } from './field';
import { ipAddress } from './ip-rules';
import { checkLabels } from './metadata-rules';
import { boolean, dnsLabel, dnsSubdomain, labelKey, oneOf, text } from './names';
import { integerBetween, longInteger, userId } from './numbers';
import { checkPlacement } from './placement-rules';
import { isGiven } from './probe-rules';
import { checkVolumes } from './volume-rules';

const DNS_POLICY = oneOf('ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None');
const PREEMPTION_POLICY = evenEmpty(oneOf('PreemptLowerPriority', 'Never'));
const FS_GROUP_CHANGE_POLICY = evenEmpty(oneOf('Always', 'OnRootMismatch'));
const SE_LINUX_CHANGE_POLICY = evenEmpty(oneOf('MountOption', 'Recursive'));
const SUPPLEMENTAL_GROUPS_POLICY = evenEmpty(oneOf('Merge', 'Strict'));
const OPERATING_SYSTEM = oneOf('linux', 'windows');
const DEADLINE_SECONDS = integerBetween(1, 2 ** 31 - 1);
const SIDECAR_RESTART_POLICY = oneOf('Always');

/** What the owner of a pod template changes about it. */
export interface PodContext {
  /** The restart policies that the owner accepts. */
  readonly restartPolicies: string[];
  /** Whether leaving the policy out is an error, as in a Job, whose default is none of the accepted. */
  readonly restartPolicyRequired?: boolean;
  /** Names of the claim templates that a StatefulSet adds to the volumes. */
  readonly claimTemplates?: string[];
}

/** A pod template: labels, annotations and spec. */
export function checkPodTemplate(template: Field, context: PodContext): void {
  template.required();
  const metadata = template.at('metadata');
  checkLabels(metadata.at('labels'));
  const annotations = metadata.at('annotations');
  for (const key of annotations.keys()) {
    const problem = labelKey(key.toLowerCase());
    if (problem !== undefined) annotations.report(`key ${problem}`);
    annotations.checkAt(key, text);
  }
  if (template.present) checkPodSpec(template.at('spec'), context);
  const deadline = template.at('spec').at('activeDeadlineSeconds');
  if (deadline.present && context.restartPolicies.join() === 'Always') {
    deadline.report('must be absent in the template of a workload that keeps running');
  }
}

const FLAGS = [
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'automountServiceAccountToken',
  'enableServiceLinks',
  'setHostnameAsFQDN',
];

/** A pod. Source: ValidatePodSpec of pkg/apis/core/validation. */
export function checkPodSpec(spec: Field, context: PodContext): void {
  const volumes = checkVolumes(spec.at('volumes'));
  for (const claim of context.claimTemplates ?? []) {
    volumes.names.add(claim);
    volumes.claims.add(claim);
  }
  const hostNetwork = spec.valueAt('hostNetwork') === true;
  const containers = spec.at('containers').items();
  const init = spec.itemsAt('initContainers');
  const around = { volumes: volumes.names, claims: volumes.claims, hostNetwork, keepsRunning: true };
  if (containers.length === 0) spec.at('containers').report('must have at least one container');
  for (const container of containers) {
    checkContainer(container, around);
    checkResizePolicy(container, spec.valueAt('restartPolicy'));
    checkProcMount(container, spec);
    const policy = container.at('restartPolicy');
    if (policy.present) policy.report('must be absent: only init containers have one');
  }
  for (const container of init) {
    container.checkAt('restartPolicy', SIDECAR_RESTART_POLICY);
    const keepsRunning = container.valueAt('restartPolicy') === 'Always';
    checkContainer(container, { ...around, keepsRunning });
    checkResizePolicy(container, spec.valueAt('restartPolicy'));
    checkProcMount(container, spec);
  }
  checkContainerNames([...containers, ...init]);
  checkHostPorts(containers, hostNetwork);
  const policy = spec.at('restartPolicy');
  if (context.restartPolicyRequired) policy.required(oneOf(...context.restartPolicies));
  else if (policy.present) policy.check(oneOf(...context.restartPolicies));
  spec.checkAt('terminationGracePeriodSeconds', longInteger);
  spec.checkAt('activeDeadlineSeconds', DEADLINE_SECONDS);
  if (!spec.hasAt('serviceAccountName')) spec.checkAt('serviceAccount', dnsSubdomain);
  for (const claim of spec.itemsAt('resourceClaims')) claim.requiredAt('name', dnsLabel);
  for (const option of spec.at('dnsConfig').itemsAt('options')) option.requiredAt('name', text);
  for (const name of ['serviceAccountName', 'nodeName', 'priorityClassName', 'runtimeClassName'])
    spec.checkAt(name, dnsSubdomain);
  for (const name of ['hostname', 'subdomain']) spec.checkAt(name, dnsLabel);
  if (isGiven(spec.at('os'))) spec.at('os').requiredAt('name', OPERATING_SYSTEM);
  checkSchedulingGates(spec);
  spec.checkAt('preemptionPolicy', PREEMPTION_POLICY);
  for (const flag of FLAGS) spec.checkAt(flag, boolean);
  if (spec.at('shareProcessNamespace').check(boolean).value === true && spec.valueAt('hostPID') === true) {
    spec.at('shareProcessNamespace').report('must not be true together with hostPID');
  }
  for (const alias of spec.itemsAt('hostAliases')) {
    alias.requiredAt('ip', ipAddress);
    for (const host of alias.itemsAt('hostnames')) host.required(dnsSubdomain);
  }
  for (const secret of spec.itemsAt('imagePullSecrets')) secret.checkAt('name', text);
  checkDns(spec);
  checkPlacement(spec);
  checkPodSecurity(spec.at('securityContext'));
}

/** Source: ValidateSecurityContext. */
function checkProcMount(container: Field, spec: Field): void {
  const context = container.at('securityContext');
  if (context.valueAt('procMount') === 'Unmasked' && spec.valueAt('hostUsers') !== false) {
    context.at('procMount').report('must not be Unmasked unless hostUsers is false');
  }
}

/** Source: validateSchedulingGates. */
function checkSchedulingGates(spec: Field): void {
  const gates = spec.itemsAt('schedulingGates');
  const names = new Set<unknown>();
  for (const gate of gates) {
    const name = gate.at('name').required(labelKey);
    if (names.has(name.value)) name.report(`must be unique in its pod, got ${formatValue(name.value)} twice`);
    names.add(name.value);
  }
  if (gates.length > 0 && spec.at('nodeName').present) {
    spec.at('nodeName').report('must be absent while the pod has schedulingGates');
  }
}

function checkContainerNames(containers: readonly Field[]): void {
  const names = new Set<string>();
  for (const container of containers) {
    const name = container.textAt('name');
    if (name === undefined) continue;
    if (names.has(name)) container.at('name').report(`must be unique in its pod, got ${formatValue(name)} twice`);
    names.add(name);
  }
}

/** Two containers of one pod cannot hold the same port of the node. */
function checkHostPorts(containers: readonly Field[], hostNetwork: boolean): void {
  const taken = new Set<string>();
  for (const container of containers) {
    for (const item of container.itemsAt('ports')) {
      const hostPort = item.numberAt('hostPort') ?? (hostNetwork ? item.numberAt('containerPort') : undefined);
      if (hostPort === undefined || hostPort === 0) continue;
      const key = `${item.textAt('protocol') ?? 'TCP'} ${item.textAt('hostIP') ?? ''} ${hostPort}`;
      if (taken.has(key))
        item.report(`must be a port of the node that no other container of the pod holds, got ${hostPort} twice`);
      taken.add(key);
    }
  }
}

function checkDns(spec: Field): void {
  const policy = spec.at('dnsPolicy');
  policy.check(DNS_POLICY);
  const config = spec.at('dnsConfig');
  const servers = config.at('nameservers');
  const count = servers.items().length;
  if (policy.value === 'None' && count === 0) servers.report('is required with dnsPolicy None');
  if (count > 3) servers.report(`must be at most 3, got ${count}`);
  for (const domain of config.itemsAt('searches')) domain.required(text);
  for (const server of servers.items()) server.required(ipAddress);
}

function checkPodSecurity(context: Field): void {
  if (!isGiven(context)) return;
  for (const id of ['runAsUser', 'runAsGroup', 'fsGroup']) context.checkAt(id, userId);
  for (const group of context.itemsAt('supplementalGroups')) group.check(userId);
  context.checkAt('runAsNonRoot', boolean);
  context.checkAt('fsGroupChangePolicy', FS_GROUP_CHANGE_POLICY);
  context.checkAt('seLinuxChangePolicy', SE_LINUX_CHANGE_POLICY);
  context.checkAt('supplementalGroupsPolicy', SUPPLEMENTAL_GROUPS_POLICY);
  checkProfile(context.at('seccompProfile'));
  checkAppArmor(context.at('appArmorProfile'));
}
