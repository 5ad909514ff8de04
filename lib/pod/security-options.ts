import { type FsGroupChangePolicy } from 'cdk8s-plus-27';

/** Labels of SELinux. */
export interface SeLinuxOptions {
  /**
   * Level, such as `s0:c123,c456`.
   *
   * @default - chosen by the runtime
   */
  readonly level?: string;

  /**
   * Role.
   *
   * @default - chosen by the runtime
   */
  readonly role?: string;

  /**
   * Type.
   *
   * @default - chosen by the runtime
   */
  readonly type?: string;

  /**
   * User.
   *
   * @default - chosen by the runtime
   */
  readonly user?: string;
}

/** What a container of Windows runs as. */
export interface WindowsOptions {
  /**
   * User in the container, as `DOMAIN\\USER` or a name.
   *
   * @default - that of the image
   */
  readonly runAsUserName?: string;

  /**
   * Name of the group-managed service account.
   *
   * @default - none
   */
  readonly gmsaCredentialSpecName?: string;

  /**
   * Content of the specification of the group-managed service account.
   *
   * @default - written by an admission webhook
   */
  readonly gmsaCredentialSpec?: string;

  /**
   * Run as a process of the host; needs `hostNetwork`, in all containers of the pod or in none.
   *
   * @default - false
   */
  readonly hostProcess?: boolean;
}

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

  /**
   * Path of a seccomp profile on the node, relative to the kubelet's directory of profiles. Replaces the runtime's profile.
   *
   * @default - none
   */
  readonly localhostSeccompProfile?: string;

  /**
   * Profile of AppArmor: `RuntimeDefault`, `Unconfined`, or the name of one that is loaded on the node.
   *
   * @default - not written: the runtime's
   */
  readonly appArmorProfile?: string;

  /**
   * Labels of SELinux.
   *
   * @default - chosen by the runtime
   */
  readonly seLinux?: SeLinuxOptions;

  /**
   * `MountOption` or `Recursive`: how volumes get the label of SELinux.
   *
   * @default - MountOption, chosen by the API server
   */
  readonly seLinuxChangePolicy?: string;

  /**
   * `Merge` or `Strict`: whether the groups of the image count beside `supplementalGroups`.
   *
   * @default - Merge, chosen by the API server
   */
  readonly supplementalGroupsPolicy?: string;

  /**
   * `Default` or `Unmasked`: what the container sees of /proc. Unmasked needs `hostUsers: false`.
   *
   * @default - Default, chosen by the API server
   */
  readonly procMount?: string;

  /**
   * What containers of Windows run as.
   *
   * @default - not written
   */
  readonly windows?: WindowsOptions;
}
