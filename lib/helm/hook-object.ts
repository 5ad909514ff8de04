import { annotationWords, HELM_HOOK } from '../lifecycle/hook-annotations';
import { helmAnnotations } from './hook-output';
import { podNeeds, type PodNeed } from './pod-needs';
import { isObject } from './value-spec';

/** A finished object as the checks look at it. */
export interface CheckedObject {
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  /** Its name when the release is called something else. */
  readonly otherName: string;
  readonly json: unknown;
  /** The same object of that other release. */
  readonly otherJson: unknown;
  /** Undefined for an ordinary object. */
  readonly hook: CheckedHook | undefined;
  /** The objects that its Pods need. */
  readonly needs: readonly PodNeed[];
}

/** The hook of an object. */
export interface CheckedHook {
  readonly events: readonly string[];
  /** What is written, undefined when nothing is. */
  readonly weightText: string | undefined;
  /** What Helm makes of it. */
  readonly weight: number;
  /** What is written, undefined when nothing is. */
  readonly policies: readonly string[] | undefined;
}

/** Reads an object, and the same object of a release that is called something else. */
export function checkedObject(path: string, json: unknown, other: unknown): CheckedObject {
  const annotations = helmAnnotations(json);
  const weightText = annotations?.[HELM_HOOK.weight];
  const policies = annotations?.[HELM_HOOK.deletePolicy];
  return {
    path,
    kind: isObject(json) && typeof json.kind === 'string' ? json.kind : '',
    name: nameOf(json),
    otherName: nameOf(other),
    json,
    otherJson: other,
    hook: annotations && {
      events: annotationWords(annotations[HELM_HOOK.events] ?? ''),
      weightText,
      weight: weightText !== undefined && /^[-+]?\d+$/.test(weightText) ? Number(weightText) : 0,
      policies: policies === undefined ? undefined : annotationWords(policies),
    },
    needs: podNeeds(json),
  };
}

function nameOf(json: unknown): string {
  const metadata = isObject(json) ? json.metadata : undefined;
  return isObject(metadata) && typeof metadata.name === 'string' ? metadata.name : '';
}
