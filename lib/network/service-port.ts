import { type Protocol } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';

/** A port of a Service. */
export interface ServicePortProps {
  /** Port that clients connect to, 1 to 65535. */
  readonly port: number;

  /**
   * Name of the port, a DNS label; needed as soon as there are two.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * Number of the port on the pods.
   *
   * @default - the same as `port`, unless `targetPortName` is given
   */
  readonly targetPort?: number;

  /**
   * Name of the port on the pods, so that each pod may have its own number; excludes `targetPort`.
   *
   * @default - none
   */
  readonly targetPortName?: string;

  /**
   * Protocol of the transport.
   *
   * @default - TCP, chosen by the API server
   */
  readonly protocol?: Protocol;

  /**
   * Port on every node, 30000 to 32767, for the types NodePort and LoadBalancer.
   *
   * @default - chosen by the API server where the type has one
   */
  readonly nodePort?: number;

  /**
   * Protocol of the application, such as `http` or `kubernetes.io/h2c`, for those who route by it.
   *
   * @default - none
   */
  readonly appProtocol?: string;
}

/** The port as manifests write it. */
export function servicePort(props: ServicePortProps): core.ServicePort {
  const { targetPort, targetPortName } = props;
  return {
    name: props.name,
    port: props.port,
    targetPort: targetPortName ?? targetPort,
    protocol: props.protocol,
    nodePort: props.nodePort,
    appProtocol: props.appProtocol,
  };
}

/** What is wrong with a list of ports that a single rule about one field does not see. */
export function servicePortProblems(ports: ServicePortProps[]): string[] {
  return ports.flatMap(({ port, targetPort, targetPortName }) =>
    targetPort !== undefined && targetPortName !== undefined
      ? [`port ${port} must have one of targetPort, targetPortName, got ${targetPort} and "${targetPortName}"`]
      : [],
  );
}
