import { ApiObject } from 'cdk8s';
import { type Construct, type IConstruct } from 'constructs';
import { isWatched, problemsOf } from './validate-resource';

/** Scopes whose objects are checked: an inner one leaves nothing to an outer one. */
const scopes = new WeakSet<IConstruct>();

/**
 * The rules of Kubernetes, asked at synth.
 *
 * `App.synth()` and `Testing.synth()` collect what every validation of the tree finds and throw it as one message.
 */
export class Rules {
  /**
   * Checks every API object below a scope against the rules of Kubernetes: ours, those of cdk8s-plus, raw ones.
   *
   * Objects that a construct of this library already watches over are left to it, so that nothing is reported twice.
   *
   * @param scope an app, a chart, or any construct.
   */
  static applyTo(scope: Construct): void {
    if (scopes.has(scope)) return;
    scopes.add(scope);
    scope.node.addValidation({
      validate: () =>
        objectsOf(scope).flatMap((object) => {
          const place = relativePath(scope, object);
          return problemsOf(object).map((problem) => (place === '' ? problem : `${place} ${problem}`));
        }),
    });
  }
}

function objectsOf(scope: IConstruct): ApiObject[] {
  const objects: ApiObject[] = [];
  const visit = (construct: IConstruct): void => {
    if (construct !== scope && scopes.has(construct)) return;
    if (ApiObject.isApiObject(construct) && !isWatched(construct)) objects.push(construct);
    construct.node.children.forEach(visit);
  };
  visit(scope);
  return objects;
}

/** The path of an object below a scope; the scope's own path is put before it by cdk8s. */
function relativePath(scope: IConstruct, object: IConstruct): string {
  const path = object.node.path;
  return scope.node.path === '' ? path : path.slice(scope.node.path.length + 1);
}
