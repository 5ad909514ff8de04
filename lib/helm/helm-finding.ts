/** The rules that a chart is checked against. */
export enum HelmRule {
  /** A hook event that Helm does not know. Helm drops the object and only writes a line to its log. */
  HOOK_EVENT = 'hook-event',
  /** A hook weight that is not a quoted integer. Helm reads it as 0. */
  HOOK_WEIGHT = 'hook-weight',
  /** A delete policy that Helm does not know, or policies that leave a finished Job, which makes the next run fail. */
  HOOK_POLICY = 'hook-policy',
  /** A claim that is a hook. Helm deletes it with its data before the hook runs again. */
  HOOK_CLAIM = 'hook-claim',
  /** A hook that needs an object that does not exist yet, no longer exists, or is created at the same weight. */
  HOOK_ORDER = 'hook-order',
  /** A pre-upgrade hook that reads an ordinary object. It sees the object of the previous release. */
  HOOK_STALE = 'hook-stale',
  /** A reference that matches an object of the chart only for one name of the release. */
  RELEASE_BOUND_NAME = 'release-bound-name',
  /** A name that does not contain the release name. Two releases in a namespace would overwrite each other's object. */
  RELEASE_COLLISION = 'release-collision',
  /** A name that exceeds the limit of its kind when the release has a long name. */
  NAME_LENGTH = 'name-length',
  /** A namespace in the chart. `helm --namespace` does not change it. */
  FIXED_NAMESPACE = 'fixed-namespace',
  /** A password in the environment of a container, readable by everyone who may read Pods or Helm's values. */
  PLAIN_SECRET = 'plain-secret',
  /** A script that reads the version of the client program where it needs the version of the server. */
  CLIENT_VERSION = 'client-version',
}

/** A finding of a check. */
export interface HelmFinding {
  /** The rule that was broken. */
  readonly rule: HelmRule;
  /** Whether the finding prevents writing the chart, unless the rule is accepted. */
  readonly refused: boolean;
  /** Path of the construct. */
  readonly path: string;
  /** What is wrong, with the value and what is allowed. */
  readonly message: string;
}
