import { evenEmpty, type Field, formatValue } from './field';
import { checkLabels } from './metadata-rules';
import { boolean, dnsLabel, dnsSubdomain, labelKey, oneOf, pathSegment, text } from './names';
import { integerBetween, longSeconds } from './numbers';
import { checkTolerations } from './placement-rules';
import { isGiven } from './probe-rules';
import { quantity } from './quantity';
import { checkSelector } from './selector-rules';

/** IngressClass. Source: pkg/apis/networking/validation/validation.go. */
export function checkIngressClass(object: Field): void {
  const spec = object.at('spec');
  spec.at('controller').required(text, controllerName);
  const parameters = spec.at('parameters');
  if (!isGiven(parameters)) return;
  parameters.at('apiGroup').check(evenEmpty(dnsSubdomain));
  for (const part of ['kind', 'name']) parameters.at(part).required(pathSegment);
  const [scope, namespace] = [parameters.at('scope'), parameters.at('namespace')];
  scope.check(evenEmpty(oneOf('Cluster', 'Namespace')));
  if (scope.value === 'Namespace') namespace.required(dnsLabel);
  else if (isGiven(namespace)) namespace.report('must be absent unless scope is Namespace');
}

function controllerName(value: unknown): string | undefined {
  const controller = String(value);
  const slash = controller.indexOf('/');
  const path = controller.slice(slash + 1);
  return controller.length <= 250 &&
    slash > 0 &&
    dnsSubdomain(controller.slice(0, slash)) === undefined &&
    /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(path)
    ? undefined
    : `must be a path after a domain such as "example.com/ingress", got ${formatValue(value)}`;
}

/** PriorityClass. Source: pkg/apis/scheduling/validation/validation.go. */
export function checkPriorityClass(object: Field): void {
  const name = object.at('metadata').at('name');
  const isSystem = ['system-node-critical', 'system-cluster-critical'].includes(name.text() ?? '');
  if (!isSystem) {
    if (name.text()?.startsWith('system-') === true) {
      name.report(`must not start with "system-", which the system keeps, got ${formatValue(name.value)}`);
    }
    object.at('value').check(integerBetween(-(2 ** 31), 1_000_000_000));
  }
  object.at('globalDefault').check(boolean);
  object.at('preemptionPolicy').check(evenEmpty(oneOf('PreemptLowerPriority', 'Never')));
}

/** RuntimeClass. Source: pkg/apis/node/validation/validation.go. */
export function checkRuntimeClass(object: Field): void {
  object.at('handler').required(dnsLabel);
  for (const [name, amount] of object.at('overhead').at('podFixed').members()) {
    const problem = labelKey(name);
    if (problem !== undefined) object.at('overhead').at('podFixed').report(`key ${problem}`);
    amount.check(quantity);
  }
  const scheduling = object.at('scheduling');
  checkLabels(scheduling.at('nodeSelector'));
  checkTolerations(scheduling.at('tolerations'));
  const seen = new Set<string>();
  for (const toleration of scheduling.at('tolerations').items()) {
    const key = formatValue(toleration.value);
    if (seen.has(key)) toleration.report(`must be given once, got ${key} again`);
    seen.add(key);
  }
}

/** CSIDriver. Source: ValidateCSIDriver in pkg/apis/storage/validation/validation.go. */
export function checkCsiDriver(object: Field): void {
  const spec = object.at('spec');
  const name = object.at('metadata').at('name');
  if ((name.text() ?? '').length > 63) name.report(`must be at most 63 characters, got ${formatValue(name.value)}`);
  spec.at('fsGroupPolicy').check(evenEmpty(oneOf('ReadWriteOnceWithFSType', 'File', 'None')));
  for (const mode of spec.at('volumeLifecycleModes').items()) mode.required(oneOf('Persistent', 'Ephemeral'));
  const seen = new Set<unknown>();
  for (const request of spec.at('tokenRequests').items()) {
    const audience = request.at('audience').value ?? '';
    if (seen.has(audience)) request.at('audience').report(`must be given once, got ${formatValue(audience)} again`);
    seen.add(audience);
    request.at('expirationSeconds').check(integerBetween(600, 2 ** 32));
  }
}

/** VolumeAttributesClass. */
export function checkVolumeAttributesClass(object: Field): void {
  object.at('driverName').required(dnsSubdomain);
  const parameters = object.at('parameters');
  if (parameters.members().size === 0) parameters.report('must have at least one parameter');
}

/** CSIStorageCapacity. */
export function checkStorageCapacity(object: Field): void {
  object.at('storageClassName').required(dnsSubdomain);
  object.at('capacity').check(quantity);
  checkSelector(object.at('nodeTopology'));
}

/** VolumeAttachment. */
export function checkVolumeAttachment(object: Field): void {
  const spec = object.at('spec');
  // The name of a driver may be written in capitals.
  spec
    .at('attacher')
    .required((value) => (dnsSubdomain(String(value).toLowerCase()) === undefined ? undefined : dnsSubdomain(value)));
  if ((spec.at('attacher').text() ?? '').length > 63) spec.at('attacher').report('must be at most 63 characters');
  spec.at('nodeName').required(dnsSubdomain);
  const [name, inline] = [spec.at('source').at('persistentVolumeName'), spec.at('source').at('inlineVolumeSpec')];
  if (isGiven(name) === isGiven(inline)) {
    spec.at('source').report('must have exactly one of persistentVolumeName, inlineVolumeSpec');
  } else if (isGiven(name)) name.required(dnsSubdomain);
}

/** Lease. Source: pkg/apis/coordination/validation/validation.go. */
export function checkLease(object: Field): void {
  const spec = object.at('spec');
  for (const time of ['acquireTime', 'renewTime']) spec.at(time).check(evenEmpty(microTime));
  spec.at('leaseDurationSeconds').check(integerBetween(1, 2 ** 31 - 1));
  spec.at('leaseTransitions').check(longSeconds);
}

function microTime(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(Z|[+-]\d\d:\d\d)$/.test(value)
    ? undefined
    : `must be a time with six decimals such as "2024-01-31T12:00:00.000000Z", got ${formatValue(value)}`;
}
