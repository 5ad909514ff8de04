import { type Manifest } from '../testing/equivalence/manifest';
import { isAtLeast } from '../upgrade/consequence';
import { consequences } from '../upgrade/consequences';
import { renderConsequences, renderConsequencesMarkdown } from '../upgrade/render-consequences';
import { clusterObjects } from '../verdict/cluster-objects';
import { VerdictServer } from '../verdict/verdict-server';
import { asCommandError, versionsOf } from './check-command';
import { CommandError } from './command-error';
import { ExitStatus } from './exit-status';
import { isGitRevision, readGitRevision } from './git-revision';
import { oneOf, parseOptions } from './parse-options';
import { readOperand } from './read-operand';
import { type Terminal } from './terminal';
import { toJson } from './to-json';
import { USAGE } from './usage';

const OPTIONS = {
  kubernetes: { type: 'string' },
  'default-namespace': { type: 'string' },
  'fail-on': { type: 'string', default: 'refused' },
  'no-prune': { type: 'boolean' },
  all: { type: 'boolean' },
  output: { type: 'string', default: 'text' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `upgrade OLD NEW`: prints what applying NEW in place of OLD does. */
export async function upgradeCommand(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    terminal.write(USAGE);
    return ExitStatus.EQUIVALENT;
  }
  const format = oneOf('output', values.output, ['text', 'markdown', 'json']);
  const threshold = oneOf('fail-on', values['fail-on'], [
    'restart',
    'reduced',
    'downtime',
    'refused',
    'data-loss',
    'never',
  ]);
  const versions = values.kubernetes === undefined ? [] : versionsOf(values.kubernetes);
  if (versions.length > 1) throw new CommandError('upgrade takes one version with --kubernetes');
  const [oldName, newName] = positionals;
  if (oldName === undefined || newName === undefined || positionals.length > 2) {
    throw new CommandError(`upgrade takes two operands, OLD and NEW, got ${positionals.join(' ') || 'none'}`);
  }
  if (oldName === '-' && newName === '-') throw new CommandError('only one of OLD and NEW can be standard input');

  const old = await readState(oldName, terminal);
  const next = await readState(newName, terminal);
  const [version] = versions;
  const defaultNamespace = values['default-namespace'];
  const all = asCommandError(() => {
    const server = version === undefined ? undefined : VerdictServer.of(version);
    server?.give(clusterObjects([...old, ...next]));
    const verdict =
      server && ((change: object) => server.ask({ ...(change as { object: Manifest }), namespace: defaultNamespace }));
    return consequences(old, next, { prune: values['no-prune'] !== true, defaultNamespace, verdict });
  });

  if (format === 'json') {
    terminal.write(`${toJson(all)}\n`);
  } else if (format === 'markdown') {
    terminal.write(`${renderConsequencesMarkdown(all, { all: values.all })}\n`);
  } else {
    const color = values['no-color'] === true ? false : (values.color ?? terminal.color);
    terminal.write(`${renderConsequences(all, { color, all: values.all })}\n`);
  }
  if (threshold === 'never') return ExitStatus.EQUIVALENT;
  return all.some(({ severity }) => isAtLeast(severity, threshold)) ? ExitStatus.DIFFERENT : ExitStatus.EQUIVALENT;
}

async function readState(operand: string, terminal: Terminal): Promise<Manifest[]> {
  return isGitRevision(operand) ? readGitRevision(operand) : readOperand(operand, terminal);
}
