import * as t from '@babel/types';
import { type Expression } from '../model/expression';
import { type Imports } from './imports';

/** Names that an object literal can have without quotes. */
const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

/** A text with at least this many line breaks is written over several lines. */
const LINES = 2;

/** Writes expressions of one chart as syntax trees. */
export class ExpressionPrinter {
  public constructor(
    private readonly imports: Imports,
    /** The identifier that stands for an expression, where it has one. */
    private readonly identifierOf: (expression: Expression) => t.Expression | undefined = () => undefined,
  ) {}

  public print(expression: Expression): t.Expression {
    return this.identifierOf(expression) ?? this.spelled(expression);
  }

  /** The expression itself, also where an identifier stands for it. */
  public spelled(expression: Expression): t.Expression {
    switch (expression.kind) {
      case 'literal':
        return literalNode(expression.value);
      case 'name':
        return literalNode(expression.value);
      case 'mode': {
        const node = t.numericLiteral(expression.value);
        node.extra = { raw: `0o${expression.value.toString(8)}`, rawValue: expression.value };
        return node;
      }
      case 'list':
        return t.arrayExpression(
          expression.items.map((item) =>
            item.kind === 'spread' ? t.spreadElement(this.print(item.of)) : this.print(item),
          ),
        );
      case 'object':
        return t.objectExpression([...expression.members].map(([name, value]) => this.property(name, value)));
      case 'member':
        return t.memberExpression(
          this.imports.value(expression.of.from, expression.of.name),
          t.identifier(expression.of.member),
        );
      case 'call': {
        const { from, name, member } = expression.callee;
        const callee = t.memberExpression(this.imports.value(from, name), t.identifier(member));
        return t.callExpression(
          callee,
          expression.args.map((arg) => this.print(arg)),
        );
      }
      case 'file': {
        const join = this.imports.value('node:path', 'join');
        return t.callExpression(join, [t.identifier('__dirname'), t.stringLiteral(expression.path)]);
      }
      case 'spread':
        throw new Error('a spread stands only in a list');
      case 'parameter':
        return t.memberExpression(t.identifier('props'), t.identifier(expression.name));
    }
  }

  private property(name: string, value: Expression): t.ObjectProperty {
    const printed = this.print(value);
    const key = PLAIN_NAME.test(name) ? t.identifier(name) : t.stringLiteral(name);
    // In an object literal, this name sets the prototype unless it is computed.
    if (name === '__proto__') return t.objectProperty(t.stringLiteral(name), printed, true);
    const isShort = t.isIdentifier(printed, { name });
    return t.objectProperty(key, printed, false, isShort);
  }
}

/** A string, number or truth value. */
export function literalNode(value: string | number | boolean): t.Expression {
  if (typeof value === 'boolean') return t.booleanLiteral(value);
  if (typeof value === 'number') {
    return value < 0 ? t.unaryExpression('-', t.numericLiteral(-value)) : t.numericLiteral(value);
  }
  const lines = value.split('\n').length - 1;
  return lines >= LINES && isPrintable(value) ? template(value) : t.stringLiteral(value);
}

/** Whether a text can stand in a template as it is, line breaks included. */
function isPrintable(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return !/[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029]/.test(text) && !/[ ]\n/.test(text);
}

function template(text: string): t.Expression {
  const raw = text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  return t.templateLiteral([t.templateElement({ raw, cooked: text }, true)], []);
}
