import { annotationWords, argoCdAnnotations, HELM_HOOK, withoutHookAnnotations } from '../kubernetes/hook-annotations';
import { HookEngine } from '../lifecycle/hook';
import { isObject, type JsonObject } from '../kubernetes/json';

/** Events whose objects are applied as ordinary objects. */
const APPLIED = ['pre-install', 'post-install', 'pre-upgrade', 'post-upgrade'];

/**
 * Converts the hook annotations of a finished object for a hook engine: Helm's stay, become Argo CD's, or are removed.
 *
 * @returns nothing when the engine does not run the hook: Argo CD runs no tests and no rollbacks, and without hooks a test
 * would run with the application
 */
export function objectForEngine(json: unknown, engine: HookEngine): unknown {
  const annotations = helmAnnotations(json);
  if (!annotations || !isObject(json) || engine === HookEngine.HELM) return json;
  if (engine === HookEngine.ARGO_CD) {
    const translated = argoCdAnnotations(annotations);
    return translated && withAnnotations(json, translated);
  }
  const events = annotationWords(annotations[HELM_HOOK.events] ?? '');
  return events.some((e) => APPLIED.includes(e))
    ? withAnnotations(json, withoutHookAnnotations(annotations))
    : undefined;
}

/** The annotations of a Helm hook; undefined for an ordinary object. */
export function helmAnnotations(json: unknown): { readonly [key: string]: string } | undefined {
  const metadata = isObject(json) ? json.metadata : undefined;
  const annotations = isObject(metadata) ? metadata.annotations : undefined;
  if (!isObject(annotations) || typeof annotations[HELM_HOOK.events] !== 'string') return undefined;
  return Object.fromEntries(
    Object.entries(annotations).map(([k, v]) => [k, typeof v === 'string' ? v : JSON.stringify(v)]),
  );
}

function withAnnotations(json: JsonObject, annotations: JsonObject): JsonObject {
  const entries = Object.entries(json.metadata as JsonObject).filter(([key]) => key !== 'annotations');
  const metadata = Object.fromEntries(entries);
  return {
    ...json,
    metadata: Object.keys(annotations).length === 0 ? metadata : { ...metadata, annotations },
  };
}
