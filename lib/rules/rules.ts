import { type Construct, type IConstruct } from 'constructs';
import { objectsBelow, oncePerStructure, withPath } from '../synthesis/objects-below';
import { TreeState } from '../synthesis/tree-state';
import { isWatched, problemsOf } from './validate-resource';

/** Scopes whose objects are checked. The objects of an inner scope are not checked again for an outer one. */
const scopes = new WeakSet<IConstruct>();

/**
 * The rules of Kubernetes, checked at synth.
 *
 * `App.synth()` and `Testing.synth()` collect the problems that all validations of the tree find, and throw them as one
 * error.
 */
export class Rules {
  /**
   * Checks every API object below a scope against the rules of Kubernetes: objects of this library, of cdk8s-plus, and
   * plain ones.
   *
   * Objects that a construct of this library checks by itself are left to it, so that nothing is reported twice.
   *
   * @param scope an app, a chart, or any construct.
   */
  static applyTo(scope: Construct): void {
    if (scopes.has(scope)) return;
    scopes.add(scope);
    const tree = TreeState.of(scope);
    tree.touch();
    const objects = oncePerStructure(tree, () =>
      objectsBelow(scope, (construct) => construct !== scope && scopes.has(construct)).filter(
        (object) => !isWatched(object),
      ),
    );
    tree.addCheck(scope, () => objects().flatMap((object) => withPath(scope, object, problemsOf(tree, object))));
  }
}
