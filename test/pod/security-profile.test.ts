import { type SecurityOptions } from '../../lib/pod/security-options';
import { SecurityProfile } from '../../lib/pod/security-profile';
import { ALL_SECURITY_OPTIONS } from '../support/all-security-options';
import { expectEveryPropToShow } from '../support/every-prop';
import { type Json, podJson } from '../support/pod-json';

/** Instead of the profile of the runtime. */
const USUALLY: Partial<SecurityOptions> = { localhostSeccompProfile: undefined };

/** Those of them that the API knows on containers too. */
const {
  fsGroup,
  fsGroupChangePolicy,
  supplementalGroups,
  seLinuxChangePolicy,
  supplementalGroupsPolicy,
  ...OF_CONTAINERS
} = ALL_SECURITY_OPTIONS;
const POD_ONLY = {
  fsGroup,
  fsGroupChangePolicy,
  supplementalGroups,
  seLinuxChangePolicy,
  supplementalGroupsPolicy,
};

/** The security contexts of a pod and of its one container. */
function contexts(pod: SecurityProfile, container?: SecurityProfile): Json {
  const { spec } = podJson({ security: container }, { security: pod }) as {
    spec: { securityContext?: unknown; containers: Array<{ securityContext?: unknown }> };
  };
  return { pod: spec.securityContext, container: spec.containers[0]?.securityContext };
}

test('every option shows on the pod and its containers', () => {
  expectEveryPropToShow({ all: ALL_SECURITY_OPTIONS, others: {}, usually: USUALLY }, (options) =>
    contexts(SecurityProfile.custom(options)),
  );
});

test('every option but those of pods shows on a container with a profile of its own', () => {
  // GIVEN
  const contextOf = (options: SecurityOptions) => contexts(SecurityProfile.NONE, SecurityProfile.custom(options));

  // THEN
  expectEveryPropToShow<Partial<typeof OF_CONTAINERS>>({ all: OF_CONTAINERS, others: {}, usually: USUALLY }, contextOf);
  expect(contextOf(POD_ONLY)).toEqual(contextOf({}));
});

const RESTRICTED = {
  pod: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  container: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
};

test.each<[string, SecurityProfile, unknown]>([
  ['none', SecurityProfile.NONE, {}],
  ['restricted', SecurityProfile.RESTRICTED, RESTRICTED],
  [
    'baseline',
    SecurityProfile.BASELINE,
    { pod: { seccompProfile: { type: 'RuntimeDefault' } }, container: { allowPrivilegeEscalation: false } },
  ],
  [
    'custom ids',
    SecurityProfile.custom({ user: 0, group: 0, fsGroup: 0 }),
    { pod: { runAsUser: 0, runAsGroup: 0, fsGroup: 0 } },
  ],
  [
    'restricted with a group for volumes, whose owner is not changed file by file at each start',
    SecurityProfile.restricted({ fsGroup: 1000 }),
    { ...RESTRICTED, pod: { ...RESTRICTED.pod, fsGroup: 1000, fsGroupChangePolicy: 'OnRootMismatch' } },
  ],
  [
    'restricted without three of its defaults',
    SecurityProfile.RESTRICTED.with({
      dropCapabilities: [],
      runtimeSeccompProfile: false,
      readOnlyRootFilesystem: false,
    }),
    {
      pod: { runAsNonRoot: true },
      container: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: false },
    },
  ],
])('the profile %s', (_, profile, expected) => {
  expect(contexts(profile)).toEqual(expected);
});

test('a container overrides all that it can of its pod', () => {
  expect(contexts(SecurityProfile.RESTRICTED, SecurityProfile.baseline({ user: 1 }))).toEqual({
    pod: RESTRICTED.pod,
    container: {
      runAsUser: 1,
      allowPrivilegeEscalation: false,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  });
});

test('a container without the seccomp profile of its pod says so, since it would inherit it', () => {
  expect(contexts(SecurityProfile.BASELINE, SecurityProfile.custom({ runtimeSeccompProfile: false }))).toEqual({
    pod: { seccompProfile: { type: 'RuntimeDefault' } },
    container: { seccompProfile: { type: 'Unconfined' } },
  });
});
