import { type Duration } from 'cdk8s';
import { type ContainerPort } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';
import { httpGetAction, type HttpTarget, type PortTarget, tcpSocketAction } from './handler';
import { wholeSeconds } from './seconds';
import { checkOptions } from '../props/check-props';

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
    checkOptions('LifecycleAction.httpGet', 'HttpTarget', options);
    return new LifecycleAction((what, ports) => ({ httpGet: httpGetAction(what, path, options, ports) }));
  }

  /** Opens a TCP connection. */
  public static tcpSocket(options: PortTarget = {}): LifecycleAction {
    checkOptions('LifecycleAction.tcpSocket', 'PortTarget', options);
    return new LifecycleAction((what, ports) => ({ tcpSocket: tcpSocketAction(what, options, ports) }));
  }

  /** Waits, so that load balancers take the pod out before it stops. Needs Kubernetes 1.30; in whole seconds. */
  public static sleep(duration: Duration): LifecycleAction {
    return new LifecycleAction((what) => ({ sleep: { seconds: wholeSeconds(`the sleep of ${what}`, duration) } }));
  }

  private constructor(private readonly handler: (what: string, ports: ContainerPort[]) => core.LifecycleHandler) {}

  /** @internal */
  public _toKube(what: string, ports: ContainerPort[]): core.LifecycleHandler {
    return this.handler(what, ports);
  }
}
