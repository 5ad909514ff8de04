import { type Size } from 'cdk8s';
import {
  type EmptyDirMedium,
  type HostPathVolumeType,
  type ImagePullPolicy,
  type MountPropagation,
} from 'cdk8s-plus-27';
import { type ClaimSpecProps } from './claim';
import { type ProjectionOptions } from './projection';

/** Where and how a container sees a volume. */
export interface MountOptions {
  /**
   * Name of the volume in the pod, a DNS label.
   *
   * @default - made from what is mounted
   */
  readonly volumeName?: string;

  /**
   * Refuse writes.
   *
   * @default - false
   */
  readonly readOnly?: boolean;

  /**
   * Path within the volume.
   *
   * @default - the volume's root
   */
  readonly subPath?: string;

  /**
   * Path within the volume with `$(NAME)` expanded from the environment; excludes `subPath`.
   *
   * @default - none
   */
  readonly subPathExpr?: string;

  /**
   * `Disabled`, `IfPossible` or `Enabled`: whether mounts below a read-only mount are read-only too; needs `readOnly`.
   *
   * @default - Disabled
   */
  readonly recursiveReadOnly?: string;

  /**
   * How mounts below this one are shared with the host.
   *
   * @default - none
   */
  readonly propagation?: MountPropagation;
}

/** A mount of ConfigMap or Secret keys as files. */
export interface FilesMountOptions extends MountOptions, ProjectionOptions {}

/** A mount of several sources in one directory. */
export interface ProjectedMountOptions extends MountOptions {
  /**
   * Permissions of the files, for example `0o400`.
   *
   * @default - 0o644, chosen by the API server
   */
  readonly mode?: number;
}

/** A mount of an empty directory that lives as long as the pod. */
export interface EmptyDirMountOptions extends MountOptions {
  /**
   * Disk or memory.
   *
   * @default - the node's disk
   */
  readonly medium?: EmptyDirMedium;

  /**
   * Size above which the kubelet evicts the pod. A directory in memory also counts against the memory limit.
   *
   * @default - no limit
   */
  readonly sizeLimit?: Size;
}

/** A mount of a path of the node. */
export interface HostPathMountOptions extends MountOptions {
  /**
   * What must stand at the path.
   *
   * @default - not checked
   */
  readonly type?: HostPathVolumeType;
}

/** A mount of a volume that a CSI driver makes for the pod alone. */
export interface CsiMountOptions extends MountOptions {
  /**
   * File system.
   *
   * @default - the driver's
   */
  readonly fsType?: string;

  /**
   * What the driver needs to know, by its own names.
   *
   * @default - nothing
   */
  readonly attributes?: { readonly [name: string]: string };

  /**
   * Name of a Secret with the credentials of the driver, in the pod's namespace.
   *
   * @default - none
   */
  readonly secretName?: string;
}

/** A claim that is made with a pod and deleted with it. */
export interface EphemeralClaimProps extends ClaimSpecProps {
  /**
   * Labels of the claim.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the claim.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** A mount of the files of an image. */
export interface ImageMountOptions extends MountOptions {
  /**
   * When to pull the image.
   *
   * @default - Always for the tag `latest` or none, else IfNotPresent; chosen by the API server
   */
  readonly pullPolicy?: ImagePullPolicy;
}
