import { FsGroupChangePolicy } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';
import { type SecurityOptions } from './security-options';
import { undefinedIfEmpty } from './undefined-if-empty';
import { checkOptions } from '../props/check-props';

/**
 * A security context, for the pod and for each of its containers.
 *
 * The named profiles follow the Pod Security Standards.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export class SecurityProfile {
  /** Writes no security context. */
  public static readonly NONE = new SecurityProfile({});

  /** Restricted, and the root file system read-only. */
  public static readonly RESTRICTED = SecurityProfile.restricted();

  /** Baseline: no privilege escalation, the runtime's seccomp profile. */
  public static readonly BASELINE = SecurityProfile.baseline();

  /** The restricted standard with a read-only root file system; options override. */
  public static restricted(options: SecurityOptions = {}): SecurityProfile {
    checkOptions('SecurityProfile.restricted', 'SecurityOptions', options);
    return SecurityProfile.baseline({
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      dropCapabilities: ['ALL'],
      ...options,
    });
  }

  /** The baseline standard; options override. */
  public static baseline(options: SecurityOptions = {}): SecurityProfile {
    checkOptions('SecurityProfile.baseline', 'SecurityOptions', options);
    return new SecurityProfile({
      allowPrivilegeEscalation: false,
      runtimeSeccompProfile: true,
      // Changing the owner of every file of a large volume at each start can take hours.
      fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH,
      ...options,
    });
  }

  /** Just what the options say. */
  public static custom(options: SecurityOptions): SecurityProfile {
    checkOptions('SecurityProfile.custom', 'SecurityOptions', options);
    return new SecurityProfile(options);
  }

  private constructor(private readonly options: SecurityOptions) {}

  /** This profile with some options changed. */
  public with(options: SecurityOptions): SecurityProfile {
    checkOptions('SecurityProfile.with', 'SecurityOptions', options);
    return new SecurityProfile({ ...this.options, ...options });
  }

  /** @internal */
  public _toPodContext(): core.PodSecurityContext | undefined {
    const { user, group, fsGroup, supplementalGroups, runAsNonRoot, runtimeSeccompProfile } = this.options;
    return undefinedIfEmpty({
      ...this.sharedContext(),
      seLinuxChangePolicy: this.options.seLinuxChangePolicy,
      supplementalGroupsPolicy: this.options.supplementalGroupsPolicy,
      runAsUser: user,
      runAsGroup: group,
      runAsNonRoot,
      fsGroup,
      fsGroupChangePolicy: fsGroup === undefined ? undefined : this.options.fsGroupChangePolicy,
      supplementalGroups: undefinedIfEmpty(supplementalGroups && [...supplementalGroups]),
      seccompProfile: this.localSeccomp() ?? (runtimeSeccompProfile ? { type: 'RuntimeDefault' } : undefined),
    });
  }

  /**
   * What the API knows only on containers.
   *
   * @internal
   */
  public _toContainerContext(): core.SecurityContext | undefined {
    const { allowPrivilegeEscalation, readOnlyRootFilesystem, privileged, dropCapabilities, addCapabilities } =
      this.options;
    return undefinedIfEmpty({
      allowPrivilegeEscalation,
      readOnlyRootFilesystem,
      privileged,
      procMount: this.options.procMount,
      capabilities: undefinedIfEmpty({
        drop: undefinedIfEmpty(dropCapabilities && [...dropCapabilities]),
        add: undefinedIfEmpty(addCapabilities && [...addCapabilities]),
      }),
    });
  }

  /**
   * Everything that a container can override of its pod, for a container with a profile of its own.
   *
   * @internal
   */
  public _toOverridingContext(): core.SecurityContext | undefined {
    const { user, group, runAsNonRoot, runtimeSeccompProfile } = this.options;
    return undefinedIfEmpty({
      ...this._toContainerContext(),
      ...this.sharedContext(),
      runAsUser: user,
      runAsGroup: group,
      runAsNonRoot,
      // Nothing here would be what the pod says.
      seccompProfile:
        this.localSeccomp() ??
        (runtimeSeccompProfile === undefined
          ? undefined
          : { type: runtimeSeccompProfile ? 'RuntimeDefault' : 'Unconfined' }),
    });
  }

  /** What a pod and a container write alike. */
  private sharedContext(): Pick<core.SecurityContext, 'appArmorProfile' | 'seLinuxOptions' | 'windowsOptions'> {
    const { appArmorProfile, seLinux, windows } = this.options;
    return {
      appArmorProfile: appArmorProfile === undefined ? undefined : appArmor(appArmorProfile),
      seLinuxOptions: undefinedIfEmpty({ ...seLinux }),
      windowsOptions: undefinedIfEmpty({ ...windows }),
    };
  }

  private localSeccomp(): core.SeccompProfile | undefined {
    const { localhostSeccompProfile: localhostProfile } = this.options;
    return localhostProfile === undefined ? undefined : { type: 'Localhost', localhostProfile };
  }
}

function appArmor(profile: string): core.AppArmorProfile {
  return profile === 'RuntimeDefault' || profile === 'Unconfined'
    ? { type: profile }
    : { type: 'Localhost', localhostProfile: profile };
}
