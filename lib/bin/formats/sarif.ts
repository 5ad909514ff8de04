import { packageVersion } from '../package-version';
import { type Problem } from './problem';

/** A SARIF 2.1.0 log, as GitHub code scanning and editors read it. `meanings` tells what each rule finds. */
export function sarifLog(problems: readonly Problem[], meanings: Readonly<Record<string, string>>): string {
  const rules = Object.entries(meanings).map(([id, text]) => ({ id, shortDescription: { text } }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdk8s-patterns', version: packageVersion(), rules } },
        results: problems.map(result),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function result({ rule, level, object, path, message, file, line, column }: Problem): object {
  const region = line === undefined ? {} : { region: { startLine: line, startColumn: column ?? 1 } };
  const physical =
    file === undefined ? {} : { physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region } };
  const logical =
    object === '' ? {} : { logicalLocations: [{ name: object, fullyQualifiedName: `${object} ${path}`.trim() }] };
  return {
    ruleId: rule,
    level,
    message: { text: message },
    locations: file === undefined && object === '' ? [] : [{ ...physical, ...logical }],
  };
}

/** A path as the reference that a URI is. */
function uriOf(file: string): string {
  return file.split(/[\\/]/).map(encodeURIComponent).join('/');
}
