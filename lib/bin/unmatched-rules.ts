import { closest } from 'fastest-levenshtein';
import { type Deviation, matchesObject } from '../testing/equivalence/deviations';
import { CommandError } from './command-error';

/** The objects of a comparison, as in `Deployment default/web`. */
export interface ComparedObjects {
  readonly actual: readonly string[];
  readonly expected: readonly string[];
}

/**
 * Refuses rules of the command line that are about no object: most are a typing error, and would be without effect.
 *
 * @throws CommandError with the nearest object
 */
export function refuseUnmatched(
  objects: ComparedObjects,
  rules: { rename: readonly string[]; ignore: readonly Deviation[]; deviation: readonly Deviation[] },
): void {
  const problems: string[] = [];
  for (const name of rules.rename) {
    if (!objects.actual.some((object) => matchesObject(name.includes('/') ? name : `*/${name}`, object))) {
      problems.push(`--rename ${name}: no such object in ACTUAL${nearest(name, objects.actual)}`);
    }
  }
  const all = [...new Set([...objects.actual, ...objects.expected])];
  for (const option of ['ignore', 'deviation'] as const) {
    for (const { object } of rules[option]) {
      if (object !== undefined && !all.some((each) => matchesObject(object, each))) {
        problems.push(`--${option} ${object}: no such object on either side${nearest(object, all)}`);
      }
    }
  }
  if (problems.length > 0) throw new CommandError(problems.join('; '));
}

/** The object whose `Kind/name`, or whose part of it that the rule gives, is nearest to the rule. */
function nearest(rule: string, objects: readonly string[]): string {
  const names = objects.map((object) => {
    const [kind = '', name = ''] = object.split(' ');
    const bare = name.slice(name.indexOf('/') + 1);
    return rule.includes('/') ? `${kind}/${bare}` : /^[A-Z]/.test(rule) ? kind : bare;
  });
  return names.length === 0 ? '' : `, did you mean ${closest(rule, names)}?`;
}
