import { FsGroupChangePolicy } from 'cdk8s-plus-27';
import { type SecurityOptions } from '../../lib';

/** Every option of a security profile. */
export const ALL_SECURITY_OPTIONS: Required<SecurityOptions> = {
  user: 1000,
  group: 1001,
  fsGroup: 1002,
  fsGroupChangePolicy: FsGroupChangePolicy.ALWAYS,
  supplementalGroups: [1003],
  runAsNonRoot: true,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  runtimeSeccompProfile: true,
  dropCapabilities: ['ALL'],
  addCapabilities: ['NET_BIND_SERVICE'],
  privileged: false,
  localhostSeccompProfile: 'profiles/web.json',
  appArmorProfile: 'web',
  seLinux: { level: 's0:c1,c2', role: 'system_r', type: 'container_t', user: 'system_u' },
  seLinuxChangePolicy: 'Recursive',
  supplementalGroupsPolicy: 'Strict',
  procMount: 'Unmasked',
  windows: {
    runAsUserName: 'ContainerUser',
    gmsaCredentialSpecName: 'web',
    gmsaCredentialSpec: '{}',
    hostProcess: false,
  },
};
