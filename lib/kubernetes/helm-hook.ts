import { annotationWords, HELM_HOOK } from './hook-annotations';
import { currentEventName, HookDeletePolicy } from './hook-event';
import { isObject } from './json';

/** The hook annotations of a manifest, as Helm reads them. */
export interface HelmHook {
  /** The events, by their current names. */
  readonly events: readonly string[];
  /** The annotation; undefined when there is none. */
  readonly weightText: string | undefined;
  /** The weight. Helm reads a text that is not an integer as 0. */
  readonly weight: number;
  /** The delete policies; undefined when there is no annotation, which means before-hook-creation. */
  readonly policies: readonly string[] | undefined;
}

/** Returns the hook of a manifest; undefined when it has no hook annotation. */
export function helmHookOf(manifest: unknown): HelmHook | undefined {
  const annotations = annotationsOf(manifest);
  const events = annotations[HELM_HOOK.events];
  if (events === undefined) {
    return undefined;
  }
  const weightText = annotations[HELM_HOOK.weight];
  const policies = annotations[HELM_HOOK.deletePolicy];
  return {
    events: annotationWords(events).map(currentEventName),
    weightText,
    weight: hookWeight(weightText),
    policies: policies === undefined ? undefined : annotationWords(policies),
  };
}

/** Whether Helm deletes the object as soon as its event is over. */
export function isDeletedAfterSuccess({ policies }: HelmHook): boolean {
  return policies?.includes(HookDeletePolicy.HOOK_SUCCEEDED) ?? false;
}

/** Returns a weight or wave as Helm and Argo CD read it: 0 for a text that is not an integer. */
export function hookWeight(text: string | undefined): number {
  return text !== undefined && /^[-+]?\d+$/.test(text) ? Number(text) : 0;
}

/** Returns the annotations of a manifest that are texts. */
export function annotationsOf(manifest: unknown): { readonly [key: string]: string } {
  const metadata = isObject(manifest) ? manifest.metadata : undefined;
  const annotations = isObject(metadata) && isObject(metadata.annotations) ? metadata.annotations : {};
  return Object.fromEntries(
    Object.entries(annotations).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
