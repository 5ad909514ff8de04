import { type Protocol } from 'cdk8s-plus-27';
import { type ServicePortProps } from '../network/service-port';
import { type ServiceTrafficOptions } from '../network/service-traffic';

/** The Service in front of a workload's pods. */
export interface WorkloadServiceOptions extends ServiceTrafficOptions {
  /** Port of the Service. */
  readonly port: number;

  /**
   * Number of the port on the pods.
   *
   * @default - not written: the same as the Service's, unless `targetPortName` is given
   */
  readonly targetPort?: number;

  /**
   * Name of the port on the pods, as a container declares it; excludes `targetPort`.
   *
   * @default - none
   */
  readonly targetPortName?: string;

  /**
   * Name of the Service's port; needed with `extraPorts`.
   *
   * @default - none
   */
  readonly portName?: string;

  /**
   * Protocol of the port.
   *
   * @default - TCP, chosen by the API server
   */
  readonly protocol?: Protocol;

  /**
   * Port of every node, from 30000 to 32767, for the types NodePort and LoadBalancer.
   *
   * @default - chosen by the API server
   */
  readonly nodePort?: number;

  /**
   * Protocol of the application, such as `http` or `kubernetes.io/h2c`.
   *
   * @default - none
   */
  readonly appProtocol?: string;

  /**
   * Further ports. Each port of a Service with several needs a name.
   *
   * @default - none
   */
  readonly extraPorts?: ServicePortProps[];

  /**
   * Name of the Service.
   *
   * @default - the workload's name
   */
  readonly name?: string;

  /**
   * Labels of the Service.
   *
   * @default - the chart's
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the Service.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** All ports of a workload's Service. */
export function workloadServicePorts(service: WorkloadServiceOptions): ServicePortProps[] {
  const { port, targetPort, targetPortName, portName, protocol, nodePort, appProtocol, extraPorts = [] } = service;
  return [{ port, name: portName, targetPort, targetPortName, protocol, nodePort, appProtocol }, ...extraPorts];
}
