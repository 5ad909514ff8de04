import { checkDivisor, fieldPath, resourceField } from './container-rules';
import { type Field, isMap, formatValue } from './field';
import { absolutePath, boolean, dnsLabel, oneOf, text } from './names';
import { fileMode, integerBetween } from './numbers';
import { isGiven } from './probe-rules';
import { quantity } from './quantity';

// Source: ValidateVolumes and below in pkg/apis/core/validation/validation.go.

/** The volumes of a pod; returns their names, and which of them are claims. */
export function checkVolumes(volumes: Field): { names: Set<string>; claims: Set<string> } {
  const names = new Set<string>();
  const claims = new Set<string>();
  for (const volume of volumes.items()) {
    volume.at('name').required(dnsLabel);
    const name = volume.at('name').text();
    if (name !== undefined) {
      if (names.has(name)) volume.at('name').report(`must be unique in its pod, got ${formatValue(name)} twice`);
      names.add(name);
      if (isGiven(volume.at('persistentVolumeClaim')) || isGiven(volume.at('ephemeral'))) claims.add(name);
    }
    // A volume without any source becomes an emptyDir.
    const sources = isMap(volume.value)
      ? Object.keys(volume.value).filter((key) => key !== 'name' && isGiven(volume.at(key)))
      : [];
    if (sources.length > 1) volume.report(`must have at most one source, got ${sources.join(' and ')}`);
    for (const source of sources) checkSource(source, volume.at(source));
  }
  return { names, claims };
}

function checkSource(kind: string, source: Field): void {
  switch (kind) {
    case 'configMap':
      source.at('name').required(text);
      checkFiles(source);
      break;
    case 'secret':
      source.at('secretName').required(text);
      checkFiles(source);
      break;
    case 'persistentVolumeClaim':
      source.at('claimName').required(text);
      break;
    case 'emptyDir':
      source.at('sizeLimit').check(quantity);
      source.at('medium').check(text);
      break;
    case 'hostPath':
      source.at('path').required(text, withoutBacksteps);
      source
        .at('type')
        .check(oneOf('DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'));
      break;
    case 'nfs':
      source.at('server').required(text);
      source.at('path').required(absolutePath);
      break;
    case 'downwardAPI':
      source.at('defaultMode').check(fileMode);
      for (const item of source.at('items').items()) checkDownwardFile(item);
      break;
    case 'projected':
      checkProjected(source);
      break;
    case 'csi':
      source.at('driver').required(text);
      break;
  }
}

function checkFiles(source: Field): void {
  source.at('defaultMode').check(fileMode);
  source.at('optional').check(boolean);
  for (const item of source.at('items').items()) checkItem(item);
}

function checkItem(item: Field): void {
  item.at('key').required(text);
  item.at('path').required(volumePath);
  item.at('mode').check(fileMode);
}

function checkDownwardFile(file: Field): void {
  file.at('path').required(volumePath);
  file.at('mode').check(fileMode);
  const given = ['fieldRef', 'resourceFieldRef'].filter((kind) => isGiven(file.at(kind)));
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
    file.at('resourceFieldRef').at('containerName').required(text);
    file.at('resourceFieldRef').at('resource').required(resourceField);
    checkDivisor(file.at('resourceFieldRef'));
  }
}

function checkProjected(projected: Field): void {
  projected.at('defaultMode').check(fileMode);
  const paths = new Set<string>();
  const claim = (path: Field): void => {
    const word = path.text();
    if (word === undefined) return;
    if (paths.has(word)) path.report(`must be unique in the projected volume, got ${formatValue(word)} twice`);
    paths.add(word);
  };
  for (const source of projected.at('sources').items()) {
    const kinds = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle'];
    const given = kinds.filter((kind) => isGiven(source.at(kind)));
    if (given.length > 1) source.report(`must have one source only, got ${given.join(' and ')}`);
    for (const kind of ['secret', 'configMap']) {
      if (!given.includes(kind)) continue;
      source.at(kind).at('name').required(text);
      for (const item of source.at(kind).at('items').items()) {
        checkItem(item);
        claim(item.at('path'));
      }
    }
    for (const file of source.at('downwardAPI').at('items').items()) {
      checkDownwardFile(file);
      claim(file.at('path'));
    }
    const token = source.at('serviceAccountToken');
    if (isGiven(token)) {
      token.at('path').required(volumePath);
      token.at('audience').check(text);
      token.at('expirationSeconds').check(integerBetween(600, 2 ** 32));
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
