import { type Duration } from 'cdk8s';
import { type ContainerPort } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';
import { httpGetAction, type HttpTarget, type PortTarget, targetPort, tcpSocketAction } from './handler';
import { optionalSeconds } from './seconds';
import { checkOptions } from '../props/check-props';

/**
 * The numbers of a probe. What is left out is chosen by the API server.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes
 */
export interface ProbeOptions {
  /**
   * Time from the container's start to the first check, in whole seconds.
   *
   * @default - 0 s
   */
  readonly initialDelay?: Duration;

  /**
   * Time between two checks, in whole seconds, at least 1 s.
   *
   * @default - 10 s
   */
  readonly period?: Duration;

  /**
   * Time after which a check has failed, in whole seconds, at least 1 s.
   *
   * @default - 1 s
   */
  readonly timeout?: Duration;

  /**
   * Successes in a row after which the container counts as well. Must be 1 for liveness and startup.
   *
   * @default - 1
   */
  readonly successThreshold?: number;

  /**
   * Failures in a row after which the container counts as failed, at least 1.
   *
   * @default - 3
   */
  readonly failureThreshold?: number;

  /**
   * Grace period when this probe kills the container, in whole seconds. Not for readiness.
   *
   * @default - the pod's grace period
   */
  readonly terminationGracePeriod?: Duration;
}

/** An HTTP check. */
export interface HttpProbeOptions extends ProbeOptions, HttpTarget {}

/** A TCP check. */
export interface TcpProbeOptions extends ProbeOptions, PortTarget {}

/** A gRPC check. */
export interface GrpcProbeOptions extends ProbeOptions {
  /**
   * Number of the container's port.
   *
   * @default - the container's first port
   */
  readonly port?: number;

  /**
   * Service name of the gRPC health protocol.
   *
   * @default - the server's own health
   */
  readonly service?: string;
}

/** How the kubelet asks whether a container has started, is alive, or can take traffic. */
export class Probe {
  /** Succeeds when an HTTP GET answers with a status from 200 to 399. */
  public static httpGet(path: string, options: HttpProbeOptions = {}): Probe {
    checkOptions('Probe.httpGet', 'HttpProbeOptions', options);
    return new Probe(options, (what, ports) => ({ httpGet: httpGetAction(what, path, options, ports) }));
  }

  /** Succeeds when the command exits with 0. */
  public static exec(command: string[], options: ProbeOptions = {}): Probe {
    checkOptions('Probe.exec', 'ProbeOptions', options);
    const words = [...command];
    return new Probe(options, () => ({ exec: { command: words } }));
  }

  /** Succeeds when a TCP connection opens. */
  public static tcpSocket(options: TcpProbeOptions = {}): Probe {
    checkOptions('Probe.tcpSocket', 'TcpProbeOptions', options);
    return new Probe(options, (what, ports) => ({ tcpSocket: tcpSocketAction(what, options, ports) }));
  }

  /** Succeeds when the gRPC health protocol answers SERVING. */
  public static grpc(options: GrpcProbeOptions = {}): Probe {
    checkOptions('Probe.grpc', 'GrpcProbeOptions', options);
    return new Probe(options, (what, ports) => ({
      grpc: { port: targetPort(what, { port: options.port }, ports) as number, service: options.service },
    }));
  }

  private constructor(
    private readonly options: ProbeOptions,
    private readonly action: (what: string, ports: ContainerPort[]) => core.Probe,
  ) {}

  /**
   * @param what which probe of which container, for messages
   * @param ports the container's ports
   * @internal
   */
  public _toKube(what: string, ports: ContainerPort[]): core.Probe {
    const { options } = this;
    const seconds = (prop: 'initialDelay' | 'period' | 'timeout' | 'terminationGracePeriod'): number | undefined =>
      options[prop] && optionalSeconds(`${prop} of ${what}`, options[prop]);
    return {
      ...this.action(what, ports),
      initialDelaySeconds: seconds('initialDelay'),
      periodSeconds: seconds('period'),
      timeoutSeconds: seconds('timeout'),
      successThreshold: options.successThreshold,
      failureThreshold: options.failureThreshold,
      terminationGracePeriodSeconds: seconds('terminationGracePeriod'),
    };
  }
}
