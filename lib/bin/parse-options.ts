import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CommandError } from './command-error';
import { didYouMean } from './did-you-mean';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The options, typed by their table, and the operands. */
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>
>;

/** The options that every command takes. */
export const COMMON_OPTIONS = {
  'upgrade-defaults': { type: 'string', default: 'target' },
  'default-namespace': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Options;

/** The values of `--upgrade-defaults`. */
export const UPGRADE_DEFAULTS = ['target', 'source'] as const;

/**
 * Splits the arguments of a command into options and operands.
 *
 * @throws CommandError for an option that the command does not have, or one without its value
 */
export function parseOptions<T extends Options>(args: readonly string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // The first sentence says what is wrong; what follows is advice about dashes that fits few cases.
    const [problem = ''] = (error as Error).message.split(/\. |\n/);
    const unknown = /^Unknown option '--([^']*)'/.exec(problem)?.[1];
    const hint =
      unknown === undefined
        ? ''
        : didYouMean(
            `--${unknown}`,
            Object.keys(options).map((name) => `--${name}`),
          );
    throw new CommandError(`${problem.charAt(0).toLowerCase()}${problem.slice(1).replace(/\.$/, '')}${hint}`);
  }
}

/** @throws CommandError when a value is none of those allowed */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    throw new CommandError(`--${option} is ${JSON.stringify(value)}, expected ${allowed.join(', ')}`);
  return found;
}
