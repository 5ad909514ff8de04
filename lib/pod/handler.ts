import { type ConnectionScheme, type ContainerPort } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';
import { undefinedIfEmpty } from './undefined-if-empty';

/** Where an HTTP or TCP check of a container goes. */
export interface PortTarget {
  /**
   * Number of the container's port.
   *
   * @default - the port named by `portName`, or the container's first port
   */
  readonly port?: number;

  /**
   * Name of the container's port, instead of its number.
   *
   * @default - the port is given by number
   */
  readonly portName?: string;

  /**
   * Host to connect to.
   *
   * @default - the pod's address
   */
  readonly host?: string;
}

/** An HTTP GET on a container. */
export interface HttpTarget extends PortTarget {
  /**
   * HTTP or HTTPS.
   *
   * @default - HTTP, chosen by the API server
   */
  readonly scheme?: ConnectionScheme;

  /**
   * Headers of the request, by name.
   *
   * @default - none
   */
  readonly headers?: { readonly [name: string]: string };
}

/** The port of a check, by name or number: the given one, else the container's first. */
export function targetPort(what: string, target: PortTarget, ports: ContainerPort[]): number | string {
  if (target.port !== undefined && target.portName !== undefined) {
    throw new Error(`${what} takes a port or a portName, got both: ${target.port} and "${target.portName}"`);
  }
  if (target.portName !== undefined) {
    return target.portName;
  }
  const port = target.port ?? ports[0]?.number;
  if (port === undefined) {
    throw new Error(`${what} needs a port: give one, or declare the container's ports`);
  }
  return port;
}

/** The `httpGet` action of probes and lifecycle hooks. */
export function httpGetAction(
  what: string,
  path: string,
  target: HttpTarget,
  ports: ContainerPort[],
): core.HTTPGetAction {
  return {
    path,
    port: targetPort(what, target, ports),
    host: target.host,
    scheme: target.scheme,
    httpHeaders: undefinedIfEmpty(
      target.headers && Object.entries(target.headers).map(([name, value]) => ({ name, value })),
    ),
  };
}

/** The `tcpSocket` action of probes and lifecycle hooks. */
export function tcpSocketAction(what: string, target: PortTarget, ports: ContainerPort[]): core.TCPSocketAction {
  return { port: targetPort(what, target, ports), host: target.host };
}
