import { type Size } from 'cdk8s';
import { type EmptyDirMedium, type HostPathVolumeType, type MountPropagation } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';
import { type ClaimTemplate, claimTemplate, type ClaimTemplateProps } from './claim';
import {
  downwardApiItem,
  type DownwardApiFile,
  keyToPaths,
  type ProjectedSource,
  type ProjectionOptions,
} from './projection';
import { checkOptions } from '../props/check-props';

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
   * Size above which the pod is evicted; counts against the memory limit for a directory in memory.
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
    const { readOnly, subPath, subPathExpr, propagation } = this.options;
    return {
      name: this.volumeName,
      mountPath: this.path,
      readOnly,
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
