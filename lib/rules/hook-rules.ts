import { ARGO_CD_HOOK, HELM_HOOK } from '../kubernetes/hook-annotations';
import {
  ARGO_CD_DELETE_POLICIES,
  ARGO_CD_PHASES,
  HELM_DELETE_POLICIES,
  HELM_EVENT_NAMES,
} from '../kubernetes/hook-event';
import { type Check, type Field, formatValue } from './field';
import { oneOf } from './names';
import { isGiven } from './probe-rules';

// Sources: https://helm.sh/docs/topics/charts_hooks/ and
// https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/. Both tools ignore what they do not know:
// a hook with an unknown event never runs, and a weight that is not an integer is 0.

const RULES: ReadonlyMap<string, Check> = new Map([
  [HELM_HOOK.events, eachOf(oneOf(...HELM_EVENT_NAMES))],
  [HELM_HOOK.weight, wholeNumber],
  [HELM_HOOK.deletePolicy, eachOf(oneOf(...HELM_DELETE_POLICIES))],
  [ARGO_CD_HOOK.phase, eachOf(oneOf(...ARGO_CD_PHASES))],
  [ARGO_CD_HOOK.wave, wholeNumber],
  [ARGO_CD_HOOK.deletePolicy, eachOf(oneOf(...ARGO_CD_DELETE_POLICIES))],
]);

/** The annotations that make an object a hook. */
export function checkHooks(object: Field): void {
  const annotations = object.at('metadata').at('annotations');
  if (!isGiven(annotations)) return;
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
