import * as t from '@babel/types';
import { stringify } from 'yaml';
import { type Manifest } from '../../testing/equivalence/manifest';
import { type AdoptedChart } from '../model/adoption';
import { object } from '../model/expression';
import { type AppFile } from '../model/proposal';
import { chartFile } from './chart-file';
import { ExpressionPrinter } from './expressions';
import { printFile } from './format';
import { Imports } from './imports';
import { pascalCase } from './names';
import {
  CDK8S_YAML,
  GITIGNORE,
  JEST_CONFIG,
  MAIN,
  MAIN_OF_ENVIRONMENTS,
  packageJson,
  PROOF,
  PROOF_OF_ENVIRONMENTS,
  TSCONFIG,
} from './project-files';

/** Names of files that a chart's file may not take. */
const RESERVED_FILES = new Set(['main', 'charts', 'jest-config']);

/** Every file of the generated app: charts, what they read, the test that proves them and the project around. */
export async function appFiles(charts: readonly AdoptedChart[], originals: Originals): Promise<AppFile[]> {
  const isOne = Array.isArray(originals);
  const environments: readonly string[] = isOne ? [] : [...(originals as Environments).keys()];
  const code = await Promise.all(
    charts.map(async (chart) => codeFile(`${fileNameOf(chart)}.ts`, await printFile(chartFile(chart)))),
  );
  return [
    codeFile('main.ts', isOne ? MAIN : MAIN_OF_ENVIRONMENTS),
    codeFile('charts.ts', await printFile(chartsFile(charts, environments))),
    ...code,
    ...charts.flatMap(({ files }) => files),
    codeFile('test/adopted.test.ts', isOne ? PROOF : PROOF_OF_ENVIRONMENTS),
    ...(isOne
      ? originalFiles('test/originals', originals as readonly Manifest[])
      : [...(originals as Environments)].flatMap(([name, each]) => originalFiles(`test/originals/${name}`, each))),
    codeFile('package.json', packageJson()),
    codeFile('tsconfig.json', TSCONFIG),
    codeFile('jest.config.js', JEST_CONFIG),
    codeFile('cdk8s.yaml', CDK8S_YAML),
    codeFile('.gitignore', GITIGNORE),
  ];
}

/** The manifests of each environment. */
export type Environments = ReadonlyMap<string, readonly Manifest[]>;

/** The manifests that were adopted: those of one rendering, or of each environment. */
export type Originals = readonly Manifest[] | Environments;

/** The manifests as they were read; the values of Secrets in a file of their own. */
function originalFiles(folder: string, originals: readonly Manifest[]): AppFile[] {
  const isSecret = ({ kind }: Manifest) => kind === 'Secret';
  const secrets = originals.filter(isSecret);
  return [
    codeFile(`${folder}/manifests.yaml`, yamlOf(originals.filter((each) => !isSecret(each)))),
    ...(secrets.length === 0 ? [] : [{ ...codeFile(`${folder}/secrets.yaml`, yamlOf(secrets)), isSecret: true }]),
  ];
}

function codeFile(path: string, content: string): AppFile {
  return { path, content, isSecret: false };
}

/** Base name of the file of a chart. */
export function fileNameOf({ name }: AdoptedChart): string {
  return RESERVED_FILES.has(name) ? `${name}-chart` : name;
}

/** `charts.ts`: for each environment, or for the only one there is, a function that makes its charts. */
function chartsFile(charts: readonly AdoptedChart[], environments: readonly string[]): t.Statement[] {
  const imports = new Imports();
  const functions =
    environments.length === 0
      ? [addFunction('addCharts', 'Every adopted chart.', charts, imports)]
      : environments.map((environment) =>
          addFunction(
            `add${pascalCase(environment)}`,
            `The charts of ${environment}.`,
            charts.filter(({ renderings }) => renderings?.includes(environment)),
            imports,
            environment,
          ),
        );
  const table = environments.length === 0 ? [] : [environmentTable(environments)];
  return [...imports.statements(), ...functions, ...table];
}

function addFunction(
  name: string,
  comment: string,
  charts: readonly AdoptedChart[],
  imports: Imports,
  environment?: string,
): t.Statement {
  const posture = t.memberExpression(imports.value('cdk8s-patterns', 'Posture'), t.identifier('MINIMAL'));
  const scope = t.identifier('scope');
  scope.typeAnnotation = t.tsTypeAnnotation(t.tsTypeReference(imports.type('constructs', 'Construct')));
  const apply = t.callExpression(t.memberExpression(posture, t.identifier('applyTo')), [t.identifier('scope')]);
  const minimal = t.addComment(
    t.expressionStatement(apply),
    'leading',
    ' Nothing is added that the adopted manifests did not say.',
    true,
  );
  const printer = new ExpressionPrinter(imports);
  const made = charts.map((chart) => {
    const type = imports.value(`./${fileNameOf(chart)}`, pascalCase(chart.name));
    const values = (chart.parameters ?? []).map((each) => [each.name, each.values.get(environment ?? '')] as const);
    const props = values.length === 0 ? [] : [printer.print(object(Object.fromEntries(values)))];
    return t.expressionStatement(t.newExpression(type, [t.identifier('scope'), t.stringLiteral(chart.name), ...props]));
  });
  const add = t.functionDeclaration(t.identifier(name), [scope], t.blockStatement([minimal, ...made]));
  add.returnType = t.tsTypeAnnotation(t.tsVoidKeyword());
  return t.addComment(t.exportNamedDeclaration(add), 'leading', `* ${comment} `);
}

/** The functions by the environment's name. */
function environmentTable(environments: readonly string[]): t.Statement {
  const table = t.objectExpression(
    environments.map((name) => t.objectProperty(t.stringLiteral(name), t.identifier(`add${pascalCase(name)}`))),
  );
  const made = t.variableDeclaration('const', [t.variableDeclarator(t.identifier('environments'), table)]);
  return t.addComment(t.exportNamedDeclaration(made), 'leading', '* What makes the charts of each environment. ');
}

/** Manifests as YAML 1.1, as Kubernetes reads it. */
function yamlOf(manifests: readonly Manifest[]): string {
  return manifests
    .map((each) => stringify(each, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }))
    .join('---\n');
}
