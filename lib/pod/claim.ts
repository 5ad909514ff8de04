import { type Size } from 'cdk8s';
import { PersistentVolumeAccessMode, type PersistentVolumeMode } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';

/** What a PersistentVolumeClaim asks for. */
export interface ClaimSpecProps {
  /** Size of the volume. */
  readonly storage: Size;

  /**
   * Name of the StorageClass. The empty string asks for a volume that has no class.
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;

  /**
   * How the volume may be mounted.
   *
   * @default - ReadWriteOnce
   */
  readonly accessModes?: PersistentVolumeAccessMode[];

  /**
   * File system or block device.
   *
   * @default - file system, chosen by the API server
   */
  readonly volumeMode?: PersistentVolumeMode;

  /**
   * Labels that the PersistentVolume must have.
   *
   * @default - any volume
   */
  readonly volumeLabels?: { readonly [key: string]: string };

  /**
   * Name of the one PersistentVolume to bind.
   *
   * @default - any volume
   */
  readonly volumeName?: string;
}

/** A claim that a StatefulSet makes anew for each of its pods. */
export interface ClaimTemplateProps extends ClaimSpecProps {
  /** Name of the template and of its volume; the claims are called NAME-POD. */
  readonly name: string;

  /**
   * Labels of the claims.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the claims.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** The spec of a claim. */
export function claimSpec(props: ClaimSpecProps): core.PersistentVolumeClaimSpec {
  return {
    accessModes: [...(props.accessModes ?? [PersistentVolumeAccessMode.READ_WRITE_ONCE])],
    resources: { requests: { storage: props.storage.asString() } },
    storageClassName: props.storageClassName,
    volumeMode: props.volumeMode,
    volumeName: props.volumeName,
    selector: props.volumeLabels && { matchLabels: { ...props.volumeLabels } },
  };
}

/** A claim template of a StatefulSet as manifests write it. */
export type ClaimTemplate = Pick<core.PersistentVolumeClaim, 'metadata' | 'spec'>;

/** The claim template that the props describe. */
export function claimTemplate(props: ClaimTemplateProps): ClaimTemplate {
  const { name, labels, annotations } = props;
  return { metadata: { name, labels, annotations }, spec: claimSpec(props) };
}
