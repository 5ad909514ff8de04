import { type ContainerPort, type ImagePullPolicy, type RestartPolicy } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';
import { undefinedIfEmpty } from './undefined-if-empty';
import { type Env } from './env';
import { type LifecycleAction } from './lifecycle-action';
import { type Mount } from './mount';
import { type Probe } from './probe';
import { type Resources } from './resources';
import { type SecurityProfile } from './security-profile';
import { type VolumeDevice } from './volume-device';

/** Where the last message of a container comes from. */
export enum TerminationMessagePolicy {
  /** From the file at `terminationMessagePath`. */
  FILE = 'File',
  /** From the file, and from the end of the log when the file is empty and the container failed. */
  FALLBACK_TO_LOGS_ON_ERROR = 'FallbackToLogsOnError',
}

/** What happens to a container when one of its resources is resized in place. */
export interface ContainerResizePolicy {
  /** `cpu` or `memory`. */
  readonly resourceName: string;

  /** `NotRequired` or `RestartContainer`. */
  readonly restartPolicy: string;
}

/** What a container is, apart from its name and its readiness. */
export interface ContainerOptions {
  /** Image with a tag or digest. */
  readonly image: string;

  /**
   * When to pull the image.
   *
   * @default - Always for the tag `latest` or none, else IfNotPresent; chosen by the API server
   */
  readonly imagePullPolicy?: ImagePullPolicy;

  /**
   * Command in place of the image's entrypoint.
   *
   * @default - the image's entrypoint
   */
  readonly command?: string[];

  /**
   * Arguments in place of the image's command.
   *
   * @default - the image's command
   */
  readonly args?: string[];

  /**
   * Working directory.
   *
   * @default - the image's
   */
  readonly workingDir?: string;

  /**
   * Keep standard input open.
   *
   * @default - false
   */
  readonly stdin?: boolean;

  /**
   * Close standard input after the first session that attaches to it; needs `stdin`.
   *
   * @default - false
   */
  readonly stdinOnce?: boolean;

  /**
   * Give the process a terminal; needs `stdin`.
   *
   * @default - false
   */
  readonly tty?: boolean;

  /**
   * File from which the container's last message is read, an absolute path.
   *
   * @default - /dev/termination-log, chosen by the API server
   */
  readonly terminationMessagePath?: string;

  /**
   * Where the container's last message comes from: the file alone, or the end of the log when the file is empty.
   *
   * @default - the file, chosen by the API server
   */
  readonly terminationMessagePolicy?: TerminationMessagePolicy;

  /**
   * Ports, named or numbered. The first is the one that probes use unless they say otherwise.
   *
   * @default - none
   */
  readonly ports?: ContainerPort[];

  /**
   * Environment, in order.
   *
   * @default - none
   */
  readonly env?: Env[];

  /**
   * Mounts; each brings its volume into the pod.
   *
   * @default - none
   */
  readonly mounts?: Mount[];

  /**
   * Claims that the container sees as raw block devices.
   *
   * @default - none
   */
  readonly devices?: VolumeDevice[];

  /**
   * Whether a change of CPU or memory in place restarts the container.
   *
   * @default - it does not
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
   */
  readonly resizePolicy?: ContainerResizePolicy[];

  /**
   * CPU, memory and other requests and limits.
   *
   * @default - none
   */
  readonly resources?: Resources;

  /**
   * Restarts the container when it fails.
   *
   * @default - none
   */
  readonly liveness?: Probe;

  /**
   * Holds the other probes back until it succeeds.
   *
   * @default - none
   */
  readonly startup?: Probe;

  /**
   * Runs right after the container's start.
   *
   * @default - nothing
   */
  readonly postStart?: LifecycleAction;

  /**
   * Runs before the container is told to stop; counts against the grace period.
   *
   * @default - nothing
   */
  readonly preStop?: LifecycleAction;
}

/** A container beside the main one. */
export interface ContainerProps extends ContainerOptions {
  /** Name, a DNS label unique in the pod. */
  readonly name: string;

  /**
   * Keeps traffic away until it succeeds. Not for init containers.
   *
   * @default - none
   */
  readonly readiness?: Probe;

  /**
   * Restart policy of an init container: `RestartPolicy.ALWAYS` makes it a native sidecar, which starts before the
   * containers, keeps running beside them and does not keep a Job from finishing.
   *
   * @default - none: an init container runs to its end
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  readonly restartPolicy?: RestartPolicy;

  /**
   * Security context of this container alone.
   *
   * @default - the pod's
   */
  readonly security?: SecurityProfile;
}

/**
 * A container as the API writes it.
 *
 * @param podSecurity the profile that the container inherits unless it has its own
 */
export function containerSpec(props: ContainerProps, podSecurity: SecurityProfile): core.Container {
  const ports = props.ports ?? [];
  const named = (what: string) => `the ${what} of container "${props.name}"`;
  const variables = (props.env ?? []).flatMap((env) => env._variable ?? []);
  const sources = (props.env ?? []).flatMap((env) => env._source ?? []);
  return {
    name: props.name,
    restartPolicy: props.restartPolicy,
    image: props.image,
    imagePullPolicy: props.imagePullPolicy,
    command: undefinedIfEmpty(props.command && [...props.command]),
    args: undefinedIfEmpty(props.args && [...props.args]),
    workingDir: props.workingDir,
    stdin: props.stdin,
    stdinOnce: props.stdinOnce,
    tty: props.tty,
    terminationMessagePath: props.terminationMessagePath,
    terminationMessagePolicy: props.terminationMessagePolicy,
    ports: undefinedIfEmpty(ports.map(containerPort)),
    env: undefinedIfEmpty(variables),
    envFrom: undefinedIfEmpty(sources),
    volumeMounts: undefinedIfEmpty((props.mounts ?? []).map((mount) => mount._toKube())),
    volumeDevices: undefinedIfEmpty((props.devices ?? []).map((device) => device._toKube())),
    resources: undefinedIfEmpty(props.resources?._toKube()),
    resizePolicy: undefinedIfEmpty(props.resizePolicy?.map((policy) => ({ ...policy }))),
    livenessProbe: props.liveness?._toKube(named('liveness probe'), ports),
    readinessProbe: props.readiness?._toKube(named('readiness probe'), ports),
    startupProbe: props.startup?._toKube(named('startup probe'), ports),
    lifecycle:
      props.postStart || props.preStop
        ? {
            postStart: props.postStart?._toKube(named('postStart hook'), ports),
            preStop: props.preStop?._toKube(named('preStop hook'), ports),
          }
        : undefined,
    securityContext: props.security ? props.security._toOverridingContext() : podSecurity._toContainerContext(),
  };
}

function containerPort(port: ContainerPort): core.ContainerPort {
  return {
    containerPort: port.number,
    name: port.name,
    protocol: port.protocol,
    hostPort: port.hostPort,
    hostIP: port.hostIp,
  };
}
