import { ApiObject, type App, Chart, DependencyGraph } from 'cdk8s';
import { type IConstruct } from 'constructs';
import { explainTokens } from './explain-tokens';
import { type ReadObject } from './read-object';
import { withConfigHash } from './config-hash-node';
import { type Directive } from './directive';
import { tokenOf, tokensIn } from '../tokens/find-tokens';
import { TokenType } from '../tokens/token';
import { isObject } from '../kubernetes/json';
import { readTemplate } from './template-node';

/**
 * Reads every object of an app, in the order in which cdk8s writes them.
 *
 * @throws Error with everything that is wrong in the tree
 */
export function readObjects(app: App, directives: readonly Directive[], chartName: string): ReadObject[] {
  refuseTokensInPaths(app);
  const directivesOf = directivesByObject(directives);
  const problems: string[] = [];
  const [first] = app.charts;
  // cdk8s orders charts by their dependencies, which it computes when it synthesizes one of them.
  if (first && app.charts.length > 1) synthesized(first);
  const read = app.charts.flatMap((chart) => {
    const documents = synthesized(chart);
    const objects = new DependencyGraph(chart.node)
      .topology()
      .filter((c): c is ApiObject => c instanceof ApiObject && Chart.of(c) === chart);
    return documents.map((document, i): ReadObject => {
      const source = objects[i];
      const json = source ? restored(source, document) : document;
      const path = source?.node.path ?? chart.node.path;
      const reading = readTemplate(path, json, source ? (directivesOf.get(source) ?? []) : []);
      problems.push(...reading.problems);
      return { chart, object: reading.object, json };
    });
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return read.map((one) => ({ ...one, object: withConfigHash(one, read, chartName) }));
}

/**
 * Runs the validations of a tree and of its constructs with the current values of the tokens.
 *
 * @throws Error with everything that is wrong, tokens called by their names
 */
export function validateTree(app: App): void {
  const problems = app.node
    .findAll()
    .flatMap((construct) => construct.node.validate().map((p) => `${construct.node.path}: ${explainTokens(p)}`));
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function synthesized(chart: Chart): unknown[] {
  try {
    return chart.toJson() as unknown[];
  } catch (error) {
    throw new Error(explainTokens(error instanceof Error ? error.message : String(error)), { cause: error });
  }
}

/**
 * The typed classes of cdk8s write only the members they know, after JSON patches were applied. A token for an
 * object has no such members and would be written as an empty object, so this puts it back.
 */
function restored(source: ApiObject, document: unknown): unknown {
  if (source.toJson === ApiObject.prototype.toJson) return document;
  return withObjects(document, ApiObject.prototype.toJson.call(source) as unknown);
}

function withObjects(written: unknown, meant: unknown): unknown {
  const token = typeof meant === 'string' ? tokenOf(meant) : undefined;
  const type = token?.type;
  if (type === TokenType.JSON || type === TokenType.LIST) return meant;
  if (Array.isArray(written) && Array.isArray(meant)) {
    return (written as unknown[]).map((item, i) => withObjects(item, (meant as unknown[])[i]));
  }
  if (!isObject(written) || !isObject(meant)) return written;
  return Object.fromEntries(Object.entries(written).map(([key, value]) => [key, withObjects(value, meant[key])]));
}

function refuseTokensInPaths(app: App): void {
  for (const construct of app.node.findAll()) {
    const [token] = tokensIn(construct.node.id);
    if (token) {
      const parent = construct.node.scope?.node.path ?? '';
      throw new Error(
        `the id of a construct in '${parent}' contains ${token.name}: ids are fixed; put the value into a name`,
      );
    }
  }
}

function directivesByObject(directives: readonly Directive[]): Map<IConstruct, Directive[]> {
  const found = new Map<IConstruct, Directive[]>();
  for (const directive of directives) {
    const targets =
      directive.field === undefined ? objectsBelow(directive.construct) : [ApiObject.of(directive.construct)];
    if (targets.length === 0) {
      throw new Error(`${directive.construct.node.path}: ${directive.token.name} applies to it, but it adds no object`);
    }
    for (const target of targets) found.set(target, [...(found.get(target) ?? []), directive]);
  }
  return found;
}

function objectsBelow(construct: IConstruct): IConstruct[] {
  return construct.node.findAll().filter((c) => c instanceof ApiObject);
}
