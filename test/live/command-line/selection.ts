import { dataOf } from '../runner/manifests';
import { type KubeObject, type PodTemplate, type StatefulSetObject } from '../runner/types';
import { isInstalled } from './helm-hooks';

/** Which of the manifests are run. */
export interface Selection {
  /** `Kind/name` of objects to leave out. */
  readonly skip: readonly string[];
  /** Names of containers to leave out of every pod. */
  readonly drop: readonly string[];
  /** Namespace of objects that name none, as of `kubectl apply -n`. @default - none: they are in `default` */
  readonly namespace?: string;
}

interface Templated extends KubeObject {
  readonly spec: { readonly template: PodTemplate };
}

/**
 * What is left of rendered manifests: no hook that an installation does not run, nothing skipped, no dropped container.
 *
 * @throws where nothing has a name that was given
 */
export function selected(objects: readonly KubeObject[], { skip, drop, namespace }: Selection): KubeObject[] {
  const names = objects.map(nameOf);
  const containers = objects.flatMap((object) => (isTemplated(object) ? containersOf(object) : []));
  refuseUnknown('object', skip, names);
  refuseUnknown('container', drop, containers);
  return objects
    .filter((object) => isInstalled(object) && !skip.includes(nameOf(object)))
    .map((object) => (isTemplated(object) ? without(object, drop) : object))
    .map((object) => ({
      ...object,
      metadata: { ...object.metadata, namespace: object.metadata.namespace ?? namespace },
    }));
}

/**
 * The StatefulSet whose pods are the members of the Redis: the one of this name, or the only one with this port.
 *
 * @throws where it is none, or more than one
 */
export function redisSet(objects: readonly KubeObject[], name: string | undefined, port: number): StatefulSetObject {
  const sets = objects.filter((object): object is StatefulSetObject => object.kind === 'StatefulSet');
  const fitting = sets.filter((set) => (name === undefined ? hasPort(set, port) : set.metadata.name === name));
  const [set] = fitting;
  if (set !== undefined && fitting.length === 1) return set;
  const wanted = name === undefined ? `with a container port ${port}` : `named "${name}"`;
  const there = sets.map(({ metadata }) => metadata.name).join(', ');
  throw new Error(
    `${fitting.length} StatefulSets ${wanted}, one is needed: name it with --set, or give its --port; there are: ${there || 'none'}`,
  );
}

/**
 * A value of a Secret in the manifests, by `secret/key`.
 *
 * @throws where there is none
 */
export function secretValue(objects: readonly KubeObject[], reference: string | undefined): string | undefined {
  if (reference === undefined) return undefined;
  const secrets = objects.filter(({ kind }) => kind === 'Secret');
  const known = secrets.flatMap((secret) =>
    [...dataOf(secret)].map(([key, value]) => [`${secret.metadata.name}/${key}`, value] as const),
  );
  const found = known.find(([name]) => name === reference);
  if (found === undefined) {
    const there = known.map(([name]) => name).join(', ');
    throw new Error(`no Secret of the manifests has "${reference}"; there are: ${there || 'none'}`);
  }
  return found[1].toString();
}

function hasPort({ spec }: StatefulSetObject, port: number): boolean {
  return spec.template.spec.containers.some(({ ports }) => ports?.some(({ containerPort }) => containerPort === port));
}

function nameOf({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata.name}`;
}

function isTemplated(object: KubeObject): object is Templated {
  return (object as Partial<Templated>).spec?.template?.spec?.containers !== undefined;
}

function containersOf({ spec }: Templated): string[] {
  const { containers, initContainers = [] } = spec.template.spec;
  return [...initContainers, ...containers].map(({ name }) => name);
}

function without(object: Templated, drop: readonly string[]): KubeObject {
  const { template } = object.spec;
  const { containers, initContainers } = template.spec;
  const stays = ({ name }: { readonly name: string }) => !drop.includes(name);
  const spec = {
    ...template.spec,
    containers: containers.filter(stays),
    ...(initContainers === undefined ? {} : { initContainers: initContainers.filter(stays) }),
  };
  return Object.assign({}, object, { spec: { ...object.spec, template: { ...template, spec } } });
}

function refuseUnknown(what: string, wanted: readonly string[], there: readonly string[]): void {
  for (const name of wanted) {
    if (!there.includes(name))
      throw new Error(`no ${what} is named "${name}"; there are: ${[...new Set(there)].join(', ')}`);
  }
}
