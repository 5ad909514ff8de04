import { ManifestError } from '../testing/equivalence/manifest-error';
import { type adoptCommand as AdoptCommand } from './adopt-command';
import { checkCommand } from './check-command';
import { CommandError } from './command-error';
import { equivalentCommand } from './equivalent-command';
import { ExitStatus } from './exit-status';
import { normalizeCommand } from './normalize-command';
import { type Terminal } from './terminal';
import { USAGE } from './usage';
import { packageVersion } from './package-version';
import { upgradeCommand } from './upgrade-command';

/**
 * Runs the command line `cdk8s-patterns`. Nothing is thrown: what goes wrong is one line on standard error.
 *
 * @param args the arguments after the program's name
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    terminal.warn(`cdk8s-patterns: ${problemOf(error)}\n`);
    return ExitStatus.REFUSED;
  }
}

async function dispatch([command, ...rest]: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  switch (command) {
    case 'equivalent':
      return equivalentCommand(rest, terminal);
    case 'normalize':
      return normalizeCommand(rest, terminal);
    case 'check':
      return checkCommand(rest, terminal);
    case 'upgrade':
      return upgradeCommand(rest, terminal);
    case 'adopt':
      // Loaded on demand: it needs the constructs and the printer of code.
      return (require('./adopt-command') as { adoptCommand: typeof AdoptCommand }).adoptCommand(rest, terminal);
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
        `unknown command ${JSON.stringify(command)}, expected equivalent, normalize, check, upgrade or adopt`,
      );
  }
}

/** What went wrong in one line. An error that is neither the user's nor foreseen is ours, and says so. */
function problemOf(error: unknown): string {
  if (error instanceof ManifestError || error instanceof CommandError) return error.message;
  const text = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).replace(/\s+/g, ' ');
  return `${text.slice(0, 300)} (a defect of cdk8s-patterns: please report it with the input)`;
}
