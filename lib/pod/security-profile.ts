import { FsGroupChangePolicy } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';
import { undefinedIfEmpty } from './undefined-if-empty';
import { checkOptions } from '../props/check-props';

/** Who a pod runs as and what it may do. What is left out is not written. */
export interface SecurityOptions {
  /**
   * User id of the processes.
   *
   * @default - the image's user
   */
  readonly user?: number;

  /**
   * Primary group id of the processes.
   *
   * @default - the image's group
   */
  readonly group?: number;

  /**
   * Group id that owns mounted volumes.
   *
   * @default - volumes keep their owner
   */
  readonly fsGroup?: number;

  /**
   * When the owner of the files on a volume is changed to `fsGroup`: at each start, or only when the volume's root has
   * another. Says nothing without `fsGroup`.
   *
   * @default - FsGroupChangePolicy.ON_ROOT_MISMATCH for restricted and baseline, else not written
   */
  readonly fsGroupChangePolicy?: FsGroupChangePolicy;

  /**
   * Further group ids of the processes.
   *
   * @default - none
   */
  readonly supplementalGroups?: number[];

  /**
   * Refuse to start as root.
   *
   * @default - true for restricted, else not written
   */
  readonly runAsNonRoot?: boolean;

  /**
   * Mount the image read-only; writable paths are mounts.
   *
   * @default - true for restricted, else not written
   */
  readonly readOnlyRootFilesystem?: boolean;

  /**
   * Let a process gain more privileges than its parent has (setuid).
   *
   * @default - false for restricted and baseline, else not written
   */
  readonly allowPrivilegeEscalation?: boolean;

  /**
   * Use the container runtime's seccomp profile. Where the pod has it, `false` takes it from a container.
   *
   * @default - true for restricted and baseline, else not written
   */
  readonly runtimeSeccompProfile?: boolean;

  /**
   * Capabilities to take away.
   *
   * @default - ALL for restricted, else none
   */
  readonly dropCapabilities?: string[];

  /**
   * Capabilities to add.
   *
   * @default - none
   */
  readonly addCapabilities?: string[];

  /**
   * Give the container the host's rights.
   *
   * @default - not written
   */
  readonly privileged?: boolean;
}

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
      runAsUser: user,
      runAsGroup: group,
      runAsNonRoot,
      fsGroup,
      fsGroupChangePolicy: fsGroup === undefined ? undefined : this.options.fsGroupChangePolicy,
      supplementalGroups: undefinedIfEmpty(supplementalGroups && [...supplementalGroups]),
      seccompProfile: runtimeSeccompProfile ? { type: 'RuntimeDefault' } : undefined,
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
      runAsUser: user,
      runAsGroup: group,
      runAsNonRoot,
      // Nothing here would be what the pod says.
      seccompProfile:
        runtimeSeccompProfile === undefined
          ? undefined
          : { type: runtimeSeccompProfile ? 'RuntimeDefault' : 'Unconfined' },
    });
  }
}
