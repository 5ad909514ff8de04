import { type Protocol, type ServiceType } from 'cdk8s-plus-27';

/** The Service in front of a workload's pods. */
export interface WorkloadServiceOptions {
  /** Port of the Service. */
  readonly port: number;

  /**
   * Port of the pods.
   *
   * @default - not written: the same as the Service's
   */
  readonly targetPort?: number;

  /**
   * Name of the Service's port.
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
   * Within the cluster, on every node, or behind a load balancer.
   *
   * @default - ClusterIP, chosen by the API server
   */
  readonly type?: ServiceType;

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
