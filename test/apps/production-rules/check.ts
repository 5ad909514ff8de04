import { allContainers, type Container, type Manifest, nameOf, podTemplateOf, type PodTemplate } from './manifest';

/** Names every place where a set of objects breaks a rule: the object, and the container where it is one's. */
export type Check = (objects: readonly Manifest[]) => string[];

/** A workload whose pods are to run on: what is asked of probes and budgets is not asked of Jobs. */
export function runsOn({ kind }: Manifest): boolean {
  return ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind);
}

/** A workload of several pods. */
export function isReplicated(object: Manifest): boolean {
  return runsOn(object) && (object.spec?.replicas ?? 1) > 1;
}

/** A check of objects, each on its own or among the others. */
export function objects(breaks: (object: Manifest, all: readonly Manifest[]) => boolean): Check {
  return (all) => all.filter((object) => breaks(object, all)).map(nameOf);
}

/** A check of everything that runs pods. */
export function pods(breaks: (pod: PodTemplate, owner: Manifest, all: readonly Manifest[]) => boolean): Check {
  return objects((object, all) => {
    const template = podTemplateOf(object);
    return template !== undefined && breaks(template, object, all);
  });
}

/** A check of all containers, those that run first included. */
export function containers(breaks: (container: Container, pod: PodTemplate) => boolean): Check {
  return (all) =>
    all.flatMap((object) => {
      const template = podTemplateOf(object);
      return template === undefined
        ? []
        : allContainers(template.spec)
            .filter((container) => breaks(container, template))
            .map(({ name }) => `${nameOf(object)} ${name}`);
    });
}

/** A check of the containers that serve: not those of Jobs, nor those that run first. */
export function servers(breaks: (container: Container) => boolean): Check {
  return (all) =>
    all
      .filter(runsOn)
      .flatMap((object) =>
        (podTemplateOf(object)?.spec.containers ?? [])
          .filter((container) => breaks(container))
          .map(({ name }) => `${nameOf(object)} ${name}`),
      );
}
