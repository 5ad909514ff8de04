import { adopt } from '../adopt/adopt';
import { mergeRenderings } from '../adopt/merge/merge-charts';
import { type AdoptedChart } from '../adopt/model/adoption';
import { type Manifest } from '../testing/equivalence/manifest';
import { helmTemplate, isChart } from './helm-template';
import { type Coverage, coverageOf } from '../adopt/coverage';
import { FolderInUse, refuseUsed, writeApp } from '../adopt/write-app';
import { type appFiles as AppFiles, type Originals } from '../adopt/print/app-files';
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
  rendering: { type: 'string', multiple: true },
  values: { type: 'string', multiple: true },
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
  explained(() => refuseUsed(out, out));

  const { renderings = [], values: files = [] } = { renderings: values.rendering, values: values.values };
  const read = renderings.length + files.length > 0 ? environments : single;
  const { originals, charts, leftOut } = await read(positionals, terminal, { renderings, files });
  const written = await printer().appFiles(charts, originals);
  explained(() => writeApp(out, written));

  const coverage = coverageOf(charts, written);
  terminal.write(format === 'json' ? `${toJson(coverage)}\n` : summary(out, coverage, written, leftOut));
  return ExitStatus.EQUIVALENT;
}

/** What was read, and the charts that make it. */
interface Adopted {
  readonly originals: Originals;
  readonly charts: readonly AdoptedChart[];
  /** What no API server takes, and is not adopted therefore. */
  readonly leftOut: readonly string[];
}

/** One set of manifests: all operands together. */
async function single(operands: readonly string[], terminal: Terminal): Promise<Adopted> {
  if (operands.length === 0) throw new CommandError('adopt takes one operand or more, got none');
  if (operands.filter((operand) => operand === '-').length > 1) {
    throw new CommandError('only one operand can be standard input');
  }
  const read: Manifest[] = [];
  for (const operand of operands) read.push(...(await readOperand(operand, terminal)));
  const { objects, leftOut } = withoutKustomizations(read);
  return { originals: objects, charts: adopt(objects), leftOut };
}

/** Several renderings of one chart, each an environment. */
async function environments(
  operands: readonly string[],
  terminal: Terminal,
  { renderings, files }: { readonly renderings: readonly string[]; readonly files: readonly string[] },
): Promise<Adopted> {
  const originals = new Map<string, readonly Manifest[]>();
  const add = (name: string, manifests: readonly Manifest[]) => {
    if (originals.has(name)) throw new CommandError(`the environment ${name} is given twice`);
    originals.set(name, withoutKustomizations(manifests).objects);
  };
  for (const rule of renderings) {
    const [name, operand] = named('rendering', rule);
    add(name, await readOperand(operand, terminal));
  }
  const [chart] = operands;
  if (files.length === 0 && chart !== undefined) {
    throw new CommandError(`--rendering names every file that is adopted, got the operand ${chart} as well`);
  }
  if (files.length > 0 && (chart === undefined || operands.length > 1 || !isChart(chart))) {
    throw new CommandError(
      `--values takes one operand, the folder of a Helm chart, got ${operands.join(' ') || 'none'}`,
    );
  }
  for (const rule of files) {
    const [name, file] = named('values', rule);
    add(name, helmTemplate(chart ?? '', file));
  }
  if (originals.size < 2) throw new CommandError('what differs is found between two environments or more, got one');
  const adopted = new Map([...originals].map(([name, manifests]) => [name, adopt(manifests)]));
  return { originals, charts: mergeRenderings(adopted), leftOut: [] };
}

/** `NAME=FILE`, where NAME can be a folder and an identifier. */
function named(option: string, rule: string): [string, string] {
  const [, name, file] = /^([a-z][a-z0-9-]*)=(.+)$/s.exec(rule) ?? [];
  if (name === undefined || file === undefined) {
    throw new CommandError(`--${option} is ${JSON.stringify(rule)}, expected NAME=FILE with a name such as staging`);
  }
  return [name, file];
}

/** A folder of manifests often holds a Kustomization, which is an instruction to kubectl and no object. */
function withoutKustomizations(read: readonly Manifest[]): { objects: Manifest[]; leftOut: string[] } {
  const isObject = ({ apiVersion }: Manifest) => !apiVersion.startsWith('kustomize.config.k8s.io/');
  return {
    objects: read.filter(isObject),
    leftOut: read
      .filter((each) => !isObject(each))
      .map(({ kind, metadata }) => `${kind} ${metadata?.name ?? ''}`.trim()),
  };
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

function summary(out: string, coverage: Coverage, files: readonly AppFile[], leftOut: readonly string[]): string {
  const { objects, inConstructs, asTheyAre, fields, fieldsInPatches, codeLines, yamlLines } = coverage;
  const percent = (part: number, whole: number) => `${whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10} %`;
  const lines = [
    `${out}: ${files.length} files`,
    `objects: ${objects}, of which constructs make ${inConstructs} (${percent(inConstructs, objects)})`,
    ...(asTheyAre.length === 0 ? [] : [`as they are: ${asTheyAre.join(', ')}`]),
    ...(leftOut.length === 0 ? [] : [`left out, for kubectl reads them and no API server: ${leftOut.join(', ')}`]),
    `fields in JSON patches: ${fieldsInPatches} of ${fields} (${percent(fieldsInPatches, fields)})`,
    `lines: ${codeLines} of code for ${yamlLines} of YAML`,
    ...(files.some(({ isSecret }) => isSecret)
      ? ['the values of Secrets are in secrets/ and test/originals, which .gitignore leaves out']
      : []),
    `prove it: cd ${out} && npm install && npm test`,
  ];
  return `${lines.join('\n')}\n`;
}
