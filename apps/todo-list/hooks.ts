import { Hook, HookEvent } from '../../lib';

/** Configuration and Secrets are there before the release's own objects, and outlive it. */
export const BEFORE_INSTALL = Hook.on([HookEvent.PRE_INSTALL]).annotations;
