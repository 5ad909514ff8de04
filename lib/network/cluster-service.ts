import { type ApiObject, App, Chart, type Duration } from 'cdk8s';
import { IngressBackend, Service, ServiceType } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { reject } from '../rules/reject';
import { ServiceObject } from './service-object';
import { type ServicePortProps } from './service-port';
import { type PortedServiceProps } from './service-props';

/** To which pods a Service sends traffic. */
export enum TrafficPolicy {
  /** To all of them. */
  CLUSTER = 'Cluster',
  /** To those on the node that the traffic came to, which keeps the client's address. */
  LOCAL = 'Local',
}

/** A Service in front of pods. */
export interface ClusterServiceProps extends PortedServiceProps {
  /**
   * From where the Service is reached: the cluster, the nodes' addresses, or a load balancer of the cloud.
   *
   * A Service for a DNS name outside of the cluster is an `ExternalService`.
   *
   * @default - not written: ServiceType.CLUSTER_IP
   */
  readonly type?: ServiceType;

  /**
   * Fixed address within the cluster's range.
   *
   * @default - chosen by the API server
   */
  readonly clusterIp?: string;

  /**
   * Addresses outside of the cluster under which its nodes take traffic for the Service.
   *
   * @default - none
   */
  readonly externalIps?: string[];

  /**
   * Send one client to one pod for this long, 1 second to 1 day.
   *
   * @default - each connection to any pod
   */
  readonly clientAffinity?: Duration;

  /**
   * Which pods take traffic from outside; for NODE_PORT and LOAD_BALANCER.
   *
   * @default - TrafficPolicy.CLUSTER, chosen by the API server
   */
  readonly externalTrafficPolicy?: TrafficPolicy;

  /**
   * Which pods take traffic from within the cluster.
   *
   * @default - TrafficPolicy.CLUSTER, chosen by the API server
   */
  readonly internalTrafficPolicy?: TrafficPolicy;

  /**
   * Blocks of addresses that a load balancer lets in, such as `203.0.113.0/24`.
   *
   * @default - everyone
   */
  readonly loadBalancerSourceRanges?: string[];

  /**
   * Which implementation makes the load balancer, such as `example.com/internal`.
   *
   * @default - the cluster's own
   */
  readonly loadBalancerClass?: string;
}

/**
 * A Service with an address of its own in front of pods.
 *
 * @throws when the type is EXTERNAL_NAME, or a port has both a target's number and name
 */
export class ClusterService extends ServiceObject {
  public readonly resource: ApiObject;

  /** The ports, as given. */
  public readonly ports: ServicePortProps[];

  constructor(scope: Construct, id: string, props: ClusterServiceProps) {
    super(scope, id);
    const { type, clientAffinity, externalIps, loadBalancerSourceRanges } = props;
    if (type === ServiceType.EXTERNAL_NAME) {
      reject(this, ['type must be ClusterIP, NodePort or LoadBalancer, got ExternalName: use an ExternalService']);
    }
    if (props.clusterIp === 'None') reject(this, ['clusterIp must be an address, got None: use a HeadlessService']);
    this.ports = props.ports.map((port) => ({ ...port }));
    this.resource = this.emit(props, props.ports, {
      type,
      clusterIP: props.clusterIp,
      selector: { ...props.selector },
      externalIPs: externalIps && [...externalIps],
      sessionAffinity: clientAffinity && 'ClientIP',
      sessionAffinityConfig: clientAffinity && { clientIP: { timeoutSeconds: clientAffinity.toSeconds() } },
      externalTrafficPolicy: props.externalTrafficPolicy,
      internalTrafficPolicy: props.internalTrafficPolicy,
      loadBalancerSourceRanges: loadBalancerSourceRanges && [...loadBalancerSourceRanges],
      loadBalancerClass: props.loadBalancerClass,
      publishNotReadyAddresses: props.publishNotReadyAddresses,
    });
  }

  /**
   * This Service as the backend of a cdk8s-plus Ingress.
   *
   * @param port which of the Service's ports; may be left out when there is one
   * @throws when the Service has no such port, or several and none is named
   */
  public toIngressBackend(port?: number): IngressBackend {
    // cdk8s-plus makes a backend from nothing but a Service of its own, and reads name and ports from it. This one
    // stands in a tree of its own that nobody synthesizes.
    const ports = this.ports.map(({ name, port: number }) => ({ name, port: number }));
    const twin = new Service(new Chart(new App(), 'Twin'), 'Service', { metadata: { name: this.name }, ports });
    try {
      return IngressBackend.fromService(twin, { port });
    } catch (error) {
      throw new Error(`[${this.node.path}] ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }
}
