import { type ApiObject } from 'cdk8s';
import { ServiceType } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { reject } from '../rules/reject';
import { admitController, type IBackend, ServiceBackend } from './backend';
import { type PlusClass } from './cdk8s-plus';
import { type NetworkPeer } from './network-peer';
import { ServiceObject } from './service-object';
import { type ServicePortProps } from './service-port';
import { type PortedServiceProps } from './service-props';
import { type ServiceTrafficOptions } from './service-traffic';
import { checkProps } from '../props/check-props';

/** A Service in front of pods. */
export interface ClusterServiceProps extends PortedServiceProps, ServiceTrafficOptions {}

/**
 * A Service with an address of its own in front of pods.
 *
 * @throws when the type is EXTERNAL_NAME, or a port has both a target's number and name
 */
export class ClusterService extends ServiceObject implements IBackend {
  public readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: ClusterServiceProps) {
    checkProps(scope, id, 'ClusterServiceProps', props);
    super(scope, id, props, props.ports, props.selector);
    const { type, sessionAffinityTimeout: timeout, externalIps, loadBalancerSourceRanges } = props;
    if (type === ServiceType.EXTERNAL_NAME) {
      reject(this, ['type must be ClusterIP, NodePort or LoadBalancer, got ExternalName: use an ExternalService']);
    }
    if (props.clusterIp === 'None') reject(this, ['clusterIp must be an address, got None: use a HeadlessService']);
    this.resource = this._emit(props, {
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

  /** This Service as the backend of an Ingress or an HTTPRoute. */
  public toBackend(port?: number): ServiceBackend {
    const chosen = this.portOf(port);
    return ServiceBackend._ofPods(this.name, chosen.port, this.resource.metadata.namespace, this._podsBehind(chosen));
  }

  /**
   * This Service as the backend of an Ingress of cdk8s-plus, of any version.
   *
   * @param port which of the Service's ports; may be left out when there is one
   * @param controller the pods of the ingress controller, which the NetworkPolicy of the workload admits; without them,
   * a NetworkPolicy that admits only pods of its namespace is an error at synth, and `[]` opens nothing
   * @returns an `IngressBackend` of cdk8s-plus
   * @throws when the Service has no such port, or several and none is named
   */
  public toIngressBackend(port?: number, controller?: NetworkPeer[]): PlusClass {
    const chosen = this.toBackend(port);
    const problems = admitController([chosen], controller);
    if (problems.length > 0) this.node.addValidation({ validate: () => problems });
    const backend = { service: { name: this.name, port: { number: chosen.port } } };
    return { _toKube: () => backend };
  }

  private portOf(port?: number): ServicePortProps {
    const found = this.ports.filter((each) => port === undefined || each.port === port);
    const [chosen] = found;
    if (chosen !== undefined && found.length === 1) return chosen;
    const known = this.ports.map((each) => each.port).join(', ');
    throw new Error(
      `[${this.node.path}] a backend is one of the ports of the Service (${known}), got ${port ?? 'none: name one'}`,
    );
  }
}
