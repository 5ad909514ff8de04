import { type ApiObject } from 'cdk8s';
import { type Construct, type IConstruct } from 'constructs';
import { manifestProblems } from './manifest-problems';
import { plainManifest } from './plain-manifest';

/** Objects that a construct of this library watches over, so that a check of a whole scope leaves them to it. */
const watched = new WeakSet<IConstruct>();

/**
 * Makes a construct report, when the tree is validated, what Kubernetes would refuse about one of its objects.
 *
 * The object is judged as it is written, with the patches it got after construction, and with the defaults of the
 * values that a Helm chart leaves open.
 */
export function validateResource(construct: Construct, resource: ApiObject): void {
  watched.add(resource);
  construct.node.addValidation({ validate: () => problemsOf(resource) });
}

/** Whether a construct reports the problems of an object by itself. */
export function isWatched(object: IConstruct): boolean {
  return watched.has(object);
}

/** The problems of an object as it will be written; one that cannot even be written has that as its problem. */
export function problemsOf(object: ApiObject): string[] {
  try {
    return manifestProblems(plainManifest(object));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
