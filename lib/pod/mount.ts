import type * as core from '../kubernetes/api/core';
import { checkOptions } from '../props/check-props';
import { claimSpec, type ClaimTemplate, claimTemplate, type ClaimTemplateProps } from './claim';
import {
  type CsiMountOptions,
  type EmptyDirMountOptions,
  type EphemeralClaimProps,
  type FilesMountOptions,
  type HostPathMountOptions,
  type ImageMountOptions,
  type MountOptions,
  type ProjectedMountOptions,
} from './mount-options';
import { downwardApiItem, type DownwardApiFile, keyToPaths, type ProjectedSource } from './projection';
import { undefinedIfEmpty } from './undefined-if-empty';

/** One declaration that gives both the pod's volume and the container's volumeMount. */
export class Mount {
  /** Keys of a ConfigMap as files. */
  public static configMap(path: string, configMap: string, options: FilesMountOptions = {}): Mount {
    checkOptions('Mount.configMap', 'FilesMountOptions', options);
    const volume = volumeNamed(options, configMap, {
      configMap: {
        name: configMap,
        items: keyToPaths(options.items),
        defaultMode: options.mode,
        optional: options.optional,
      },
    });
    return new Mount(path, options, volume, undefined);
  }

  /** Keys of a Secret as files. */
  public static secret(path: string, secret: string, options: FilesMountOptions = {}): Mount {
    checkOptions('Mount.secret', 'FilesMountOptions', options);
    const volume = volumeNamed(options, secret, {
      secret: {
        secretName: secret,
        items: keyToPaths(options.items),
        defaultMode: options.mode,
        optional: options.optional,
      },
    });
    return new Mount(path, options, volume, undefined);
  }

  /** The volume of an existing PersistentVolumeClaim. */
  public static claim(path: string, claimName: string, options: MountOptions = {}): Mount {
    checkOptions('Mount.claim', 'MountOptions', options);
    const volume = volumeNamed(options, claimName, { persistentVolumeClaim: { claimName } });
    return new Mount(path, options, volume, undefined);
  }

  /** A claim that the StatefulSet makes for each pod. Only a StatefulSet has claim templates. */
  public static claimTemplate(path: string, template: ClaimTemplateProps, options: MountOptions = {}): Mount {
    checkOptions('Mount.claimTemplate', 'MountOptions', options);
    if (options.volumeName !== undefined && options.volumeName !== template.name) {
      throw new Error(
        `the volume of a claim template has the template's name "${template.name}", got volumeName "${options.volumeName}"`,
      );
    }
    return new Mount(path, options, { name: template.name }, claimTemplate(template));
  }

  /** A directory that starts empty and goes with the pod. */
  public static emptyDir(path: string, options: EmptyDirMountOptions = {}): Mount {
    checkOptions('Mount.emptyDir', 'EmptyDirMountOptions', options);
    const sizeLimit = options.sizeLimit && options.sizeLimit.asString();
    // EmptyDirMedium.DEFAULT is the empty string, which the API takes for absent.
    const medium = options.medium === undefined || options.medium.length === 0 ? undefined : options.medium;
    const volume = volumeNamed(options, path, { emptyDir: { medium, sizeLimit } });
    return new Mount(path, options, volume, undefined);
  }

  /** A path of the node. */
  public static hostPath(path: string, hostPath: string, options: HostPathMountOptions = {}): Mount {
    checkOptions('Mount.hostPath', 'HostPathMountOptions', options);
    const volume = volumeNamed(options, hostPath, { hostPath: { path: hostPath, type: options.type } });
    return new Mount(path, options, volume, undefined);
  }

  /** An NFS export. `readOnly` makes both the volume and the mount read-only. */
  public static nfs(path: string, server: string, exportPath: string, options: MountOptions = {}): Mount {
    checkOptions('Mount.nfs', 'MountOptions', options);
    const volume = volumeNamed(options, exportPath, {
      nfs: { server, path: exportPath, readOnly: options.readOnly },
    });
    return new Mount(path, options, volume, undefined);
  }

  /** Several sources in one directory. */
  public static projected(path: string, sources: ProjectedSource[], options: ProjectedMountOptions = {}): Mount {
    checkOptions('Mount.projected', 'ProjectedMountOptions', options);
    const volume = volumeNamed(options, path, {
      projected: { sources: sources.map((source) => source._source), defaultMode: options.mode },
    });
    return new Mount(path, options, volume, undefined);
  }

  /** Files with what the pod says of itself. */
  public static downwardApi(path: string, files: DownwardApiFile[], options: ProjectedMountOptions = {}): Mount {
    checkOptions('Mount.downwardApi', 'ProjectedMountOptions', options);
    const volume = volumeNamed(options, path, {
      downwardAPI: { items: files.map(downwardApiItem), defaultMode: options.mode },
    });
    return new Mount(path, options, volume, undefined);
  }

  /** A volume that a CSI driver makes for the pod. `readOnly` makes both the volume and the mount read-only. */
  public static csi(path: string, driver: string, options: CsiMountOptions = {}): Mount {
    checkOptions('Mount.csi', 'CsiMountOptions', options);
    const { readOnly, fsType, attributes, secretName } = options;
    const volume = volumeNamed(options, path, {
      csi: {
        driver,
        readOnly,
        fsType,
        volumeAttributes: undefinedIfEmpty({ ...attributes }),
        nodePublishSecretRef: secretName === undefined ? undefined : { name: secretName },
      },
    });
    return new Mount(path, options, volume, undefined);
  }

  /** A volume of a claim that is made with each pod and deleted with it. Every workload has these. */
  public static ephemeral(path: string, claim: EphemeralClaimProps, options: MountOptions = {}): Mount {
    checkOptions('Mount.ephemeral', 'EphemeralClaimProps', claim);
    checkOptions('Mount.ephemeral', 'MountOptions', options);
    const metadata = undefinedIfEmpty({ labels: claim.labels, annotations: claim.annotations });
    const volume = volumeNamed(options, path, {
      ephemeral: { volumeClaimTemplate: { metadata, spec: claimSpec(claim) } },
    });
    return new Mount(path, options, volume, undefined);
  }

  /**
   * The files of an image, read-only. The cluster needs the feature gate ImageVolume, which is off by default in 1.34: the
   * API server drops the volume without it.
   *
   * @param reference the image with a tag or digest
   */
  public static image(path: string, reference: string, options: ImageMountOptions = {}): Mount {
    checkOptions('Mount.image', 'ImageMountOptions', options);
    const volume = volumeNamed(options, path, { image: { reference, pullPolicy: options.pullPolicy } });
    return new Mount(path, options, volume, undefined);
  }

  /** A volume that another mount of the same pod declares. It is an error at synth when none does. */
  public static volume(path: string, volumeName: string, options: MountOptions = {}): Mount {
    checkOptions('Mount.volume', 'MountOptions', options);
    if (options.volumeName !== undefined && options.volumeName !== volumeName) {
      throw new Error(`the volume is named twice: "${volumeName}" and "${options.volumeName}"`);
    }
    return new Mount(path, { ...options, volumeName }, undefined, undefined);
  }

  private constructor(
    /** Path in the container. */
    public readonly path: string,
    private readonly options: MountOptions,
    /** @internal */
    public readonly _volume: core.Volume | undefined,
    /** @internal */
    public readonly _claimTemplate: ClaimTemplate | undefined,
  ) {}

  /** Name of the volume in the pod. */
  public get volumeName(): string {
    return this._volume?.name ?? this.options.volumeName ?? '';
  }

  /** The same volume at another path, for another container or directory. */
  public at(path: string, options: MountOptions = {}): Mount {
    return new Mount(path, { ...options, volumeName: this.volumeName }, this._volume, this._claimTemplate);
  }

  /** @internal */
  public _toKube(): core.VolumeMount {
    const { readOnly, recursiveReadOnly, subPath, subPathExpr, propagation } = this.options;
    return {
      name: this.volumeName,
      mountPath: this.path,
      readOnly,
      recursiveReadOnly,
      subPath,
      subPathExpr,
      mountPropagation: propagation,
    };
  }
}

function volumeNamed(options: MountOptions, base: string, source: Omit<core.Volume, 'name'>): core.Volume {
  return { name: options.volumeName ?? asLabel(base), ...source };
}

/** A DNS label made from a name or path; the part that counts stands at its end. */
function asLabel(text: string): string {
  const label = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(-63)
    .replace(/^-+|-+$/g, '');
  return label === '' ? 'root' : label;
}
