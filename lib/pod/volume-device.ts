import { PersistentVolumeMode } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';
import { checkOptions } from '../props/check-props';
import { type ClaimTemplateProps } from './claim';
import { Mount } from './mount';

/** How a block device is named in the pod. */
export interface VolumeDeviceOptions {
  /**
   * Name of the volume in the pod, a DNS label.
   *
   * @default - made from the name of the claim
   */
  readonly volumeName?: string;
}

/**
 * A claim that a container sees as a raw block device, without a file system.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support
 */
export class VolumeDevice {
  /** An existing PersistentVolumeClaim, whose `volumeMode` must be Block. */
  public static claim(devicePath: string, claimName: string, options: VolumeDeviceOptions = {}): VolumeDevice {
    checkOptions('VolumeDevice.claim', 'VolumeDeviceOptions', options);
    return new VolumeDevice(Mount.claim(devicePath, claimName, options));
  }

  /**
   * A claim that the StatefulSet makes for each pod, with `volumeMode` Block.
   *
   * @throws when the template asks for a file system
   */
  public static claimTemplate(devicePath: string, template: ClaimTemplateProps): VolumeDevice {
    const volumeMode = template.volumeMode ?? PersistentVolumeMode.BLOCK;
    if (volumeMode !== PersistentVolumeMode.BLOCK) {
      throw new Error(
        `the claim template "${template.name}" of a device must have volumeMode Block, got ${volumeMode}`,
      );
    }
    return new VolumeDevice(Mount.claimTemplate(devicePath, { ...template, volumeMode }));
  }

  private constructor(
    /** @internal */
    public readonly _mount: Mount,
  ) {}

  /** @internal */
  public _toKube(): core.VolumeDevice {
    return { name: this._mount.volumeName, devicePath: this._mount.path };
  }
}
