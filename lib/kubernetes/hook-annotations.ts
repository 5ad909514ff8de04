/** Annotations, by key. */
export interface Annotations {
  readonly [key: string]: string;
}

/** The annotations by which Helm knows a hook. */
export const HELM_HOOK = {
  events: 'helm.sh/hook',
  weight: 'helm.sh/hook-weight',
  deletePolicy: 'helm.sh/hook-delete-policy',
} as const;

/** The annotations by which Argo CD knows a hook. */
export const ARGO_CD_HOOK = {
  phase: 'argocd.argoproj.io/hook',
  wave: 'argocd.argoproj.io/sync-wave',
  deletePolicy: 'argocd.argoproj.io/hook-delete-policy',
} as const;

/**
 * Argo CD's phase for a Helm event. It has none for rollbacks and tests, and PreDelete since 3.3.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks
 */
const ARGO_CD_PHASES: { readonly [helmEvent: string]: string } = {
  'pre-install': 'PreSync',
  'pre-upgrade': 'PreSync',
  'post-install': 'PostSync',
  'post-upgrade': 'PostSync',
  'pre-delete': 'PreDelete',
  'post-delete': 'PostDelete',
};

const ARGO_CD_DELETE_POLICIES: { readonly [helmPolicy: string]: string } = {
  'before-hook-creation': 'BeforeHookCreation',
  'hook-succeeded': 'HookSucceeded',
  'hook-failed': 'HookFailed',
};

/** The words of a comma-separated annotation. */
export function annotationWords(value: string): string[] {
  return value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** The annotations without those that make a hook of the object, for Helm or Argo CD. */
export function withoutHookAnnotations(annotations: Annotations): Annotations {
  const known: string[] = [...Object.values(HELM_HOOK), ...Object.values(ARGO_CD_HOOK)];
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => !known.includes(key)));
}

/**
 * The annotations with a Helm hook said in Argo CD's words; annotations without a Helm hook come back as they are.
 *
 * @returns nothing when Argo CD would never apply the object, which is so for tests and rollbacks
 */
export function argoCdAnnotations(annotations: Annotations): Annotations | undefined {
  const events = annotations[HELM_HOOK.events];
  if (events === undefined) {
    return annotations;
  }
  const phases = new Set(annotationWords(events).flatMap((event) => ARGO_CD_PHASES[event] ?? []));
  if (phases.size === 0) {
    return undefined;
  }
  const weight = annotations[HELM_HOOK.weight];
  const policies = annotationWords(annotations[HELM_HOOK.deletePolicy] ?? '').flatMap(
    (policy) => ARGO_CD_DELETE_POLICIES[policy] ?? [],
  );
  return {
    ...withoutHookAnnotations(annotations),
    [ARGO_CD_HOOK.phase]: [...phases].join(','),
    ...(weight === undefined ? {} : { [ARGO_CD_HOOK.wave]: weight }),
    ...(policies.length === 0 ? {} : { [ARGO_CD_HOOK.deletePolicy]: policies.join(',') }),
  };
}
