/** What the checks of a chart look for. */
export enum HelmRule {
  /** An event that Helm does not know: it drops the object with no more than a line in its log. */
  HOOK_EVENT = 'hook-event',
  /** A weight that is no integer in quotes: Helm reads it as 0. */
  HOOK_WEIGHT = 'hook-weight',
  /** A delete policy that Helm does not know, or policies that leave a finished Job in the way of the next run. */
  HOOK_POLICY = 'hook-policy',
  /** A claim that is a hook: Helm deletes it, and what it holds, before the hook runs again. */
  HOOK_CLAIM = 'hook-claim',
  /** A hook that needs what is not there yet, not there any more, or made at the same weight. */
  HOOK_ORDER = 'hook-order',
  /** A hook before an upgrade that reads an ordinary object: it sees the one of the release before. */
  HOOK_STALE = 'hook-stale',
  /** A name that fits what the chart makes only when the release is called in a certain way. */
  RELEASE_BOUND_NAME = 'release-bound-name',
  /** A name without the release in it: two releases in a namespace would fight over the object. */
  RELEASE_COLLISION = 'release-collision',
  /** A name that is too long for its kind when the release has a long name. */
  NAME_LENGTH = 'name-length',
  /** A namespace written into the chart: `helm --namespace` does not move the object. */
  FIXED_NAMESPACE = 'fixed-namespace',
  /** A password in the environment of a container, readable by whoever may read Pods or Helm's values. */
  PLAIN_SECRET = 'plain-secret',
  /** A script that asks a client program for its own version, where the server's is meant. */
  CLIENT_VERSION = 'client-version',
}

/** One thing that a check found. */
export interface HelmFinding {
  readonly rule: HelmRule;
  /** Whether the chart is refused because of it, unless the rule is among the accepted ones. */
  readonly refused: boolean;
  /** Path of the construct. */
  readonly path: string;
  readonly message: string;
}
