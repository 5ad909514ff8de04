import { type Deviation } from '../testing/equivalence/deviations';
import { CommandError } from './command-error';

/** `Kind/name:` or `Kind:` before a path: fields begin in lower case, kinds do not. */
const OBJECT = /^((?:[A-Z][A-Za-z0-9*]*|\*)(?:[/ ][^=[]+)?):/;

/**
 * A deviation as it is written on the command line, `[OBJECT:]PATH[=REASON]`, where OBJECT is `Kind`, `Kind/name` or
 * `*`. An equals sign in brackets belongs to the path: `containers[name=app].image`.
 *
 * @param reason what to take for a reason that is not given @default - it must be given
 * @throws CommandError when there is no path, or no reason where it must be given
 */
export function deviationRule(option: string, rule: string, reason?: string): Deviation {
  const object = OBJECT.exec(rule)?.[1];
  const rest = object === undefined ? rule : rule.slice(object.length + 1);
  const path = /^(?:\[[^\]]*\]|[^=[])*/.exec(rest)?.[0] ?? '';
  const given = rest.slice(path.length + 1) || reason;
  if (path === '' || rest.slice(path.length, path.length + 1).replace('=', '') !== '') {
    throw new CommandError(`--${option} is ${JSON.stringify(rule)}, expected [OBJECT:]PATH[=REASON]`);
  }
  if (given === undefined) {
    throw new CommandError(
      `--${option} is ${JSON.stringify(rule)}, which has no reason, expected [OBJECT:]PATH=REASON`,
    );
  }
  return { ...(object === undefined ? {} : { object }), path, reason: given };
}
