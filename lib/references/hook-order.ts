import { isMap } from '../rules/field';
import { type IndexedManifest } from './indexed';

/** When in a release an object is there: always, or as a hook of some events. */
interface HookTimes {
  readonly events: readonly string[];
  readonly weight: number;
  /** Whether it is deleted once its event is over. */
  readonly isGone: boolean;
}

/**
 * Why an object is not there yet, or no longer, when another needs it; undefined when it is.
 *
 * Helm runs hooks by weight, then by name (pkg/action/hooks.go); what is no hook is made after pre-install and deleted
 * before post-delete. Argo CD runs a phase by wave, configuration before jobs within one.
 */
export function lateness(needy: IndexedManifest, needed: IndexedManifest): string | undefined {
  return helmLateness(needy, needed) ?? argoLateness(needy, needed);
}

function helmLateness(needy: IndexedManifest, needed: IndexedManifest): string | undefined {
  const [before, after] = [helmHook(needed), helmHook(needy)];
  if (after === undefined) {
    return before?.isGone === true
      ? 'is a hook that is deleted when its event is over (hook-succeeded), and this object is none'
      : undefined;
  }
  for (const event of after.events) {
    if (before === undefined) {
      if (event === 'pre-install') return 'is no hook, so it is created only after this pre-install hook';
      if (event === 'post-delete') return 'is no hook, so it is deleted before this post-delete hook';
      continue;
    }
    if (!before.events.includes(event)) {
      if (event === 'pre-install') {
        return `is a hook of ${before.events.join(', ')} only, so it is not there at pre-install`;
      }
      continue;
    }
    const isLater = before.weight > after.weight || (before.weight === after.weight && needed.name > needy.name);
    if (isLater) {
      return `is a hook of weight ${before.weight}, created only after this hook of weight ${after.weight}: give it a lower weight`;
    }
  }
  return undefined;
}

function argoLateness(needy: IndexedManifest, needed: IndexedManifest): string | undefined {
  const [phase, wave] = argoTime(needy);
  const [neededPhase, neededWave] = argoTime(needed);
  if (phase !== 'PreSync') return undefined;
  if (neededPhase !== 'PreSync') return 'is no PreSync hook, so it is created only after this PreSync hook';
  return neededWave > wave
    ? `is in wave ${neededWave}, created only after this hook in wave ${wave}: give it a lower wave`
    : undefined;
}

function helmHook(manifest: IndexedManifest): HookTimes | undefined {
  const annotations = annotationsOf(manifest);
  const events = words(annotations['helm.sh/hook']);
  if (events.length === 0) return undefined;
  return {
    events,
    weight: integer(annotations['helm.sh/hook-weight']),
    isGone: words(annotations['helm.sh/hook-delete-policy']).includes('hook-succeeded'),
  };
}

function argoTime(manifest: IndexedManifest): readonly [string, number] {
  const annotations = annotationsOf(manifest);
  const phase = words(annotations['argocd.argoproj.io/hook'])[0] ?? 'Sync';
  return [phase, integer(annotations['argocd.argoproj.io/sync-wave'])];
}

function annotationsOf({ json }: IndexedManifest): Readonly<Record<string, unknown>> {
  const metadata = isMap(json) ? json.metadata : undefined;
  const annotations = isMap(metadata) ? metadata.annotations : undefined;
  return isMap(annotations) ? annotations : {};
}

/** As both tools read it: 0 for what is no number. */
function integer(value: unknown): number {
  return typeof value === 'string' ? Number.parseInt(value, 10) || 0 : 0;
}

function words(value: unknown): string[] {
  return typeof value === 'string'
    ? value
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '')
    : [];
}
