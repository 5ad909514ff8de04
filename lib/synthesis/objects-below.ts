import { ApiObject } from 'cdk8s';
import { type IConstruct } from 'constructs';
import { type TreeState } from './tree-state';

/**
 * The API objects below a scope, parents first.
 *
 * @param isLeftOut whether a construct and all below it are left out
 */
export function objectsBelow(scope: IConstruct, isLeftOut: (construct: IConstruct) => boolean): ApiObject[] {
  const objects: ApiObject[] = [];
  const visit = (construct: IConstruct): void => {
    if (isLeftOut(construct)) {
      return;
    }
    if (ApiObject.isApiObject(construct)) {
      objects.push(construct);
    }
    construct.node.children.forEach(visit);
  };
  visit(scope);
  return objects;
}

/** Keeps the result of a function as long as the structure of the tree stays the same. */
export function oncePerStructure<T>(tree: TreeState, compute: () => T): () => T {
  let kept: { readonly structure: number; readonly value: T } | undefined;
  return () => {
    const structure = tree.structureVersion();
    if (kept?.structure !== structure) {
      kept = { structure, value: compute() };
    }
    return kept.value;
  };
}

/** Puts the path of an object, relative to a scope, before each problem. cdk8s puts the path of the scope before it. */
export function withPath(scope: IConstruct, object: IConstruct, problems: readonly string[]): string[] {
  const { path } = object.node;
  const place = scope.node.path === '' ? path : path.slice(scope.node.path.length + 1);
  return problems.map((problem) => (place === '' ? problem : `${place} ${problem}`));
}
