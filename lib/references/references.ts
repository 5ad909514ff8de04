import { type ApiObject } from 'cdk8s';
import { type Construct, type IConstruct } from 'constructs';
import { objectsBelow, oncePerStructure, withPath } from '../synthesis/objects-below';
import { TreeState } from '../synthesis/tree-state';
import { ReferenceProblems } from './reference-problems';

const scopes = new WeakSet<IConstruct>();
const exempt = new WeakSet<IConstruct>();

/**
 * The check that every name a manifest mentions exists: in the whole tree that the scope belongs to, or among what
 * `ExternalResources` declares.
 *
 * It looks at ConfigMaps and Secrets with their keys, claims, volumes and storage classes, service accounts, roles,
 * priority classes, Services with their ports, Ingress backends, autoscaler targets, selectors that match no pod or
 * those of others, files of a ConfigMap that a command mentions, and hooks that need what is created after them.
 */
export class References {
  /**
   * Checks the manifests below a scope whenever the tree is validated, and with that at every synth.
   *
   * @param scope an app, a chart, or any construct
   */
  static applyTo(scope: Construct): void {
    if (scopes.has(scope)) return;
    scopes.add(scope);
    const tree = TreeState.of(scope);
    tree.touch();
    const objects = oncePerStructure(tree, () => objectsOf(scope));
    tree.addCheck(scope, () => problemsBelow(scope, tree, objects()));
  }

  /** Leaves a construct and all below it out of the checks of the scopes above. Others may still mention it. */
  static exempt(scope: IConstruct): void {
    exempt.add(scope);
    TreeState.of(scope).touch();
  }

  /**
   * The problems of the manifests below a scope, each with the object's path and that of the field; none if all names
   * exist.
   *
   * @param scope an app, a chart, or any construct
   */
  static check(scope: IConstruct): string[] {
    const tree = TreeState.of(scope);
    tree.refresh();
    return problemsBelow(scope, tree, objectsOf(scope));
  }

  private constructor() {}
}

function objectsOf(scope: IConstruct): ApiObject[] {
  return objectsBelow(scope, (construct) => exempt.has(construct) || (construct !== scope && scopes.has(construct)));
}

function problemsBelow(scope: IConstruct, tree: TreeState, objects: readonly ApiObject[]): string[] {
  const problems = ReferenceProblems.of(tree);
  return objects.flatMap((object) => withPath(scope, object, problems.of(object)));
}
