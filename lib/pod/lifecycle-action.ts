import { type ContainerPort } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';
import { httpGetAction, type HttpTarget, type PortTarget, tcpSocketAction } from './handler';

/**
 * What the kubelet does in a container right after its start or right before its stop.
 *
 * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
 */
export class LifecycleAction {
  /** Runs a command in the container. */
  public static exec(command: string[]): LifecycleAction {
    const words = [...command];
    return new LifecycleAction(() => ({ exec: { command: words } }));
  }

  /** Sends an HTTP GET. */
  public static httpGet(path: string, options: HttpTarget = {}): LifecycleAction {
    return new LifecycleAction((what, ports) => ({ httpGet: httpGetAction(what, path, options, ports) }));
  }

  /** Opens a TCP connection. */
  public static tcpSocket(options: PortTarget = {}): LifecycleAction {
    return new LifecycleAction((what, ports) => ({ tcpSocket: tcpSocketAction(what, options, ports) }));
  }

  private constructor(private readonly handler: (what: string, ports: ContainerPort[]) => core.LifecycleHandler) {}

  /** @internal */
  public _toKube(what: string, ports: ContainerPort[]): core.LifecycleHandler {
    return this.handler(what, ports);
  }
}
