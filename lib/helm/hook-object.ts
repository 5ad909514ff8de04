import { type HelmHook, helmHookOf } from '../kubernetes/helm-hook';
import { isObject } from '../kubernetes/json';
import { podSources, podSpecOf, type PodSource } from '../kubernetes/pod-spec';

/** A finished object, as the checks read it. */
export interface CheckedObject {
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  /** Its name in a release with another name. */
  readonly otherName: string;
  readonly json: unknown;
  /** The same object in that other release. */
  readonly otherJson: unknown;
  /** Undefined for an ordinary object. */
  readonly hook: HelmHook | undefined;
  /** The objects that its Pods need. */
  readonly needs: readonly PodSource[];
}

/** Returns an object for the checks, with the same object of a release with another name. */
export function checkedObject(path: string, json: unknown, other: unknown): CheckedObject {
  return {
    path,
    kind: isObject(json) && typeof json.kind === 'string' ? json.kind : '',
    name: nameOf(json),
    otherName: nameOf(other),
    json,
    otherJson: other,
    hook: helmHookOf(json),
    needs: uniqueNeeds(podSources(podSpecOf(json)).filter(({ optional }) => !optional)),
  };
}

function uniqueNeeds(needs: PodSource[]): PodSource[] {
  return needs.filter((need, i) => needs.findIndex((n) => n.kind === need.kind && n.name === need.name) === i);
}

function nameOf(json: unknown): string {
  const metadata = isObject(json) ? json.metadata : undefined;
  return isObject(metadata) && typeof metadata.name === 'string' ? metadata.name : '';
}
