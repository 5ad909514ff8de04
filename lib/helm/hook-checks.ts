import { HookDeletePolicy, HookEvent } from '../lifecycle/hook';
import { HELM_HOOK } from '../lifecycle/hook-annotations';
import { type HelmFinding, HelmRule } from './helm-finding';
import { type CheckedHook, type CheckedObject } from './hook-object';

const EVENTS: readonly string[] = Object.values(HookEvent);
const POLICIES: readonly string[] = Object.values(HookDeletePolicy);

/** What is wrong with the hooks of a chart. */
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

function ownFindings({ path, kind, name }: CheckedObject, hook: CheckedHook): HelmFinding[] {
  const findings: HelmFinding[] = [];
  const refuse = (rule: HelmRule, message: string): number => findings.push({ rule, refused: true, path, message });
  const unknown = hook.events.filter((e) => !EVENTS.includes(e));
  if (unknown.length > 0 || hook.events.length === 0) {
    const got = unknown.length > 0 ? unknown.join(', ') : 'none';
    refuse(
      HelmRule.HOOK_EVENT,
      `helm drops ${kind} ${name}, because it does not know all its events (got ${got}); known are ${EVENTS.join(', ')}`,
    );
  }
  if (hook.weightText !== undefined && !/^[-+]?\d+$/.test(hook.weightText)) {
    refuse(
      HelmRule.HOOK_WEIGHT,
      `${HELM_HOOK.weight} must be an integer in quotes, got '${hook.weightText}', which helm reads as 0`,
    );
  }
  const strange = hook.policies?.filter((p) => !POLICIES.includes(p)) ?? [];
  if (strange.length > 0) {
    refuse(
      HelmRule.HOOK_POLICY,
      `${HELM_HOOK.deletePolicy} must be of ${POLICIES.join(', ')}, got ${strange.join(', ')}`,
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
  const { path, hook, kind, name } = object;
  const what = `${kind} ${name} needs ${needed.kind} ${needed.name}`;
  const refuse = (message: string): HelmFinding => ({
    rule: HelmRule.HOOK_ORDER,
    refused: true,
    path,
    message: `${what}, ${message}`,
  });
  const goesAway = needed.hook?.policies?.includes(HookDeletePolicy.HOOK_SUCCEEDED) ?? false;
  if (!hook) return goesAway ? [refuse('a hook that helm deletes after it has succeeded')] : [];
  return hook.events.flatMap((event): HelmFinding[] => {
    if (!needed.hook) return ordinaryFindings(event, what, path, refuse);
    if (needed.hook.events.includes(event)) {
      if (needed.hook.weight < hook.weight) return [];
      const order = needed.hook.weight === hook.weight ? 'at the same weight, where helm orders by name' : 'later';
      return [
        refuse(
          `which is made ${order}: give it a weight below ${hook.weight} (got ${needed.hook.weight}), at ${event}`,
        ),
      ];
    }
    // What a hook made at the installation stays until its policy says otherwise.
    const madeBefore = event !== 'pre-install' && needed.hook.events.some((e) => e === 'pre-install');
    return madeBefore && !goesAway ? [] : [refuse(`a hook that does not run at ${event}`)];
  });
}

function ordinaryFindings(
  event: string,
  what: string,
  path: string,
  refuse: (message: string) => HelmFinding,
): HelmFinding[] {
  switch (event) {
    case 'pre-install':
      return [refuse('which does not exist yet at pre-install: make it a hook of lower weight')];
    case 'post-delete':
      return [refuse('which is deleted before post-delete')];
    case 'pre-upgrade':
    case 'pre-rollback':
      return [
        {
          rule: HelmRule.HOOK_STALE,
          refused: false,
          path,
          message: `${what}, an ordinary object: at ${event} it is the one of the revision before, or missing when that had none`,
        },
      ];
    default:
      return [];
  }
}
