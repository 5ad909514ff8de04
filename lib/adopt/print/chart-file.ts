import * as t from '@babel/types';
import { type AdoptedChart, type AdoptedConstruct } from '../model/adoption';
import { type Expression, fromJson } from '../model/expression';
import { type Patch } from '../trial/patches';
import { childrenOf, keyOf, sharedConstants, unique } from './constants';
import { ExpressionPrinter } from './expressions';
import { Imports } from './imports';
import { camelCase, pascalCase } from './names';
import { parameterType } from './parameter-type';

/** The statements of a chart's file: its imports and its class. */
export function chartFile(chart: AdoptedChart): t.Statement[] {
  return new ChartFile(chart).statements();
}

class ChartFile {
  private readonly imports = new Imports();
  private readonly taken = new Set<string>();
  /** Constructs by the object whose name others mention. */
  private readonly makers = new Map<string, AdoptedConstruct>();
  private readonly variables = new Map<AdoptedConstruct, string>();

  public constructor(private readonly chart: AdoptedChart) {
    const all = chart.constructs.flatMap(({ covers }) =>
      covers.map(({ kind, metadata }) => `${kind}/${metadata?.name}`),
    );
    for (const construct of chart.constructs) {
      const [main] = construct.covers;
      const key = `${main?.kind}/${main?.metadata?.name}`;
      const isOne = all.filter((each) => each === key).length === 1;
      if (isOne && construct.construct !== 'ApiObject' && construct.condition === undefined)
        this.makers.set(key, construct);
    }
  }

  public statements(): t.Statement[] {
    const { chart } = this;
    const constructs = this.inOrder();
    for (const construct of constructs) if (this.needsVariable(construct)) this.nameVariable(construct);
    const { inherited } = chart;
    const roots = [...constructs.map(({ props }) => props), ...(inherited ? [inherited] : [])];
    const constants = sharedConstants(roots, (each) => !this.mentionsVariable(each), this.taken);
    const printer = new ExpressionPrinter(this.imports, (expression) => {
      const constant = constants.get(keyOf(expression));
      return constant === undefined ? this.variableName(expression) : t.identifier(constant.name);
    });
    const body = [
      ...[...constants.values()].map(({ name, value }) => declare(name, printer.spelled(value))),
      this.superCall(inherited && printer.print(inherited)),
      ...constructs.flatMap((construct) => this.conditional(construct, printer)),
    ];
    const props = this.propsInterface();
    const made = this.classOf(body, props !== undefined);
    return [...this.imports.statements(), ...(props ? [props] : []), made];
  }

  /** Constructs whose names others mention come first. */
  private inOrder(): AdoptedConstruct[] {
    const ordered = new Set<AdoptedConstruct>();
    const add = (construct: AdoptedConstruct, above: readonly AdoptedConstruct[]): void => {
      if (ordered.has(construct) || above.includes(construct)) return;
      for (const needed of this.mentionedBy(construct.props)) add(needed, [...above, construct]);
      ordered.add(construct);
    };
    for (const construct of this.chart.constructs) add(construct, []);
    return [...ordered];
  }

  private mentionedBy(expression: Expression): AdoptedConstruct[] {
    const own = expression.kind === 'name' ? this.makers.get(expression.object) : undefined;
    return [...(own ? [own] : []), ...childrenOf(expression).flatMap(([, child]) => this.mentionedBy(child))];
  }

  private mentionsVariable(expression: Expression): boolean {
    return this.mentionedBy(expression).length > 0;
  }

  private needsVariable(construct: AdoptedConstruct): boolean {
    return (
      construct.patches.length > 0 ||
      this.chart.constructs.some((each) => each !== construct && this.mentionedBy(each.props).includes(construct))
    );
  }

  private nameVariable(construct: AdoptedConstruct): void {
    this.variables.set(construct, unique(camelCase(construct.id), this.taken));
  }

  private variableName(expression: Expression): t.Expression | undefined {
    const maker = expression.kind === 'name' ? this.makers.get(expression.object) : undefined;
    const variable = maker && this.variables.get(maker);
    return variable === undefined ? undefined : t.memberExpression(t.identifier(variable), t.identifier('name'));
  }

  private conditional(construct: AdoptedConstruct, printer: ExpressionPrinter): t.Statement[] {
    const made = this.construct(construct, printer);
    const { condition } = construct;
    return condition === undefined ? made : [t.ifStatement(printer.print(condition), t.blockStatement(made))];
  }

  /** The props of the class: what differs between the renderings. */
  private propsInterface(): t.Statement | undefined {
    const { name, parameters = [] } = this.chart;
    if (parameters.length === 0) return undefined;
    const members = parameters.map((parameter) => {
      const values = [...parameter.values.values()].filter((value) => value !== undefined);
      const type = t.tsTypeAnnotation(parameterType(values, this.imports, parameter.prop));
      const member = t.tsPropertySignature(t.identifier(parameter.name), type);
      member.readonly = true;
      member.optional = values.length < parameter.values.size;
      return member;
    });
    const made = t.tsInterfaceDeclaration(
      t.identifier(`${pascalCase(name)}Props`),
      null,
      [],
      t.tsInterfaceBody(members),
    );
    return t.addComment(t.exportNamedDeclaration(made), 'leading', '* What differs between the environments. ');
  }

  private construct(construct: AdoptedConstruct, printer: ExpressionPrinter): t.Statement[] {
    const from = construct.construct === 'ApiObject' ? 'cdk8s' : 'cdk8s-patterns';
    const made = t.newExpression(this.imports.value(from, construct.construct), [
      t.thisExpression(),
      t.stringLiteral(construct.id),
      printer.print(construct.props),
    ]);
    const variable = this.variables.get(construct);
    if (variable === undefined) return [t.expressionStatement(made)];
    const patches = construct.patches.length === 0 ? [] : [this.patch(variable, construct.patches, printer)];
    return [declare(variable, made), ...patches];
  }

  private patch(variable: string, patches: readonly Patch[], printer: ExpressionPrinter): t.Statement {
    const api = t.memberExpression(this.imports.value('cdk8s', 'ApiObject'), t.identifier('of'));
    const object = t.callExpression(api, [t.identifier(variable)]);
    const calls = patches.map(({ op, path, value }) => {
      const method = t.memberExpression(this.imports.value('cdk8s', 'JsonPatch'), t.identifier(op));
      const written = fromJson(value);
      return t.callExpression(method, [t.stringLiteral(path), ...(written ? [printer.print(written)] : [])]);
    });
    const statement = t.expressionStatement(
      t.callExpression(t.memberExpression(object, t.identifier('addJsonPatch')), calls),
    );
    return t.addComment(statement, 'leading', ' No prop of the construct writes these fields.', true);
  }

  private superCall(inherited: t.Expression | undefined): t.Statement {
    const args = [t.identifier('scope'), t.identifier('id'), ...(inherited ? [inherited] : [])];
    return t.expressionStatement(t.callExpression(t.super(), args));
  }

  private classOf(body: t.Statement[], hasProps: boolean): t.Statement {
    const parameters = [typed('scope', this.imports.type('constructs', 'Construct')), typed('id', undefined)];
    if (hasProps) parameters.push(typed('props', t.identifier(`${pascalCase(this.chart.name)}Props`)));
    const constructor = t.classMethod('constructor', t.identifier('constructor'), parameters, t.blockStatement(body));
    const name = t.identifier(pascalCase(this.chart.name));
    const superclass = this.imports.value('cdk8s', 'Chart');
    const made = t.classDeclaration(name, superclass, t.classBody([constructor]));
    return t.addComment(t.exportNamedDeclaration(made), 'leading', `* The objects of ${this.chart.name}. `);
  }
}

/** A parameter with its type; `string` without one. */
function typed(name: string, type: t.Identifier | undefined): t.Identifier {
  const identifier = t.identifier(name);
  identifier.typeAnnotation = t.tsTypeAnnotation(type ? t.tsTypeReference(type) : t.tsStringKeyword());
  return identifier;
}

function declare(name: string, value: t.Expression): t.Statement {
  return t.variableDeclaration('const', [t.variableDeclarator(t.identifier(name), value)]);
}
