import { type Manifest } from '../testing/equivalence/manifest';
import { check } from '../verdict/check';
import { KUBERNETES_VERSIONS, kubernetesVersion, type KubernetesVersion } from '../verdict/kubernetes-version';
import { VerdictPackageError } from '../verdict/verdict-package';
import { CommandError } from './command-error';
import { ExitStatus } from './exit-status';
import { CHECK_FORMATS, renderCheck } from './formats/render-check';
import { oneOf, parseOptions } from './parse-options';
import { readOperand } from './read-operand';
import { type Terminal } from './terminal';
import { USAGE } from './usage';
import { writeOutput } from './write-output';

const OPTIONS = {
  kubernetes: { type: 'string' },
  'default-namespace': { type: 'string' },
  output: { type: 'string', default: 'text' },
  'output-file': { type: 'string', short: 'o' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `check FILES… --kubernetes 1.34`: prints what the API servers of these versions would refuse. */
export async function checkCommand(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    terminal.write(USAGE);
    return ExitStatus.EQUIVALENT;
  }
  const format = oneOf('output', values.output, CHECK_FORMATS);
  const kubernetes = versionsOf(values.kubernetes);
  if (positionals.length === 0) throw new CommandError('check takes files, folders or -, got none');
  const manifests: Manifest[] = [];
  for (const operand of positionals) manifests.push(...(await readOperand(operand, terminal)));

  const result = asCommandError(() => check(manifests, { kubernetes, defaultNamespace: values['default-namespace'] }));
  const file = values['output-file'];
  const color = values['no-color'] === true ? false : (values.color ?? (terminal.color && file === undefined));
  const text = renderCheck(format, result, color);
  if (file === undefined) terminal.write(text);
  else writeOutput(file, text);
  return result.refused > 0 ? ExitStatus.DIFFERENT : ExitStatus.EQUIVALENT;
}

/**
 * The versions that an option names, separated by commas.
 *
 * @throws CommandError when there is none, or one that is not supported
 */
export function versionsOf(option: string | undefined): KubernetesVersion[] {
  if (option === undefined) {
    throw new CommandError(`--kubernetes is missing, expected ${KUBERNETES_VERSIONS.join(', ')} or several of them`);
  }
  try {
    return option.split(',').map(kubernetesVersion);
  } catch (error) {
    throw new CommandError(`--kubernetes: ${(error as Error).message}`);
  }
}

/** A package that is missing is the user's to install, and no defect. */
export function asCommandError<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof VerdictPackageError) throw new CommandError(error.message);
    throw error;
  }
}
