import { type HelmHook } from '../kubernetes/helm-hook';
import { HELM_HOOK } from '../kubernetes/hook-annotations';
import { HELM_DELETE_POLICIES, HELM_EVENT_NAMES, HookDeletePolicy } from '../kubernetes/hook-event';
import { orderingProblems } from '../kubernetes/hook-order';
import { type HelmFinding, HelmRule } from './helm-finding';
import { type CheckedObject } from './hook-object';

/** Returns the findings about the hooks of a chart. */
export function hookFindings(objects: readonly CheckedObject[]): HelmFinding[] {
  return objects.flatMap((object) => [
    ...(object.hook ? ownFindings(object, object.hook) : []),
    ...object.needs.flatMap((need) =>
      objects
        .filter((o) => o.kind === need.kind && o.name === need.name)
        .flatMap((needed) => orderFindings(object, needed)),
    ),
  ]);
}

function ownFindings({ path, kind, name }: CheckedObject, hook: HelmHook): HelmFinding[] {
  const findings: HelmFinding[] = [];
  const refuse = (rule: HelmRule, message: string): number => findings.push({ rule, refused: true, path, message });
  const unknown = hook.events.filter((e) => !HELM_EVENT_NAMES.includes(e));
  if (unknown.length > 0 || hook.events.length === 0) {
    const got = unknown.length > 0 ? unknown.join(', ') : 'none';
    refuse(
      HelmRule.HOOK_EVENT,
      `helm drops ${kind} ${name}, because it does not know all its events (got ${got}); known are ${HELM_EVENT_NAMES.join(', ')}`,
    );
  }
  if (hook.weightText !== undefined && !/^[-+]?\d+$/.test(hook.weightText)) {
    refuse(
      HelmRule.HOOK_WEIGHT,
      `${HELM_HOOK.weight} must be an integer in quotes, got '${hook.weightText}', which helm reads as 0`,
    );
  }
  const strange = hook.policies?.filter((p) => !HELM_DELETE_POLICIES.includes(p)) ?? [];
  if (strange.length > 0) {
    refuse(
      HelmRule.HOOK_POLICY,
      `${HELM_HOOK.deletePolicy} must be of ${HELM_DELETE_POLICIES.join(', ')}, got ${strange.join(', ')}`,
    );
  } else if (hook.policies && !hook.policies.includes(HookDeletePolicy.BEFORE_HOOK_CREATION)) {
    findings.push({
      rule: HelmRule.HOOK_POLICY,
      refused: false,
      path,
      message:
        `${kind} ${name} stays when a run is interrupted, and the next one fails (helm 3) or does not run it (helm 4): ` +
        `add ${HookDeletePolicy.BEFORE_HOOK_CREATION} to ${hook.policies.join(',')}`,
    });
  }
  if (kind === 'PersistentVolumeClaim') {
    refuse(
      HelmRule.HOOK_CLAIM,
      `the claim ${name} is a hook: helm deletes it with what it holds before it runs again, and uninstall leaves it`,
    );
  }
  return findings;
}

function orderFindings(object: CheckedObject, needed: CheckedObject): HelmFinding[] {
  const { path, kind, name } = object;
  return orderingProblems(object.json, needed.json).map(({ message, isStale }) => ({
    rule: isStale ? HelmRule.HOOK_STALE : HelmRule.HOOK_ORDER,
    refused: !isStale,
    path,
    message: `${kind} ${name} needs ${needed.kind} ${needed.name}, which ${message}`,
  }));
}
