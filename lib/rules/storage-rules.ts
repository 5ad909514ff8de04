import { evenEmpty, type Field, isMap, formatValue } from './field';
import { absolutePath, annotationKey, boolean, dnsSubdomain, oneOf, text } from './names';
import { isGiven } from './probe-rules';
import { positiveQuantity } from './quantity';
import { checkSelector } from './selector-rules';

const ACCESS_MODES = oneOf('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod');

/** PersistentVolumeClaim, and each claim template of a StatefulSet. Source: ValidatePersistentVolumeClaimSpec. */
export function checkClaim(object: Field): void {
  const spec = object.at('spec');
  checkAccessModes(spec.at('accessModes'));
  spec.at('resources').at('requests').at('storage').required(positiveQuantity);
  spec.at('storageClassName').check(dnsSubdomain);
  spec.at('volumeMode').check(evenEmpty(oneOf('Filesystem', 'Block')));
  spec.at('volumeName').check(text);
  checkSelector(spec.at('selector'));
}

/** PersistentVolume. Source: ValidatePersistentVolumeSpec. */
export function checkVolume(object: Field): void {
  const spec = object.at('spec');
  checkAccessModes(spec.at('accessModes'));
  spec.at('capacity').at('storage').required(positiveQuantity);
  spec.at('persistentVolumeReclaimPolicy').check(oneOf('Retain', 'Delete', 'Recycle'));
  spec.at('storageClassName').check(dnsSubdomain);
  spec.at('volumeMode').check(evenEmpty(oneOf('Filesystem', 'Block')));
  for (const option of spec.at('mountOptions').items()) option.check(text);
  if (isGiven(spec.at('nfs'))) {
    spec.at('nfs').at('server').required(text);
    spec.at('nfs').at('path').required(absolutePath);
  }
  if (isGiven(spec.at('hostPath'))) spec.at('hostPath').at('path').required(text);
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
    ? Object.keys(spec.value).filter((key) => !own.includes(key) && isGiven(spec.at(key)))
    : [];
  if (sources.length !== 1) spec.report(`must have exactly one volume source, got ${sources.join(' and ') || 'none'}`);
}

/** StorageClass. Source: pkg/apis/storage/validation/validation.go. */
export function checkStorageClass(object: Field): void {
  object.at('provisioner').required(annotationKey);
  object.at('allowVolumeExpansion').check(boolean);
  object.at('reclaimPolicy').check(oneOf('Delete', 'Retain'));
  object.at('volumeBindingMode').check(evenEmpty(oneOf('Immediate', 'WaitForFirstConsumer')));
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
