import { ApiObject, Chart } from 'cdk8s';
import { type IConstruct } from 'constructs';

/**
 * Spells out what dependencies imply, as cdk8s does: a chart depends on the charts nested in it, a chart depends on the
 * chart of anything that its constructs depend on, and API objects depend on the API objects of what they depend on.
 *
 * Running it twice adds nothing, and that is why once per app is enough where stock runs it again for each chart.
 *
 * @param constructs every construct of the app, parents before children.
 * @returns whether a chart depends on another: their files are numbered then.
 * @throws if a dependency starts or ends outside of any chart.
 */
export function resolveDependencies(constructs: IConstruct[]): boolean {
  let dependentCharts = false;
  for (const parent of constructs) {
    if (Chart.isChart(parent)) {
      for (const child of parent.node.children) {
        if (Chart.isChart(child)) {
          parent.node.addDependency(child);
          dependentCharts = true;
        }
      }
    }
  }
  const declared = dependenciesOf(constructs);
  if (declared.length === 0) {
    return false;
  }
  for (const { source, target } of declared) {
    const sourceChart = Chart.of(source);
    const targetChart = Chart.of(target);
    if (sourceChart !== targetChart) {
      sourceChart.node.addDependency(targetChart);
      dependentCharts = true;
    }
  }
  const objects = new Map<IConstruct, ApiObject[]>();
  for (const { source, target } of dependenciesOf(constructs)) {
    const targetObjects = ownObjects(target, objects);
    const sourceObjects = ownObjects(source, objects);
    for (const targetObject of targetObjects) {
      for (const sourceObject of sourceObjects) {
        if (targetObject !== sourceObject) {
          sourceObject.node.addDependency(targetObject);
        }
      }
    }
  }
  return dependentCharts;
}

interface Dependency {
  readonly source: IConstruct;
  readonly target: IConstruct;
}

/** A snapshot: what is added while it is read does not appear in it. */
function dependenciesOf(constructs: IConstruct[]): Dependency[] {
  const dependencies: Dependency[] = [];
  for (const source of constructs) {
    for (const target of source.node.dependencies) {
      dependencies.push({ source, target });
    }
  }
  return dependencies;
}

/** The API objects at and below a construct that belong to the same chart as the construct. */
function ownObjects(construct: IConstruct, known: Map<IConstruct, ApiObject[]>): ApiObject[] {
  let own = known.get(construct);
  if (!own) {
    const chart = Chart.of(construct);
    own = construct.node.findAll().filter((c): c is ApiObject => ApiObject.isApiObject(c) && Chart.of(c) === chart);
    known.set(construct, own);
  }
  return own;
}
