import { type Duration } from 'cdk8s';
import type * as core from '../kubernetes/api/core';
import { undefinedIfEmpty } from './undefined-if-empty';
import { optionalSeconds } from './seconds';
import { checkOptions } from '../props/check-props';

/** Which keys of a ConfigMap or Secret become files, and how. */
export interface ProjectionOptions {
  /**
   * File paths by key; other keys are left out.
   *
   * @default - every key is a file of its name
   */
  readonly items?: { readonly [key: string]: string };

  /**
   * Permissions of the files, for example `0o400`.
   *
   * @default - 0o644, chosen by the API server
   */
  readonly mode?: number;

  /**
   * Start the pod also when the object or a key does not exist.
   *
   * @default - false
   */
  readonly optional?: boolean;
}

/** A file with something that the pod says of itself: exactly one of `fieldPath` and `resource`. */
export interface DownwardApiFile {
  /** Path of the file within the mount. */
  readonly path: string;

  /**
   * A field such as `metadata.labels`.
   *
   * @default - a resource
   */
  readonly fieldPath?: string;

  /**
   * A resource such as `limits.memory`; needs `container`.
   *
   * @default - a field
   */
  readonly resource?: string;

  /**
   * Name of the container whose resource is read.
   *
   * @default - none
   */
  readonly container?: string;

  /**
   * Unit of a resource, a quantity such as `1Mi`.
   *
   * @default - "1"
   */
  readonly divisor?: string;

  /**
   * Permissions of the file, for example `0o400`.
   *
   * @default - the volume's
   */
  readonly mode?: number;
}

/** A service account token as a file. */
export interface ServiceAccountTokenOptions {
  /**
   * For whom the token is made out.
   *
   * @default - the API server
   */
  readonly audience?: string;

  /**
   * Validity in whole seconds, at least 600 s.
   *
   * @default - 3600 s
   */
  readonly expiration?: Duration;
}

/** `items` as the API lists them. */
export function keyToPaths(items?: { readonly [key: string]: string }): core.KeyToPath[] | undefined {
  return undefinedIfEmpty(items && Object.entries(items).map(([key, path]) => ({ key, path })));
}

/** A downward API file as the API writes it. */
export function downwardApiItem(file: DownwardApiFile): core.DownwardAPIVolumeFile {
  if ((file.fieldPath === undefined) === (file.resource === undefined)) {
    throw new Error(
      `downward API file "${file.path}" takes either fieldPath or resource, got ${file.fieldPath === undefined ? 'neither' : 'both'}`,
    );
  }
  return {
    path: file.path,
    mode: file.mode,
    fieldRef: file.fieldPath === undefined ? undefined : { fieldPath: file.fieldPath },
    resourceFieldRef:
      file.resource === undefined
        ? undefined
        : {
            resource: file.resource,
            containerName: file.container,
            divisor: file.divisor === undefined ? undefined : file.divisor,
          },
  };
}

/** One source of a projected volume. */
export class ProjectedSource {
  /** Keys of a ConfigMap. The `mode` of a source has no meaning in the API: give it to the mount. */
  public static configMap(name: string, options: ProjectionOptions = {}): ProjectedSource {
    checkOptions('ProjectedSource.configMap', 'ProjectionOptions', options);
    refuseMode(name, options);
    return new ProjectedSource({
      configMap: { name, items: keyToPaths(options.items), optional: options.optional },
    });
  }

  /** Keys of a Secret. The `mode` of a source has no meaning in the API: give it to the mount. */
  public static secret(name: string, options: ProjectionOptions = {}): ProjectedSource {
    checkOptions('ProjectedSource.secret', 'ProjectionOptions', options);
    refuseMode(name, options);
    return new ProjectedSource({ secret: { name, items: keyToPaths(options.items), optional: options.optional } });
  }

  /** A token of the pod's service account. */
  public static serviceAccountToken(path: string, options: ServiceAccountTokenOptions = {}): ProjectedSource {
    checkOptions('ProjectedSource.serviceAccountToken', 'ServiceAccountTokenOptions', options);
    const expirationSeconds = optionalSeconds(`expiration of the token "${path}"`, options.expiration);
    return new ProjectedSource({ serviceAccountToken: { path, audience: options.audience, expirationSeconds } });
  }

  /** What the pod says of itself. */
  public static downwardApi(files: DownwardApiFile[]): ProjectedSource {
    return new ProjectedSource({ downwardAPI: { items: files.map(downwardApiItem) } });
  }

  private constructor(
    /** @internal */
    public readonly _source: core.VolumeProjection,
  ) {}
}

function refuseMode(name: string, options: ProjectionOptions): void {
  if (options.mode !== undefined) {
    const mode = `0${options.mode.toString(8)}`;
    throw new Error(`a projected source has no mode of its own ("${name}", got ${mode}): give it to the mount`);
  }
}
