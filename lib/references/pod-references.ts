import { type Field } from '../rules/field';
import { isGiven } from '../rules/probe-rules';
import { isEmptySelector } from '../rules/selector-rules';
import { type Lookup, partsOf } from './lookup';
import { containersOf } from './pod-templates';

/** Looks up everything that a pod mentions. */
export function checkPodReferences(lookup: Lookup, template: Field): void {
  const spec = template.at('spec');
  lookup.object(spec.at('serviceAccountName'), 'ServiceAccount');
  lookup.object(spec.at('priorityClassName'), 'PriorityClass');
  for (const secret of spec.at('imagePullSecrets').items()) lookup.object(secret.at('name'), 'Secret');
  for (const volume of spec.at('volumes').items()) checkVolume(lookup, volume);
  for (const container of containersOf(spec)) {
    checkEnv(lookup, container);
    checkFiles(lookup, spec, container);
  }
  for (const constraint of spec.at('topologySpreadConstraints').items()) {
    const selector = constraint.at('labelSelector');
    if (selector.present && !isEmptySelector(selector.value)) lookup.selector(selector, selector.value);
  }
}

function checkVolume(lookup: Lookup, volume: Field): void {
  checkConfigSource(lookup, volume.at('configMap'), 'ConfigMap', 'name');
  checkConfigSource(lookup, volume.at('secret'), 'Secret', 'secretName');
  lookup.object(volume.at('persistentVolumeClaim').at('claimName'), 'PersistentVolumeClaim');
  for (const source of volume.at('projected').at('sources').items()) {
    checkConfigSource(lookup, source.at('configMap'), 'ConfigMap', 'name');
    checkConfigSource(lookup, source.at('secret'), 'Secret', 'name');
  }
}

function checkConfigSource(lookup: Lookup, source: Field, kind: string, name: string): void {
  if (!isGiven(source) || source.at('optional').value === true) return;
  lookup.object(
    source.at(name),
    kind,
    keysAt(
      source
        .at('items')
        .items()
        .map((item) => item.at('key')),
    ),
  );
}

function checkEnv(lookup: Lookup, container: Field): void {
  for (const variable of container.at('env').items()) {
    for (const [source, kind] of [
      ['configMapKeyRef', 'ConfigMap'],
      ['secretKeyRef', 'Secret'],
    ] as const) {
      const reference = variable.at('valueFrom').at(source);
      if (reference.at('optional').value !== true) {
        lookup.object(reference.at('name'), kind, keysAt([reference.at('key')]));
      }
    }
  }
  for (const source of container.at('envFrom').items()) {
    for (const [reference, kind] of [
      ['configMapRef', 'ConfigMap'],
      ['secretRef', 'Secret'],
    ] as const) {
      if (source.at(reference).at('optional').value !== true) lookup.object(source.at(reference).at('name'), kind);
    }
  }
}

function keysAt(fields: Field[]): Map<Field, string> {
  return new Map(
    fields.flatMap((field): [Field, string][] => {
      const key = field.text();
      return key === undefined ? [] : [[field, key]];
    }),
  );
}

/**
 * Files of a mounted ConfigMap or Secret that a subPath or the command speaks of, but that no key makes.
 *
 * Such a volume is read-only and holds the files of its keys and nothing else, so a path below its mount that is no
 * file of it leads nowhere. Paths with shell variables or patterns in them are left alone.
 */
function checkFiles(lookup: Lookup, spec: Field, container: Field): void {
  for (const mount of container.at('volumeMounts').items()) {
    const volume = spec
      .at('volumes')
      .items()
      .find((item) => item.at('name').value === mount.at('name').value);
    const files = volume && filesOf(lookup, volume);
    if (files === undefined) continue;
    const subPath = mount.at('subPath').text();
    if (subPath !== undefined) {
      if (!files.names.has(subPath)) {
        mount.at('subPath').report(`${files.source} makes no file "${subPath}", it makes ${list(files.names)}`);
      }
      continue;
    }
    const folder = mount.at('mountPath').text()?.replace(/\/$/, '');
    if (folder === undefined || folder === '') continue;
    for (const words of ['command', 'args']) {
      for (const word of container.at(words).items()) {
        for (const file of filesBelow(folder, word.text() ?? '')) {
          if (!files.names.has(file)) {
            word.report(
              `mentions ${folder}/${file}, and ${files.source} makes no such file there, it makes ${list(files.names)}`,
            );
          }
        }
      }
    }
  }
}

function filesOf(lookup: Lookup, volume: Field): { source: string; names: ReadonlySet<string> } | undefined {
  for (const [kind, field, nameField] of [
    ['ConfigMap', 'configMap', 'name'],
    ['Secret', 'secret', 'secretName'],
  ] as const) {
    const source = volume.at(field);
    const name = source.at(nameField).text();
    const found = name === undefined ? undefined : lookup.find(kind, name);
    if (found === undefined) continue;
    const items = source.at('items').items();
    const names =
      items.length > 0
        ? new Set(items.flatMap((item) => item.at('path').text() ?? []))
        : (partsOf(found) ?? new Set<string>());
    return { source: `${kind} "${name}"`, names };
  }
  return undefined;
}

/** The files right below a folder that a text mentions by their full path. */
function filesBelow(folder: string, text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf(`${folder}/`); at >= 0; at = text.indexOf(`${folder}/`, at + 1)) {
    if (at > 0 && /[\w./-]/.test(text.charAt(at - 1))) continue;
    const file = /^[\w][\w./-]*/.exec(text.slice(at + folder.length + 1))?.[0];
    if (file === undefined) continue;
    const next = text.charAt(at + folder.length + 1 + file.length);
    // A variable or a pattern: what it becomes is not known here. A full stop at the end belongs to a sentence.
    if (!/[$*?{[]/.test(next)) found.push(file.replace(/[./]+$/, ''));
  }
  return found.filter((file) => file !== '');
}

function list(names: ReadonlySet<string>): string {
  return names.size === 0 ? 'none' : [...names].join(', ');
}
