import { type Check, type Field, formatValue } from './field';
import { oneOf } from './names';

// Sources: https://helm.sh/docs/topics/charts_hooks/ and
// https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/. Both tools pass over what they do not know:
// an unknown event makes a hook that never runs, an unreadable weight is 0.

const RULES: ReadonlyMap<string, Check> = new Map([
  [
    'helm.sh/hook',
    eachOf(
      oneOf(
        'pre-install',
        'post-install',
        'pre-delete',
        'post-delete',
        'pre-upgrade',
        'post-upgrade',
        'pre-rollback',
        'post-rollback',
        'test',
        // Helm 2's name of test, which Helm 3 and 4 still take.
        'test-success',
      ),
    ),
  ],
  ['helm.sh/hook-weight', wholeNumber],
  ['helm.sh/hook-delete-policy', eachOf(oneOf('before-hook-creation', 'hook-succeeded', 'hook-failed'))],
  [
    'argocd.argoproj.io/hook',
    eachOf(oneOf('PreSync', 'Sync', 'PostSync', 'SyncFail', 'PostDelete', 'PreDelete', 'Skip')),
  ],
  ['argocd.argoproj.io/sync-wave', wholeNumber],
  ['argocd.argoproj.io/hook-delete-policy', eachOf(oneOf('BeforeHookCreation', 'HookSucceeded', 'HookFailed'))],
]);

/** The annotations that make an object a hook. */
export function checkHooks(object: Field): void {
  const annotations = object.at('metadata').at('annotations');
  for (const [key, check] of RULES) {
    const annotation = annotations.at(key);
    if (annotation.value !== undefined && annotation.value !== null) annotation.required(check);
  }
}

/** Several words after each other, separated by commas. */
function eachOf(check: Check): Check {
  return (value) => {
    if (typeof value !== 'string') return check(value);
    for (const word of value.split(',')) {
      const problem = check(word.trim());
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

function wholeNumber(value: unknown): string | undefined {
  return typeof value === 'string' && /^[+-]?\d+$/.test(value)
    ? undefined
    : `must be a whole number in quotes, got ${formatValue(value)}`;
}
