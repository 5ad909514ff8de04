import { stringify } from 'yaml';
import { normalize } from '../testing/equivalence/normalize';
import { CommandError } from './command-error';
import { ExitStatus } from './exit-status';
import { COMMON_OPTIONS, oneOf, parseOptions, UPGRADE_DEFAULTS } from './parse-options';
import { readOperand } from './read-operand';
import { type Terminal } from './terminal';
import { toJson } from './to-json';
import { USAGE } from './usage';

const OPTIONS = { ...COMMON_OPTIONS, output: { type: 'string', default: 'yaml' } } as const;

/** `normalize FILE...`: prints manifests in the form in which they are compared. */
export async function normalizeCommand(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    terminal.write(USAGE);
    return ExitStatus.EQUIVALENT;
  }
  const format = oneOf('output', values.output, ['yaml', 'json']);
  const upgradeDefaults = oneOf('upgrade-defaults', values['upgrade-defaults'], UPGRADE_DEFAULTS);
  if (positionals.length === 0) throw new CommandError('normalize takes one operand or more, got none');
  if (positionals.filter((operand) => operand === '-').length > 1) {
    throw new CommandError('only one operand can be standard input');
  }

  const written = [];
  for (const operand of positionals) written.push(...(await readOperand(operand, terminal)));
  const { manifests } = normalize(written, { upgradeDefaults, defaultNamespace: values['default-namespace'] });

  if (format === 'json') terminal.write(`${toJson(manifests)}\n`);
  // YAML 1.1, as Kubernetes reads it: there a plain yes or 0x10 is no string and must be quoted.
  else terminal.write(manifests.map((each) => stringify(each, { version: '1.1', lineWidth: 0 })).join('---\n'));
  return ExitStatus.EQUIVALENT;
}
