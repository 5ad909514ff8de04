import { evenEmpty, type Field, formatValue } from './field';
import {
  boolean,
  configKey,
  dnsLabel,
  dnsSubdomain,
  envName,
  labelKey,
  oneOf,
  portName,
  relativePath,
  text,
} from './names';
import { port, userId } from './numbers';
import { checkHandler, checkProbe, isGiven, isGivenAt } from './probe-rules';
import { quantity } from './quantity';
import { nanos } from '../kubernetes/quantity';

// Source: validateContainers and below in pkg/apis/core/validation/validation.go.

const MOUNT_PROPAGATION = evenEmpty(oneOf('None', 'HostToContainer', 'Bidirectional'));
const PROC_MOUNT = evenEmpty(oneOf('Default', 'Unmasked'));
const PROFILE_TYPE = oneOf('RuntimeDefault', 'Unconfined', 'Localhost');
const IMAGE_PULL_POLICY = oneOf('Always', 'IfNotPresent', 'Never');
const TERMINATION_MESSAGE_POLICY = oneOf('File', 'FallbackToLogsOnError');
const PROTOCOL = oneOf('TCP', 'UDP', 'SCTP');

const FIELD_PATHS =
  /^(metadata\.(name|namespace|uid|annotations|labels)|metadata\.(labels|annotations)\['.+'\]|spec\.(nodeName|serviceAccountName)|status\.(hostIP|hostIPs|podIP|podIPs))$/;
const RESOURCE_FIELD = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/;

/** What a pod tells a container about: the volumes it may mount and whether it shares the node's network. */
export interface ContainerSurroundings {
  readonly volumes: ReadonlySet<string>;
  readonly claims: ReadonlySet<string>;
  readonly hostNetwork: boolean;
  /** Only containers that keep running have probes and lifecycle hooks. */
  readonly keepsRunning: boolean;
}

/** One container of a pod. */
export function checkContainer(container: Field, around: ContainerSurroundings): void {
  container.requiredAt('name', dnsLabel);
  container
    .at('image')
    .required(text, (image) =>
      String(image).trim() === image ? undefined : `must not start or end with a space, got ${formatValue(image)}`,
    );
  container.checkAt('imagePullPolicy', IMAGE_PULL_POLICY);
  container.checkAt('workingDir', text);
  for (const words of ['command', 'args']) {
    for (const word of container.itemsAt(words)) word.check(text);
  }
  const portNames = checkPorts(container.at('ports'), around.hostNetwork);
  checkEnv(container);
  checkMounts(container, around);
  checkResources(container.at('resources'));
  for (const item of container.at('resizePolicy').items()) {
    item.at('resourceName').required(oneOf('cpu', 'memory'));
    item.at('restartPolicy').required(oneOf('NotRequired', 'RestartContainer'));
  }
  checkSecurityContext(container.at('securityContext'));
  container.checkAt('terminationMessagePath', text);
  container.checkAt('terminationMessagePolicy', TERMINATION_MESSAGE_POLICY);
  for (const kind of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    if (around.keepsRunning) checkProbe(container.at(kind), kind, portNames);
    else if (isGivenAt(container, kind))
      container.at(kind).report('must be absent on an init container without restartPolicy Always');
  }
  const lifecycle = container.at('lifecycle');
  if (!isGiven(lifecycle)) return;
  if (!around.keepsRunning) {
    lifecycle.report('must be absent on an init container without restartPolicy Always');
    return;
  }
  for (const moment of ['postStart', 'preStop']) {
    const handler = lifecycle.at(moment);
    if (isGiven(handler)) checkHandler(handler, ['httpGet', 'exec', 'tcpSocket', 'sleep'], portNames);
  }
}

function checkPorts(ports: Field, hostNetwork: boolean): ReadonlySet<string> {
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const item of ports.items()) {
    const [name, number, hostPort] = [item.at('name'), item.at('containerPort'), item.at('hostPort')];
    name.check(portName);
    number.required(port);
    hostPort.check((value) => (value === 0 ? undefined : port(value)));
    item.checkAt('hostIP', text);
    item.checkAt('protocol', PROTOCOL);
    if (hostNetwork && (hostPort.number() || number.value) !== number.value) {
      hostPort.report(
        `must equal containerPort ${formatValue(number.value)} with hostNetwork, got ${formatValue(hostPort.value)}`,
      );
    }
    const word = name.text();
    if (word !== undefined) {
      if (names.has(word)) name.report(`must be unique in its container, got ${formatValue(word)} twice`);
      names.add(word);
    }
    // The merge key of the list: server-side apply refuses a second one, client-side apply loses it.
    const key = `${formatValue(number.value)}/${item.textAt('protocol') ?? 'TCP'}`;
    if (numbers.has(key)) number.report(`must be unique per protocol in its container, got ${key} twice`);
    numbers.add(key);
  }
  return names;
}

function checkEnv(container: Field): void {
  const names = new Set<string>();
  for (const variable of container.itemsAt('env')) {
    const name = variable.at('name');
    name.required(envName);
    const word = name.text();
    if (word !== undefined) {
      // Merge key again: the last one would win, or the apply fail.
      if (names.has(word)) name.report(`must be unique in its container, got ${formatValue(word)} twice`);
      names.add(word);
    }
    variable.checkAt('value', text);
    checkValueFrom(variable);
  }
  for (const source of container.itemsAt('envFrom')) {
    source.checkAt('prefix', envName);
    const given = ['configMapRef', 'secretRef'].filter((kind) => isGivenAt(source, kind));
    if (given.length !== 1)
      source.report(`must have exactly one of configMapRef, secretRef, got ${given.join(' and ') || 'none'}`);
    for (const kind of given) source.at(kind).requiredAt('name', dnsSubdomain);
  }
}

function checkValueFrom(variable: Field): void {
  const from = variable.at('valueFrom');
  if (!isGiven(from)) return;
  if (variable.hasAt('value')) from.report('must be absent when value is not empty');
  const kinds = ['configMapKeyRef', 'secretKeyRef', 'fieldRef', 'resourceFieldRef', 'fileKeyRef'];
  const given = kinds.filter((kind) => isGivenAt(from, kind));
  if (given.length !== 1) {
    from.report(`must have exactly one of ${kinds.slice(0, 4).join(', ')}, got ${given.join(' and ') || 'none'}`);
  }
  for (const kind of given) {
    const source = from.at(kind);
    if (kind === 'configMapKeyRef' || kind === 'secretKeyRef') {
      source.requiredAt('name', dnsSubdomain);
      source.requiredAt('key', configKey);
      source.checkAt('optional', boolean);
    } else if (kind === 'fieldRef') {
      source.requiredAt('fieldPath', fieldPath);
    } else if (kind === 'resourceFieldRef') {
      source.requiredAt('resource', resourceField);
      checkDivisor(source);
    }
  }
}

/** The unit that a resource is told in. */
export function checkDivisor(source: Field): void {
  const units = source.textAt('resource')?.endsWith('.cpu')
    ? ['1', '1m']
    : ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];
  const allowed = ['0', ...units].map(nanos);
  source
    .at('divisor')
    .check(
      evenEmpty((value) =>
        allowed.includes(nanos(value) ?? -1n)
          ? undefined
          : `must be one of ${units.join(', ')}, got ${formatValue(value)}`,
      ),
    );
}

/** A field that the downward API offers. */
export function fieldPath(value: unknown): string | undefined {
  return typeof value === 'string' && FIELD_PATHS.test(value)
    ? undefined
    : `must be a field that the downward API offers, such as metadata.name or status.podIP, got ${formatValue(value)}`;
}

/** A resource that the downward API offers. */
export function resourceField(value: unknown): string | undefined {
  return typeof value === 'string' && RESOURCE_FIELD.test(value)
    ? undefined
    : `must be limits or requests of cpu, memory or ephemeral-storage, such as limits.cpu, got ${formatValue(value)}`;
}

function checkMounts(container: Field, around: ContainerSurroundings): void {
  const paths = new Set<string>();
  for (const mount of container.itemsAt('volumeMounts')) {
    const [name, path] = [mount.at('name'), mount.at('mountPath')];
    name.required(text);
    const volume = name.text();
    if (volume !== undefined && !around.volumes.has(volume)) {
      name.report(
        `must be a volume of the pod (${[...around.volumes].join(', ') || 'it has none'}), got ${formatValue(volume)}`,
      );
    }
    path.required(text);
    checkUnique(paths, path);
    mount.checkAt('subPath', relativePath);
    mount.checkAt('subPathExpr', relativePath);
    if (mount.hasAt('subPath') && mount.hasAt('subPathExpr'))
      mount.at('subPathExpr').report('must be absent beside subPath');
    mount.checkAt('readOnly', boolean);
    if (mount.hasAt('recursiveReadOnly')) checkRecursiveReadOnly(mount);
    mount.checkAt('mountPropagation', MOUNT_PROPAGATION);
  }
  for (const device of container.itemsAt('volumeDevices')) {
    device.requiredAt('name', text);
    const volume = device.textAt('name');
    if (volume !== undefined && !around.claims.has(volume)) {
      device.at('name').report(`must be a volume of the pod that is a claim, got ${formatValue(volume)}`);
    }
    device.requiredAt('devicePath', text);
    checkUnique(paths, device.at('devicePath'));
  }
}

/** Source: validateMountRecursiveReadOnly. */
function checkRecursiveReadOnly(mount: Field): void {
  const recursive = mount.at('recursiveReadOnly').check(evenEmpty(oneOf('Disabled', 'IfPossible', 'Enabled')));
  if (recursive.value !== 'IfPossible' && recursive.value !== 'Enabled') return;
  if (mount.at('readOnly').value !== true) recursive.report('must be Disabled unless readOnly is true');
  const propagation = mount.at('mountPropagation');
  if (propagation.present && propagation.value !== 'None') {
    recursive.report(`must be Disabled unless mountPropagation is None, got ${formatValue(propagation.value)}`);
  }
}

/** Source: validateResizePolicy. */
export function checkResizePolicy(container: Field, podRestartPolicy: unknown): void {
  const names = new Set<unknown>();
  for (const policy of container.itemsAt('resizePolicy')) {
    const name = policy.at('resourceName').required(oneOf('cpu', 'memory'));
    if (names.has(name.value)) name.report(`must be unique in its container, got ${formatValue(name.value)} twice`);
    names.add(name.value);
    const restart = policy.at('restartPolicy').required(oneOf('NotRequired', 'RestartContainer'));
    if (podRestartPolicy === 'Never' && restart.value === 'RestartContainer') {
      restart.report('must be NotRequired in a pod with restartPolicy Never');
    }
  }
}

function checkUnique(seen: Set<string>, field: Field): void {
  const value = field.text();
  if (value === undefined) return;
  if (seen.has(value)) field.report(`must be unique in its container, got ${formatValue(value)} twice`);
  seen.add(value);
}

/** Limits and requests. Source: ValidateContainerResourceRequirements. */
export function checkResources(resources: Field): void {
  if (!isGiven(resources)) return;
  const limits = resources.at('limits').members();
  const requests = resources.at('requests').members();
  for (const [name, amount] of [...limits, ...requests]) {
    amount.check(quantity);
    if (!/^(cpu|memory|ephemeral-storage|hugepages-.+)$/.test(name)) {
      const problem =
        labelKey(name) ??
        (name.includes('/')
          ? undefined
          : `must be cpu, memory, ephemeral-storage or an extended resource such as nvidia.com/gpu, got ${formatValue(name)}`);
      if (problem !== undefined) amount.report(`resource name ${problem}`);
    }
  }
  for (const [name, request] of requests) {
    const limit = limits.get(name);
    const extended = name.includes('/') || name.startsWith('hugepages-');
    if (extended && limit === undefined) {
      request.report(
        'must have the same amount among the limits: extended resources and huge pages cannot be overcommitted',
      );
    }
    if (limit === undefined) continue;
    const [wanted, allowed] = [nanos(request.value), nanos(limit.value)];
    if (wanted === undefined || allowed === undefined) continue;
    if (extended && wanted !== allowed) {
      request.report(`must equal the limit ${formatValue(limit.value)}, got ${formatValue(request.value)}`);
    } else if (wanted > allowed) {
      request.report(`must be at most the limit ${formatValue(limit.value)}, got ${formatValue(request.value)}`);
    }
  }
}

function checkSecurityContext(context: Field): void {
  if (!isGiven(context)) return;
  for (const id of ['runAsUser', 'runAsGroup']) context.checkAt(id, userId);
  for (const flag of ['runAsNonRoot', 'privileged', 'allowPrivilegeEscalation', 'readOnlyRootFilesystem']) {
    context.checkAt(flag, boolean);
  }
  const escalation = context.at('allowPrivilegeEscalation');
  if (escalation.value === false) {
    if (context.valueAt('privileged') === true) escalation.report('must not be false when privileged is true');
    const added = context.at('capabilities').itemsAt('add');
    if (added.some((capability) => capability.value === 'CAP_SYS_ADMIN')) {
      escalation.report('must not be false when capabilities.add has CAP_SYS_ADMIN');
    }
  }
  for (const list of ['add', 'drop']) {
    for (const capability of context.at('capabilities').itemsAt(list)) capability.check(text);
  }
  context.checkAt('procMount', PROC_MOUNT);
  checkProfile(context.at('seccompProfile'));
  checkAppArmor(context.at('appArmorProfile'));
}

/** Profile of AppArmor, of a container or of its pod. Source: ValidateAppArmorProfileField. */
export function checkAppArmor(profile: Field): void {
  if (!isGiven(profile)) return;
  profile.requiredAt('type', PROFILE_TYPE);
  const local = profile.at('localhostProfile');
  if (profile.at('type').value === 'Localhost') local.required(text);
  else if (local.present) local.report('must be absent unless type is Localhost');
}

/** Profile of seccomp, of a container or of its pod. */
export function checkProfile(profile: Field): void {
  if (!isGiven(profile)) return;
  profile.requiredAt('type', PROFILE_TYPE);
  const local = profile.at('localhostProfile');
  if (profile.valueAt('type') === 'Localhost') local.required(relativePath);
  else if (local.present) local.report('must be absent unless type is Localhost');
}
