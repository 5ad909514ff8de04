import { adopt } from '../adopt/adopt';
import { type Coverage, coverageOf } from '../adopt/coverage';
import { FolderInUse, refuseUsed, writeApp } from '../adopt/write-app';
import { type appFiles as AppFiles } from '../adopt/print/app-files';
import { type AppFile } from '../adopt/model/proposal';
import { CommandError } from './command-error';
import { ExitStatus } from './exit-status';
import { oneOf, parseOptions } from './parse-options';
import { readOperand } from './read-operand';
import { type Terminal } from './terminal';
import { toJson } from './to-json';
import { USAGE } from './usage';

const OPTIONS = {
  out: { type: 'string' },
  output: { type: 'string', default: 'text' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Packages that only this command needs, so that they are optional dependencies. */
const PRINTER_PACKAGES = ['@babel/generator', '@babel/types', 'prettier'];

type Printer = { readonly appFiles: typeof AppFiles };

/** `adopt FILE... --out DIR`: writes a cdk8s app that makes the manifests. */
export async function adoptCommand(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    terminal.write(USAGE);
    return ExitStatus.EQUIVALENT;
  }
  const format = oneOf('output', values.output, ['text', 'json']);
  const out = values.out;
  if (out === undefined || out === '') throw new CommandError('adopt needs --out DIR, the folder for the app');
  if (positionals.length === 0) throw new CommandError('adopt takes one operand or more, got none');
  if (positionals.filter((operand) => operand === '-').length > 1) {
    throw new CommandError('only one operand can be standard input');
  }
  explained(() => refuseUsed(out, out));

  const manifests = [];
  for (const operand of positionals) manifests.push(...(await readOperand(operand, terminal.stdin)));
  const { appFiles } = printer();
  const charts = adopt(manifests);
  const files = await appFiles(charts, manifests);
  explained(() => writeApp(out, files));

  const coverage = coverageOf(charts, files);
  terminal.write(format === 'json' ? `${toJson(coverage)}\n` : summary(out, coverage, files));
  return ExitStatus.EQUIVALENT;
}

/** The part that prints code, with the packages that only it needs. */
function printer(): Printer {
  try {
    return require('../adopt/print/app-files') as Printer;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND';
    if (!missing) throw error;
    throw new CommandError(`adopt needs packages that are not installed: npm install ${PRINTER_PACKAGES.join(' ')}`);
  }
}

function explained(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (error instanceof FolderInUse) throw new CommandError(error.message);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CommandError(`the app cannot be written: ${message}`);
  }
}

function summary(out: string, coverage: Coverage, files: readonly AppFile[]): string {
  const { objects, inConstructs, asTheyAre, fields, fieldsInPatches, codeLines, yamlLines } = coverage;
  const percent = (part: number, whole: number) => `${whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10} %`;
  const lines = [
    `${out}: ${files.length} files`,
    `objects: ${objects}, of which constructs make ${inConstructs} (${percent(inConstructs, objects)})`,
    ...(asTheyAre.length === 0 ? [] : [`as they are: ${asTheyAre.join(', ')}`]),
    `fields in JSON patches: ${fieldsInPatches} of ${fields} (${percent(fieldsInPatches, fields)})`,
    `lines: ${codeLines} of code for ${yamlLines} of YAML`,
    ...(files.some(({ isSecret }) => isSecret)
      ? ['the values of Secrets are in secrets/ and test/originals/secrets.yaml, which .gitignore leaves out']
      : []),
    `prove it: cd ${out} && npm install && npm test`,
  ];
  return `${lines.join('\n')}\n`;
}
