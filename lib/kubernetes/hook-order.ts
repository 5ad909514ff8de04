import { annotationsOf, helmHookOf, type HelmHook, hookWeight, isDeletedAfterSuccess } from './helm-hook';
import { annotationWords, ARGO_CD_HOOK } from './hook-annotations';

/** Why an object is not there when another one needs it. */
export interface OrderingProblem {
  /** A sentence part that follows the name of the needed object. */
  readonly message: string;
  /** Whether the object can exist in an old version: it is a warning only. */
  readonly isStale: boolean;
}

/** The events that ran before an event in every release, apart from the event itself. */
const EARLIER: { readonly [event: string]: readonly string[] } = {
  'post-install': ['pre-install'],
  'pre-upgrade': ['pre-install', 'post-install'],
  'post-upgrade': ['pre-install', 'post-install', 'pre-upgrade'],
  'pre-rollback': ['pre-install', 'post-install'],
  'post-rollback': ['pre-install', 'post-install', 'pre-rollback'],
  'pre-delete': ['pre-install', 'post-install'],
  'post-delete': ['pre-install', 'post-install', 'pre-delete'],
  test: ['pre-install', 'post-install'],
};

/**
 * Returns why a manifest is not there, or no longer, when another one needs it; undefined when it is.
 *
 * Helm runs the hooks of an event by weight (pkg/action/hooks.go). At equal weight the order depends on names, and on
 * kinds in some versions: a needed hook must have a lower weight. Objects that are not hooks are created after
 * pre-install and deleted before post-delete. Argo CD runs a phase by wave, and within a wave configuration before Jobs.
 */
export function orderingProblems(needing: unknown, needed: unknown): OrderingProblem[] {
  const helm = helmProblems(helmHookOf(needing), helmHookOf(needed));
  const argoCd = argoCdProblem(needing, needed);
  return helm.length > 0 || argoCd === undefined ? helm : [{ message: argoCd, isStale: false }];
}

function helmProblems(needing: HelmHook | undefined, needed: HelmHook | undefined): OrderingProblem[] {
  if (needing) {
    return needing.events.flatMap((event) => (needed ? hookProblem(event, needing, needed) : ordinaryProblem(event)));
  }
  if (needed === undefined) {
    return [];
  }
  if (isDeletedAfterSuccess(needed)) {
    return refused('is a hook that is deleted when its event is over (hook-succeeded), and this object is not a hook');
  }
  return needed.events.some((event) => event === 'pre-install' || event === 'post-install')
    ? []
    : refused(`is a hook of ${needed.events.join(', ')} only, so it does not exist after an installation`);
}

function hookProblem(event: string, needing: HelmHook, needed: HelmHook): OrderingProblem[] {
  if (needed.events.includes(event)) {
    if (needed.weight < needing.weight) {
      return [];
    }
    const weight =
      needed.weight === needing.weight
        ? 'the same weight, where the order depends on the names, so it can be created'
        : `weight ${needed.weight}, created only`;
    return refused(
      `is a hook of ${weight} after this hook of weight ${needing.weight} at ${event}: give it a lower weight`,
    );
  }
  const ranBefore = needed.events.some((earlier) => EARLIER[event]?.includes(earlier));
  if (!ranBefore) {
    return refused(`is a hook of ${needed.events.join(', ')} only, so it does not exist at ${event}`);
  }
  return isDeletedAfterSuccess(needed)
    ? refused(`is a hook that is deleted when its event is over (hook-succeeded), before ${event}`)
    : [];
}

function ordinaryProblem(event: string): OrderingProblem[] {
  switch (event) {
    case 'pre-install':
      return refused('is not a hook, so it is created only after this pre-install hook');
    case 'post-delete':
      return refused('is not a hook, so it is deleted before this post-delete hook');
    case 'pre-upgrade':
    case 'pre-rollback':
      return [
        {
          message: `is not a hook: at ${event} it has the content of the revision before, or is missing when that revision has none`,
          isStale: true,
        },
      ];
    default:
      return [];
  }
}

function refused(message: string): OrderingProblem[] {
  return [{ message, isStale: false }];
}

function argoCdProblem(needing: unknown, needed: unknown): string | undefined {
  const [phase, wave] = argoCdTime(needing);
  const [neededPhase, neededWave] = argoCdTime(needed);
  if (phase !== 'PreSync') {
    return undefined;
  }
  if (neededPhase !== 'PreSync') {
    return 'is not a PreSync hook, so it is created only after this PreSync hook';
  }
  return neededWave > wave
    ? `is in wave ${neededWave}, created only after this hook in wave ${wave}: give it a lower wave`
    : undefined;
}

function argoCdTime(manifest: unknown): readonly [string, number] {
  const annotations = annotationsOf(manifest);
  const phase = annotationWords(annotations[ARGO_CD_HOOK.phase] ?? '')[0] ?? 'Sync';
  return [phase, hookWeight(annotations[ARGO_CD_HOOK.wave])];
}
