import { dataOf, quantity } from './manifests';
import { type ContainerSpec, type DataObject, type EnvVar, type PodSpec, type ResourceFieldRef } from './types';

/** Values of a pod that the downward API hands to its containers. */
export interface PodFacts {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly ip: string;
  readonly hostname: string;
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
  readonly spec: PodSpec;
}

export type DataLookup = (kind: 'ConfigMap' | 'Secret', name: string) => DataObject | undefined;

/** Environment of a container: Service links, then envFrom, then env, each later one over the earlier. */
export function containerEnv(
  container: ContainerSpec,
  pod: PodFacts,
  lookup: DataLookup,
  links: ReadonlyMap<string, string>,
): Map<string, string> {
  const env = new Map<string, string>(pod.spec.enableServiceLinks === false ? [] : links);
  for (const source of container.envFrom ?? []) {
    const kind = source.secretRef === undefined ? 'ConfigMap' : 'Secret';
    const ref = source.secretRef ?? source.configMapRef;
    const object = ref === undefined ? undefined : lookup(kind, ref.name);
    if (object === undefined && ref?.optional !== true)
      throw new Error(`${kind.toLowerCase()} "${ref?.name}" not found`);
    if (object === undefined) continue;
    for (const [key, value] of dataOf(object)) env.set(`${source.prefix ?? ''}${key}`, value.toString());
  }
  for (const variable of container.env ?? []) {
    const value = valueOf(variable, container, pod, lookup, env);
    if (value !== undefined) env.set(variable.name, value);
  }
  return env;
}

function valueOf(
  variable: EnvVar,
  container: ContainerSpec,
  pod: PodFacts,
  lookup: DataLookup,
  env: ReadonlyMap<string, string>,
): string | undefined {
  const from = variable.valueFrom;
  const { value: literal = '' } = variable;
  // as the API server: `value: y` is a boolean in YAML 1.1
  if (typeof literal !== 'string')
    throw new Error(`env ${variable.name}: value must be a string, got ${String(literal)}`);
  if (from === undefined) return expand(literal, env);
  if (from.fieldRef !== undefined) return field(pod, from.fieldRef.fieldPath);
  if (from.resourceFieldRef !== undefined) return resource(from.resourceFieldRef, container, pod);
  const kind = from.secretKeyRef === undefined ? 'ConfigMap' : 'Secret';
  const ref = from.secretKeyRef ?? from.configMapKeyRef;
  if (ref === undefined) throw new Error(`env ${variable.name}: valueFrom names no source`);
  const object = lookup(kind, ref.name);
  const value = object === undefined ? undefined : dataOf(object).get(ref.key);
  if (value === undefined && ref.optional !== true) {
    throw new Error(`env ${variable.name}: no key "${ref.key}" in ${kind.toLowerCase()} "${ref.name}"`);
  }
  return value?.toString();
}

/** Kubernetes' own expansion: `$(NAME)` of what is defined, `$$` escapes, everything else stays as written. */
export function expand(text: string, env: ReadonlyMap<string, string>): string {
  return text.replace(/\$\$|\$\(([^()]+)\)/g, (found, name: string | undefined) =>
    name === undefined ? '$' : (env.get(name) ?? found),
  );
}

/** A field of the downward API. Throws on one that is not offered there. */
export function field(pod: PodFacts, path: string): string {
  const [, map, key] = /^metadata\.(labels|annotations)(?:\['(.+)'\])?$/.exec(path) ?? [];
  if (map === 'labels' || map === 'annotations') {
    if (key !== undefined) return pod[map][key] ?? '';
    return Object.entries(pod[map])
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      .join('\n');
  }
  const fields: Record<string, string> = {
    'metadata.name': pod.name,
    'metadata.namespace': pod.namespace,
    'metadata.uid': pod.uid,
    'spec.nodeName': 'node',
    'spec.serviceAccountName': pod.spec.serviceAccountName ?? 'default',
    'status.podIP': pod.ip,
    'status.podIPs': pod.ip,
    'status.hostIP': '10.77.0.1',
  };
  const value = fields[path];
  if (value === undefined) throw new Error(`fieldPath "${path}" is not a field of the downward API`);
  return value;
}

export function resource(ref: ResourceFieldRef, container: ContainerSpec, pod: PodFacts): string {
  const owner =
    ref.containerName === undefined ? container : pod.spec.containers.find(({ name }) => name === ref.containerName);
  const [kind = '', name = ''] = ref.resource.split('.');
  const amounts = kind === 'limits' ? owner?.resources?.limits : owner?.resources?.requests;
  const value = amounts?.[name];
  if (value === undefined) throw new Error(`resourceFieldRef ${ref.resource}: the container does not set it`);
  const divisor = ref.divisor === undefined || String(ref.divisor) === '0' ? 1 : quantity(ref.divisor);
  return String(Math.ceil(quantity(value) / divisor));
}
