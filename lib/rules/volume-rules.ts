import { checkDivisor, fieldPath, resourceField } from './container-rules';
import { type Field, isMap, formatValue } from './field';
import { boolean, dnsLabel, oneOf, text } from './names';
import { fileMode, integerBetween } from './numbers';
import { isGiven, isGivenAt } from './probe-rules';
import { quantity } from './quantity';
import { checkClaim } from './storage-rules';
import { checkVolumeSource } from './volume-source-rules';

// Source: ValidateVolumes and below in pkg/apis/core/validation/validation.go.

const TOKEN_SECONDS = integerBetween(600, 2 ** 32);

/** The volumes of a pod; returns their names, and which of them are claims. */
export function checkVolumes(volumes: Field): { names: Set<string>; claims: Set<string> } {
  const names = new Set<string>();
  const claims = new Set<string>();
  for (const volume of volumes.items()) {
    volume.requiredAt('name', dnsLabel);
    const name = volume.textAt('name');
    if (name !== undefined) {
      if (names.has(name)) volume.at('name').report(`must be unique in its pod, got ${formatValue(name)} twice`);
      names.add(name);
      if (isGivenAt(volume, 'persistentVolumeClaim') || isGivenAt(volume, 'ephemeral')) claims.add(name);
    }
    // A volume without any source becomes an emptyDir.
    const sources = isMap(volume.value)
      ? Object.keys(volume.value).filter((key) => key !== 'name' && isGivenAt(volume, key))
      : [];
    if (sources.length > 1) volume.report(`must have at most one source, got ${sources.join(' and ')}`);
    for (const source of sources) checkSource(source, volume.at(source));
  }
  return { names, claims };
}

function checkSource(kind: string, source: Field): void {
  checkVolumeSource(kind, source, false);
  switch (kind) {
    case 'configMap':
      source.requiredAt('name', text);
      checkFiles(source);
      break;
    case 'secret':
      source.requiredAt('secretName', text);
      checkFiles(source);
      break;
    case 'persistentVolumeClaim':
      source.requiredAt('claimName', text);
      break;
    case 'emptyDir':
      source.checkAt('sizeLimit', quantity);
      source.checkAt('medium', text);
      break;
    case 'hostPath':
      source.checkAt('path', withoutBacksteps);
      break;
    case 'downwardAPI':
      source.checkAt('defaultMode', fileMode);
      for (const item of source.itemsAt('items')) checkDownwardFile(item);
      break;
    case 'projected':
      checkProjected(source);
      break;
    case 'csi':
      source.checkAt('readOnly', boolean);
      break;
    case 'ephemeral':
      source.at('volumeClaimTemplate').required();
      if (isGiven(source.at('volumeClaimTemplate'))) checkClaim(source.at('volumeClaimTemplate'));
      break;
    case 'image':
      source.at('reference').required(text);
      source.at('pullPolicy').check(oneOf('Always', 'Never', 'IfNotPresent'));
      break;
  }
}

function checkFiles(source: Field): void {
  source.checkAt('defaultMode', fileMode);
  source.checkAt('optional', boolean);
  for (const item of source.itemsAt('items')) checkItem(item);
}

function checkItem(item: Field): void {
  item.requiredAt('key', text);
  item.requiredAt('path', volumePath);
  item.checkAt('mode', fileMode);
}

function checkDownwardFile(file: Field): void {
  file.requiredAt('path', volumePath);
  file.checkAt('mode', fileMode);
  const given = ['fieldRef', 'resourceFieldRef'].filter((kind) => isGivenAt(file, kind));
  if (given.length !== 1) {
    file.report(`must have exactly one of fieldRef, resourceFieldRef, got ${given.join(' and ') || 'none'}`);
  }
  if (given.includes('fieldRef')) {
    file
      .at('fieldRef')
      .at('fieldPath')
      .required(fieldPath, (value) =>
        /^metadata\./.test(String(value))
          ? undefined
          : `must be a metadata field: a volume offers no others, got ${formatValue(value)}`,
      );
  }
  if (given.includes('resourceFieldRef')) {
    file.at('resourceFieldRef').requiredAt('containerName', text);
    file.at('resourceFieldRef').requiredAt('resource', resourceField);
    checkDivisor(file.at('resourceFieldRef'));
  }
}

function checkProjected(projected: Field): void {
  projected.checkAt('defaultMode', fileMode);
  const paths = new Set<string>();
  const claim = (path: Field): void => {
    const word = path.text();
    if (word === undefined) return;
    if (paths.has(word)) path.report(`must be unique in the projected volume, got ${formatValue(word)} twice`);
    paths.add(word);
  };
  for (const source of projected.itemsAt('sources')) {
    const kinds = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle'];
    const given = kinds.filter((kind) => isGivenAt(source, kind));
    if (given.length > 1) source.report(`must have one source only, got ${given.join(' and ')}`);
    for (const kind of ['secret', 'configMap']) {
      if (!given.includes(kind)) continue;
      source.at(kind).requiredAt('name', text);
      for (const item of source.at(kind).itemsAt('items')) {
        checkItem(item);
        claim(item.at('path'));
      }
    }
    for (const file of source.at('downwardAPI').itemsAt('items')) {
      checkDownwardFile(file);
      claim(file.at('path'));
    }
    const token = source.at('serviceAccountToken');
    if (isGiven(token)) {
      token.requiredAt('path', volumePath);
      token.checkAt('audience', text);
      token.checkAt('expirationSeconds', TOKEN_SECONDS);
    }
  }
}

/** Path of a file in a volume. Source: ValidateLocalNonReservedPath. */
function volumePath(value: unknown): string | undefined {
  return typeof value === 'string' &&
    !value.startsWith('/') &&
    !value.startsWith('..') &&
    !value.split('/').includes('..')
    ? undefined
    : `must be a relative path without ".." at its start or as a part, got ${formatValue(value)}`;
}

function withoutBacksteps(value: unknown): string | undefined {
  return String(value).split('/').includes('..') ? `must not contain "..", got ${formatValue(value)}` : undefined;
}
