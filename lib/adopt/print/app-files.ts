import * as t from '@babel/types';
import { stringify } from 'yaml';
import { type Manifest } from '../../testing/equivalence/manifest';
import { type AdoptedChart } from '../model/adoption';
import { type AppFile } from '../model/proposal';
import { chartFile } from './chart-file';
import { printFile } from './format';
import { Imports } from './imports';
import { pascalCase } from './names';
import { GITIGNORE, JEST_CONFIG, MAIN, packageJson, PROOF, TSCONFIG, CDK8S_YAML } from './project-files';

/** Names of files that a chart's file may not take. */
const RESERVED_FILES = new Set(['main', 'charts', 'jest-config']);

/** Every file of the generated app: charts, what they read, the test that proves them and the project around. */
export async function appFiles(charts: readonly AdoptedChart[], originals: readonly Manifest[]): Promise<AppFile[]> {
  const code = await Promise.all(
    charts.map(async (chart) => codeFile(`${fileNameOf(chart)}.ts`, await printFile(chartFile(chart)))),
  );
  const isSecret = ({ kind }: Manifest) => kind === 'Secret';
  const secrets = originals.filter(isSecret);
  return [
    codeFile('main.ts', MAIN),
    codeFile('charts.ts', await printFile(chartsFile(charts))),
    ...code,
    ...charts.flatMap(({ files }) => files),
    codeFile('test/adopted.test.ts', PROOF),
    codeFile('test/originals/manifests.yaml', yamlOf(originals.filter((each) => !isSecret(each)))),
    ...(secrets.length === 0 ? [] : [{ ...codeFile('test/originals/secrets.yaml', yamlOf(secrets)), isSecret: true }]),
    codeFile('package.json', packageJson()),
    codeFile('tsconfig.json', TSCONFIG),
    codeFile('jest.config.js', JEST_CONFIG),
    codeFile('cdk8s.yaml', CDK8S_YAML),
    codeFile('.gitignore', GITIGNORE),
  ];
}

function codeFile(path: string, content: string): AppFile {
  return { path, content, isSecret: false };
}

/** Base name of the file of a chart. */
export function fileNameOf({ name }: AdoptedChart): string {
  return RESERVED_FILES.has(name) ? `${name}-chart` : name;
}

/** `charts.ts`: one instance of every chart. */
function chartsFile(charts: readonly AdoptedChart[]): t.Statement[] {
  const imports = new Imports();
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
  const made = charts.map((chart) => {
    const name = imports.value(`./${fileNameOf(chart)}`, pascalCase(chart.name));
    return t.expressionStatement(t.newExpression(name, [t.identifier('scope'), t.stringLiteral(chart.name)]));
  });
  const body = t.blockStatement([minimal, ...made]);
  const add = t.functionDeclaration(t.identifier('addCharts'), [scope], body);
  add.returnType = t.tsTypeAnnotation(t.tsVoidKeyword());
  return [...imports.statements(), t.addComment(t.exportNamedDeclaration(add), 'leading', '* Every adopted chart. ')];
}

/** Manifests as YAML 1.1, as Kubernetes reads it. */
function yamlOf(manifests: readonly Manifest[]): string {
  return manifests
    .map((each) => stringify(each, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }))
    .join('---\n');
}
