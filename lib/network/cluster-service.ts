import { type ApiObject, App, Chart } from 'cdk8s';
import { IngressBackend, Service, ServiceType } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { reject } from '../rules/reject';
import { ServiceObject } from './service-object';
import { type ServicePortProps } from './service-port';
import { type PortedServiceProps } from './service-props';
import { type ServiceTrafficOptions } from './service-traffic';

/** A Service in front of pods. */
export interface ClusterServiceProps extends PortedServiceProps, ServiceTrafficOptions {}

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
    const { type, sessionAffinityTimeout: timeout, externalIps, loadBalancerSourceRanges } = props;
    if (type === ServiceType.EXTERNAL_NAME) {
      reject(this, ['type must be ClusterIP, NodePort or LoadBalancer, got ExternalName: use an ExternalService']);
    }
    if (props.clusterIp === 'None') reject(this, ['clusterIp must be an address, got None: use a HeadlessService']);
    this.ports = props.ports.map((port) => ({ ...port }));
    this.resource = this._emit(props, props.ports, {
      type,
      clusterIP: props.clusterIp,
      selector: { ...props.selector },
      externalIPs: externalIps && [...externalIps],
      sessionAffinity: timeout && 'ClientIP',
      sessionAffinityConfig: timeout && { clientIP: { timeoutSeconds: timeout.toSeconds() } },
      externalTrafficPolicy: props.externalTrafficPolicy,
      internalTrafficPolicy: props.internalTrafficPolicy,
      loadBalancerSourceRanges: loadBalancerSourceRanges && [...loadBalancerSourceRanges],
      loadBalancerClass: props.loadBalancerClass,
      allocateLoadBalancerNodePorts: props.allocateLoadBalancerNodePorts,
      trafficDistribution: props.trafficDistribution,
      ipFamilies: props.ipFamilies && [...props.ipFamilies],
      ipFamilyPolicy: props.ipFamilyPolicy,
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
