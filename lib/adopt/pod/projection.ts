import { type Fields } from '../../testing/equivalence/manifest';
import { call, type Expression, list, object, optionalObject } from '../model/expression';
import { fields, fileMode, flag, items, seconds, text, textMap, textOf } from '../model/values';
import { nameOf } from './names';

/** The inverse of `ProjectedSource`, or nothing when a source is of a sort that it does not know. */
export function projectedSources(sources: readonly Fields[]): Expression | undefined {
  const made = sources.map(source);
  return made.includes(undefined) ? undefined : list(made.filter((each) => each !== undefined));
}

function source({ configMap, secret, serviceAccountToken, downwardAPI }: Fields): Expression | undefined {
  for (const [value, method, kind] of [
    [configMap, 'configMap', 'ConfigMap'],
    [secret, 'secret', 'Secret'],
  ] as const) {
    const { name, items: files, optional } = fields(value);
    if (typeof name !== 'string') continue;
    const paths = Object.fromEntries(items(files).map(({ key, path }) => [textOf(key), textOf(path)]));
    return projected(method, nameOf(kind, name), optionalObject({ items: textMap(paths), optional: flag(optional) }));
  }
  if (serviceAccountToken !== undefined) {
    const { path, audience, expirationSeconds } = fields(serviceAccountToken);
    const options = optionalObject({ audience: text(audience), expiration: seconds(expirationSeconds) });
    return text(path) && projected('serviceAccountToken', text(path), options);
  }
  const files = downwardApiFiles(items(fields(downwardAPI).items));
  return files && projected('downwardApi', files);
}

/** The inverse of the files of the downward API. */
export function downwardApiFiles(files: readonly Fields[]): Expression | undefined {
  return list(
    files.map(({ path, mode, fieldRef, resourceFieldRef }) => {
      const { resource, containerName, divisor } = fields(resourceFieldRef);
      return object({
        path: text(path),
        fieldPath: text(fields(fieldRef).fieldPath),
        resource: text(resource),
        container: text(containerName),
        divisor: text(divisor),
        mode: fileMode(mode),
      });
    }),
  );
}

function projected(method: string, ...args: (Expression | undefined)[]): Expression {
  return call('cdk8s-patterns', 'ProjectedSource', method, ...args);
}
