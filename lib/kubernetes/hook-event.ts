/**
 * The events at which Helm runs hooks: all there are. Helm ignores an object with an event that it does not know.
 *
 * @see https://helm.sh/docs/topics/charts_hooks/#the-available-hooks
 */
export enum HookEvent {
  /** After rendering, before anything of the release is created. */
  PRE_INSTALL = 'pre-install',
  /** After everything of the release is created. */
  POST_INSTALL = 'post-install',
  /** Before anything of the release is deleted. */
  PRE_DELETE = 'pre-delete',
  /** After everything of the release is deleted. */
  POST_DELETE = 'post-delete',
  /** After rendering, before anything of the release is changed. */
  PRE_UPGRADE = 'pre-upgrade',
  /** After everything of the release is upgraded. */
  POST_UPGRADE = 'post-upgrade',
  /** Before anything of the release is rolled back. */
  PRE_ROLLBACK = 'pre-rollback',
  /** After everything of the release is rolled back. */
  POST_ROLLBACK = 'post-rollback',
  /** On `helm test`. */
  TEST = 'test',
}

/** When the object of a hook is deleted. */
export enum HookDeletePolicy {
  /** Before the hook runs the next time. */
  BEFORE_HOOK_CREATION = 'before-hook-creation',
  /** After the hook has succeeded. */
  HOOK_SUCCEEDED = 'hook-succeeded',
  /** After the hook has failed, and its logs with it. */
  HOOK_FAILED = 'hook-failed',
}

/** The name of the test event in Helm 2, which Helm 3 and 4 accept. */
const TEST_SUCCESS = 'test-success';

/** Every event name that Helm accepts in an annotation. */
export const HELM_EVENT_NAMES: readonly string[] = [...Object.values(HookEvent), TEST_SUCCESS];

/** Every delete policy that Helm accepts in an annotation. */
export const HELM_DELETE_POLICIES: readonly string[] = Object.values(HookDeletePolicy);

/** The phases of Argo CD, and Skip. */
export const ARGO_CD_PHASES: readonly string[] = [
  'PreSync',
  'Sync',
  'PostSync',
  'SyncFail',
  'PostDelete',
  'PreDelete',
  'Skip',
];

/** The delete policies of Argo CD. */
export const ARGO_CD_DELETE_POLICIES: readonly string[] = ['BeforeHookCreation', 'HookSucceeded', 'HookFailed'];

/** Returns the current name of an event. */
export function currentEventName(event: string): string {
  return event === TEST_SUCCESS ? HookEvent.TEST : event;
}
