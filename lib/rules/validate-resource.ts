import { type ApiObject } from 'cdk8s';
import { type Construct, type IConstruct } from 'constructs';
import { manifestProblems } from './manifest-problems';
import { patchProblem } from './patch-problem';
import { TreeState } from '../synthesis/tree-state';

/** Objects that a construct of this library checks. A check of a whole scope leaves them to it. */
const watched = new WeakSet<IConstruct>();

/**
 * Makes a construct report, when the tree is validated, what Kubernetes would refuse about one of its objects.
 *
 * The object is checked as it is written, with the patches that were added after construction, and with the defaults of
 * the values that a Helm chart leaves open.
 */
export function validateResource(construct: Construct, resource: ApiObject): void {
  watched.add(resource);
  const tree = TreeState.of(construct);
  tree.addCheck(construct, () => problemsOf(tree, resource));
}

/** Whether a construct reports the problems of an object by itself. */
export function isWatched(object: IConstruct): boolean {
  return watched.has(object);
}

/** The problems of an object as it will be written. If it cannot be written, the reason is its only problem. */
export function problemsOf(tree: TreeState, object: ApiObject): readonly string[] {
  return tree.problemsOf(object, () => {
    try {
      return manifestProblems(tree.manifestOf(object));
    } catch (error) {
      return [reasonOf(object, error)];
    }
  });
}

function reasonOf(object: ApiObject, error: unknown): string {
  try {
    const problem = patchProblem(object);
    if (problem !== undefined) return problem;
  } catch {
    // The object cannot be written without its patches either.
  }
  return error instanceof Error ? error.message : String(error);
}
