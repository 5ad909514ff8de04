import { evenEmpty, type Field, isMap, formatValue } from './field';
import { absolutePath, annotationKey, boolean, dnsSubdomain, oneOf, text } from './names';
import { isGivenAt } from './probe-rules';
import { positiveQuantity } from './quantity';
import { checkSelector } from './selector-rules';

const ACCESS_MODES = oneOf('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod');

/** PersistentVolumeClaim, and each claim template of a StatefulSet. Source: ValidatePersistentVolumeClaimSpec. */
export function checkClaim(object: Field): void {
  const spec = object.at('spec');
  checkAccessModes(spec.at('accessModes'));
  spec.at('resources').at('requests').requiredAt('storage', positiveQuantity);
  spec.checkAt('storageClassName', dnsSubdomain);
  spec.checkAt('volumeMode', evenEmpty(oneOf('Filesystem', 'Block')));
  spec.checkAt('volumeName', text);
  checkSelector(spec.at('selector'));
}

/** PersistentVolume. Source: ValidatePersistentVolumeSpec. */
export function checkVolume(object: Field): void {
  const spec = object.at('spec');
  checkAccessModes(spec.at('accessModes'));
  spec.at('capacity').requiredAt('storage', positiveQuantity);
  spec.checkAt('persistentVolumeReclaimPolicy', oneOf('Retain', 'Delete', 'Recycle'));
  spec.checkAt('storageClassName', dnsSubdomain);
  spec.checkAt('volumeMode', evenEmpty(oneOf('Filesystem', 'Block')));
  for (const option of spec.itemsAt('mountOptions')) option.check(text);
  if (isGivenAt(spec, 'nfs')) {
    spec.at('nfs').requiredAt('server', text);
    spec.at('nfs').requiredAt('path', absolutePath);
  }
  if (isGivenAt(spec, 'hostPath')) spec.at('hostPath').requiredAt('path', text);
  const own = [
    'accessModes',
    'capacity',
    'claimRef',
    'mountOptions',
    'nodeAffinity',
    'persistentVolumeReclaimPolicy',
    'storageClassName',
    'volumeAttributesClassName',
    'volumeMode',
  ];
  const sources = isMap(spec.value)
    ? Object.keys(spec.value).filter((key) => !own.includes(key) && isGivenAt(spec, key))
    : [];
  if (sources.length !== 1) spec.report(`must have exactly one volume source, got ${sources.join(' and ') || 'none'}`);
}

/** StorageClass. Source: pkg/apis/storage/validation/validation.go. */
export function checkStorageClass(object: Field): void {
  object.requiredAt('provisioner', annotationKey);
  object.checkAt('allowVolumeExpansion', boolean);
  object.checkAt('reclaimPolicy', oneOf('Delete', 'Retain'));
  object.checkAt('volumeBindingMode', evenEmpty(oneOf('Immediate', 'WaitForFirstConsumer')));
  for (const parameter of object.at('parameters').members().values()) parameter.check(text);
}

function checkAccessModes(modes: Field): void {
  const items = modes.items();
  if (items.length === 0) modes.report('must have at least one access mode');
  for (const mode of items) mode.required(ACCESS_MODES);
  if (items.length > 1 && items.some((mode) => mode.value === 'ReadWriteOncePod')) {
    modes.report(`must not have ReadWriteOncePod beside others, got ${formatValue(modes.value)}`);
  }
}
