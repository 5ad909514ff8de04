import { evenEmpty, type Field, isMap, formatValue } from './field';
import { annotationKey, boolean, dnsSubdomain, labelKey, oneOf, text } from './names';
import { isGiven, isGivenAt } from './probe-rules';
import { positiveQuantity } from './quantity';
import { checkSelector } from './selector-rules';
import { checkVolumeSource } from './volume-source-rules';

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
  checkDataSource(spec);
}

/** What a claim is filled from. The server copies one of the two fields to the other. */
function checkDataSource(spec: Field): void {
  const [source, reference] = [spec.at('dataSource'), spec.at('dataSourceRef')];
  for (const from of [source, reference]) {
    if (!isGiven(from)) continue;
    for (const part of ['kind', 'name']) from.at(part).required(text);
    from.at('apiGroup').check(dnsSubdomain);
    if (!from.at('apiGroup').present && from.at('kind').present && from.at('kind').value !== 'PersistentVolumeClaim') {
      from
        .at('kind')
        .report(`must be PersistentVolumeClaim without apiGroup, got ${formatValue(from.at('kind').value)}`);
    }
  }
  if (!isGiven(source) || !isGiven(reference) || isGiven(reference.at('namespace'))) return;
  if (['apiGroup', 'kind', 'name'].some((part) => (source.at(part).value ?? '') !== (reference.at(part).value ?? ''))) {
    reference.report('must be the same as dataSource');
  }
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
  for (const source of sources) checkVolumeSource(source, spec.at(source), true);
  if (sources.length !== 1) spec.report(`must have exactly one volume source, got ${sources.join(' and ') || 'none'}`);
}

/** StorageClass. Source: pkg/apis/storage/validation/validation.go. */
export function checkStorageClass(object: Field): void {
  object.requiredAt('provisioner', annotationKey);
  object.checkAt('allowVolumeExpansion', boolean);
  object.checkAt('reclaimPolicy', oneOf('Delete', 'Retain'));
  object.checkAt('volumeBindingMode', evenEmpty(oneOf('Immediate', 'WaitForFirstConsumer')));
  for (const topology of object.itemsAt('allowedTopologies')) {
    for (const expression of topology.itemsAt('matchLabelExpressions')) {
      expression.requiredAt('key', labelKey);
      const values = expression.at('values');
      if (values.items().length === 0) values.report('must have at least one value');
    }
  }
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
