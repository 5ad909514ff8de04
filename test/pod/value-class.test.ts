import { UnprobedDeployment, type UnprobedDeploymentProps } from '../../lib';
import { messageOf } from '../support/message-of';
import { SOUND } from '../support/sound-props';
import { synthesize } from '../support/synthesize';

test.each<[string, object, string]>([
  [
    'env',
    { env: [{ name: 'A', value: '1' }] },
    'env of container "web" must be made with Env, got {"name":"A","value":"1"}',
  ],
  ['an env map', { env: { A: '1' } }, 'env of container "web" must be a list, got {"A":"1"}'],
  ['mounts', { mounts: [{ name: 'data' }] }, 'mounts of container "web" must be made with Mount, got {"name":"data"}'],
  [
    'resources',
    { resources: { limits: { cpu: '1' } } },
    'resources of container "web" must be made with Resources, got {"limits":{"cpu":"1"}}',
  ],
  [
    'a probe',
    { liveness: { httpGet: { path: '/' } } },
    'liveness of container "web" must be made with Probe, got {"httpGet":{"path":"/"}}',
  ],
  [
    'a lifecycle action',
    { preStop: { sleep: { seconds: 5 } } },
    'preStop of container "web" must be made with LifecycleAction, got {"sleep":{"seconds":5}}',
  ],
  [
    'a security profile',
    { containerSecurity: { runAsUser: 1 } },
    'security of container "web" must be made with SecurityProfile, got {"runAsUser":1}',
  ],
])('an object literal in place of %s is refused', (_, props, message) => {
  const build = () =>
    synthesize((chart) => new UnprobedDeployment(chart, 'web', { ...SOUND, ...(props as UnprobedDeploymentProps) }));
  expect(messageOf(build)).toBe(`[test/web] ${message}`);
});
