import { generate } from '@babel/generator';
import * as t from '@babel/types';
import { type Options, type Plugin } from 'prettier';
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';

/** How generated code is formatted: as the apps of this project are. */
const STYLE: Options = {
  parser: 'typescript',
  plugins: [typescript, estree as Plugin],
  singleQuote: true,
  printWidth: 120,
  trailingComma: 'all',
  objectWrap: 'collapse',
};

/** The text of a TypeScript file: its statements, with an empty line after the imports and between declarations. */
export async function printFile(statements: readonly t.Statement[]): Promise<string> {
  const blocks: string[] = [];
  for (const [index, statement] of statements.entries()) {
    const { code } = generate(statement, { jsescOption: { minimal: true } });
    const previous = statements[index - 1];
    const isTogether = previous !== undefined && previous.type === statement.type && !hasBody(statement);
    blocks.push(`${index === 0 ? '' : isTogether ? '\n' : '\n\n'}${code}`);
  }
  return format(blocks.join(''), STYLE);
}

/** Whether a statement is a declaration that stands on its own. */
function hasBody(statement: t.Statement): boolean {
  return t.isExportNamedDeclaration(statement) || t.isFunctionDeclaration(statement);
}
