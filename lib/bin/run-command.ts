import { ManifestError } from '../testing/equivalence/manifest-error';
import { printable } from '../testing/printable';
import { CommandError } from './command-error';
import { didYouMean } from './did-you-mean';
import { ExitStatus } from './exit-status';
import { type Terminal } from './terminal';
import { USAGE } from './usage';
import { packageVersion } from './package-version';

/**
 * Runs the command line `cdk8s-patterns`. Nothing is thrown: what goes wrong is one line on standard error.
 *
 * @param args the arguments after the program's name
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    const problems = error instanceof ManifestError ? (error.all ?? [error]) : [error];
    for (const problem of problems) terminal.warn(`cdk8s-patterns: ${printable(problemOf(problem))}\n`);
    return ExitStatus.REFUSED;
  }
}

const COMMANDS = ['equivalent', 'diff', 'normalize', 'check', 'upgrade', 'adopt', 'help'];

type Command = (args: readonly string[], terminal: Terminal) => Promise<ExitStatus>;

/** Runs a command. Each is loaded only when it is called, so that the others start faster. */
async function dispatch([command, ...rest]: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  switch (command) {
    case 'equivalent':
    case 'diff':
      return (require('./equivalent-command') as { equivalentCommand: Command }).equivalentCommand(rest, terminal);
    case 'normalize':
      return (require('./normalize-command') as { normalizeCommand: Command }).normalizeCommand(rest, terminal);
    case 'check':
      return (require('./check-command') as { checkCommand: Command }).checkCommand(rest, terminal);
    case 'upgrade':
      return (require('./upgrade-command') as { upgradeCommand: Command }).upgradeCommand(rest, terminal);
    case 'adopt':
      return (require('./adopt-command') as { adoptCommand: Command }).adoptCommand(rest, terminal);
    case '-h':
    case '--help':
    case 'help':
      terminal.write(USAGE);
      return ExitStatus.EQUIVALENT;
    case '--version':
      terminal.write(`${packageVersion()}\n`);
      return ExitStatus.EQUIVALENT;
    case undefined:
      throw new CommandError(
        'no command, expected equivalent, normalize, check, upgrade or adopt; see cdk8s-patterns --help',
      );
    default:
      throw new CommandError(
        `unknown command ${JSON.stringify(command)}${didYouMean(command, COMMANDS)}, expected equivalent, normalize, check, upgrade or adopt`,
      );
  }
}

/** What went wrong in one line. An error that is neither the user's nor foreseen is ours, and says so. */
function problemOf(error: unknown): string {
  if (error instanceof ManifestError || error instanceof CommandError) return error.message;
  const text = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).replace(/\s+/g, ' ');
  return `${text.slice(0, 300)} (a defect of cdk8s-patterns: please report it with the input)`;
}
