import { Hook, HookDeletePolicy, HookEngine, HookEvent } from '../../lib';
import { messageOf } from '../support/message-of';

const engine = HookEngine.ARGO_CD;

test('Helm knows nine events', () => {
  expect(Object.values(HookEvent)).toHaveLength(9);
});

test.each<[string, HookEvent[], string]>([
  ['installs and upgrades', [HookEvent.PRE_INSTALL, HookEvent.PRE_UPGRADE], 'PreSync'],
  ['what comes after', [HookEvent.POST_INSTALL, HookEvent.POST_UPGRADE], 'PostSync'],
  ['both', [HookEvent.PRE_INSTALL, HookEvent.POST_INSTALL], 'PreSync,PostSync'],
  ['deletion', [HookEvent.PRE_DELETE, HookEvent.POST_DELETE], 'PreDelete,PostDelete'],
  ['a test beside an upgrade', [HookEvent.TEST, HookEvent.PRE_UPGRADE], 'PreSync'],
])('Argo CD has phases for %s', (_, events, phase) => {
  expect(Hook.on(events, { engine }).annotations).toEqual({ 'argocd.argoproj.io/hook': phase });
});

test('NONE is no hook, and needs nothing before it', () => {
  expect(Hook.NONE.isHook).toBe(false);
  expect(Hook.NONE.annotations).toEqual({});
  expect(Hook.NONE.before()).toBe(Hook.NONE);
});

test('what a hook needs runs at the same events, before it', () => {
  // GIVEN
  const hook = Hook.on([HookEvent.PRE_UPGRADE], { weight: 5, deletePolicies: [HookDeletePolicy.HOOK_SUCCEEDED] });

  // THEN
  expect(hook.before().annotations).toEqual({ ...hook.annotations, 'helm.sh/hook-weight': '4' });
  expect(hook.before(-1).weight).toBe(-1);
  expect(hook.with({ weight: 6 }).events).toEqual([HookEvent.PRE_UPGRADE]);
});

const ALL_EVENTS =
  'pre-install, post-install, pre-delete, post-delete, pre-upgrade, post-upgrade, pre-rollback, post-rollback, test';

test.each<[string, () => unknown, string]>([
  ['no event', () => Hook.on([]), `a hook needs at least one event, got none; allowed are ${ALL_EVENTS}`],
  [
    'a weight between two',
    () => Hook.on([HookEvent.TEST], { weight: 1.5 }),
    'the weight of a hook must be an integer, got 1.5',
  ],
  [
    'an empty list of policies',
    () => Hook.on([HookEvent.TEST], { deletePolicies: [] }),
    'the delete policies of a hook must not be an empty list: leave them out for before-hook-creation',
  ],
  [
    'what Argo CD never runs',
    () => Hook.on([HookEvent.TEST, HookEvent.PRE_ROLLBACK], { engine }),
    'argo cd runs no hooks for test, pre-rollback; it runs those for pre-install, pre-upgrade, post-install, post-upgrade, pre-delete and post-delete',
  ],
  [
    'a need that is not before',
    () => Hook.on([HookEvent.TEST]).before(0),
    'what a hook of weight 0 needs must have a lower weight, got 0',
  ],
])('refuses %s', (_, action, message) => {
  expect(messageOf(action)).toBe(message);
});
