import { checkContainer, checkProfile } from './container-rules';
import { evenEmpty, type Field, formatValue } from './field';
import { ipAddress } from './ip-rules';
import { checkLabels } from './metadata-rules';
import { boolean, dnsLabel, dnsSubdomain, labelKey, oneOf, text } from './names';
import { integerBetween, longInteger, userId } from './numbers';
import { checkPlacement } from './placement-rules';
import { isGiven } from './probe-rules';
import { checkVolumes } from './volume-rules';

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
  checkLabels(template.at('metadata').at('labels'));
  for (const [key, value] of template.at('metadata').at('annotations').members()) {
    const problem = labelKey(key.toLowerCase());
    if (problem !== undefined) template.at('metadata').at('annotations').report(`key ${problem}`);
    value.check(text);
  }
  if (template.present) checkPodSpec(template.at('spec'), context);
  const deadline = template.at('spec').at('activeDeadlineSeconds');
  if (deadline.present && context.restartPolicies.join() === 'Always') {
    deadline.report('must be absent in the template of a workload that keeps running');
  }
}

/** A pod. Source: ValidatePodSpec of pkg/apis/core/validation. */
export function checkPodSpec(spec: Field, context: PodContext): void {
  const volumes = checkVolumes(spec.at('volumes'));
  for (const claim of context.claimTemplates ?? []) {
    volumes.names.add(claim);
    volumes.claims.add(claim);
  }
  const hostNetwork = spec.at('hostNetwork').value === true;
  const containers = spec.at('containers');
  const init = spec.at('initContainers');
  if (containers.items().length === 0) containers.report('must have at least one container');
  for (const container of containers.items()) {
    checkContainer(container, { volumes: volumes.names, claims: volumes.claims, hostNetwork, keepsRunning: true });
    const policy = container.at('restartPolicy');
    if (policy.present) policy.report('must be absent: only init containers have one');
  }
  for (const container of init.items()) {
    container.at('restartPolicy').check(oneOf('Always'));
    const keepsRunning = container.at('restartPolicy').value === 'Always';
    checkContainer(container, { volumes: volumes.names, claims: volumes.claims, hostNetwork, keepsRunning });
  }
  checkContainerNames([...containers.items(), ...init.items()]);
  checkHostPorts(containers, hostNetwork);
  const policy = spec.at('restartPolicy');
  if (context.restartPolicyRequired) policy.required(oneOf(...context.restartPolicies));
  else policy.check(oneOf(...context.restartPolicies));
  spec.at('terminationGracePeriodSeconds').check(longInteger);
  spec.at('activeDeadlineSeconds').check(integerBetween(1, 2 ** 31 - 1));
  for (const name of ['serviceAccountName', 'nodeName', 'priorityClassName', 'runtimeClassName'])
    spec.at(name).check(dnsSubdomain);
  for (const name of ['hostname', 'subdomain']) spec.at(name).check(dnsLabel);
  spec.at('preemptionPolicy').check(evenEmpty(oneOf('PreemptLowerPriority', 'Never')));
  for (const flag of ['hostNetwork', 'hostPID', 'hostIPC', 'automountServiceAccountToken', 'enableServiceLinks']) {
    spec.at(flag).check(boolean);
  }
  if (spec.at('shareProcessNamespace').check(boolean).value === true && spec.at('hostPID').value === true) {
    spec.at('shareProcessNamespace').report('must not be true together with hostPID');
  }
  for (const alias of spec.at('hostAliases').items()) {
    alias.at('ip').required(ipAddress);
    for (const host of alias.at('hostnames').items()) host.required(dnsSubdomain);
  }
  for (const secret of spec.at('imagePullSecrets').items()) secret.at('name').check(text);
  checkDns(spec);
  checkPlacement(spec);
  checkPodSecurity(spec.at('securityContext'));
}

function checkContainerNames(containers: Field[]): void {
  const names = new Set<string>();
  for (const container of containers) {
    const name = container.at('name').text();
    if (name === undefined) continue;
    if (names.has(name)) container.at('name').report(`must be unique in its pod, got ${formatValue(name)} twice`);
    names.add(name);
  }
}

/** Two containers of one pod cannot hold the same port of the node. */
function checkHostPorts(containers: Field, hostNetwork: boolean): void {
  const taken = new Set<string>();
  for (const container of containers.items()) {
    for (const item of container.at('ports').items()) {
      const hostPort = item.at('hostPort').number() ?? (hostNetwork ? item.at('containerPort').number() : undefined);
      if (hostPort === undefined || hostPort === 0) continue;
      const key = `${item.at('protocol').text() ?? 'TCP'} ${item.at('hostIP').text() ?? ''} ${hostPort}`;
      if (taken.has(key))
        item.report(`must be a port of the node that no other container of the pod holds, got ${hostPort} twice`);
      taken.add(key);
    }
  }
}

function checkDns(spec: Field): void {
  const policy = spec.at('dnsPolicy');
  policy.check(oneOf('ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'));
  const servers = spec.at('dnsConfig').at('nameservers');
  const count = servers.items().length;
  if (policy.value === 'None' && count === 0) servers.report('is required with dnsPolicy None');
  if (count > 3) servers.report(`must be at most 3, got ${count}`);
  for (const domain of spec.at('dnsConfig').at('searches').items()) domain.required(text);
  for (const server of servers.items()) server.required(ipAddress);
}

function checkPodSecurity(context: Field): void {
  if (!isGiven(context)) return;
  for (const id of ['runAsUser', 'runAsGroup', 'fsGroup']) context.at(id).check(userId);
  for (const group of context.at('supplementalGroups').items()) group.check(userId);
  context.at('runAsNonRoot').check(boolean);
  context.at('fsGroupChangePolicy').check(evenEmpty(oneOf('Always', 'OnRootMismatch')));
  checkProfile(context.at('seccompProfile'));
}
