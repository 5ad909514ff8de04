import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { plainString } from '../tokens/plain-value';
import { validateResource } from '../rules/validate-resource';
import { EndpointObjects, type ExternalTarget } from './external-target';
import { serviceMetadata, ServiceObject } from './service-object';
import { type ServicePortProps } from './service-port';
import { type ServiceObjectProps } from './service-props';

/** A Service for what lives outside of the cluster. */
export interface ExternalServiceProps extends ServiceObjectProps {
  /** What the Service stands for. */
  readonly target: ExternalTarget;
}

/**
 * A name in the cluster for a host outside of it, so that clients need not know where it lives.
 *
 * By DNS name it is a Service of type ExternalName. By address it is a Service without a selector, with the addresses
 * in an EndpointSlice or an Endpoints object beside it.
 */
export class ExternalService extends ServiceObject {
  public readonly resource: ApiObject;

  /** The Endpoints object, if the target has one. */
  public readonly endpoints?: ApiObject;

  /** The EndpointSlices, one for each family of addresses, if the target has them. */
  public readonly endpointSlices: ApiObject[];

  constructor(scope: Construct, id: string, props: ExternalServiceProps) {
    super(scope, id);
    const { _dnsName: dnsName, _ports: ports, _objects: objects } = props.target;
    if (dnsName !== undefined) {
      this.resource = this.emit(props, [], { type: 'ExternalName', externalName: dnsName });
      this.endpointSlices = [];
      return;
    }
    this.resource = this.emit(props, ports, {});
    if (objects !== EndpointObjects.ENDPOINT_SLICE) this.endpoints = this.addEndpoints(props);
    this.endpointSlices = objects === EndpointObjects.ENDPOINTS ? [] : this.addSlices(props);
  }

  private addEndpoints(props: ExternalServiceProps): ApiObject {
    const { _addresses: addresses, _ports: ports, _objects: objects } = props.target;
    const unmirrored: { [key: string]: string } =
      objects === EndpointObjects.BOTH ? { 'endpointslice.kubernetes.io/skip-mirror': 'true' } : {};
    return this.add(
      'Endpoints',
      k8s.KubeEndpoints.manifest({
        // The name is what ties it to the Service.
        metadata: { ...this.shared(props, unmirrored), name: this.name },
        subsets: [{ addresses: addresses.map((ip) => ({ ip })), ports: ports.map(endpointPort) }],
      }) as ApiObjectProps,
    );
  }

  private addSlices(props: ExternalServiceProps): ApiObject[] {
    const { _addresses: addresses, _ports: ports } = props.target;
    return ['IPv4', 'IPv6'].flatMap((family) => {
      const own = addresses.filter((ip) => plainString(ip).includes(':') === (family === 'IPv6'));
      if (own.length === 0) return [];
      return this.add(
        `EndpointSlice-${family}`,
        k8s.KubeEndpointSlice.manifest({
          metadata: {
            // The label ties it to the Service; the name is free, and must not be that of a generated slice.
            ...this.shared(props, { 'kubernetes.io/service-name': this.name }),
            name: `${this.name}-${family.toLowerCase()}`,
          },
          addressType: family,
          endpoints: [{ addresses: own, conditions: { ready: true } }],
          // The name of a slice's port must be there, empty for a Service with a single unnamed one.
          ports: ports.map((port) => ({ name: '', ...endpointPort(port) })),
        }) as ApiObjectProps,
      );
    });
  }

  private shared(props: ExternalServiceProps, labels: { [key: string]: string }): k8s.ObjectMeta {
    const all = { ...props.labels, ...labels };
    return {
      ...serviceMetadata(props),
      annotations: undefined,
      labels: Object.keys(all).length === 0 ? undefined : all,
    };
  }

  private add(id: string, manifest: ApiObjectProps): ApiObject {
    const object = new ApiObject(this, id, manifest);
    validateResource(this, object);
    return object;
  }
}

/** The port on the hosts; its name ties it to the Service's port. */
function endpointPort({ name, port, targetPort, protocol, appProtocol }: ServicePortProps): k8s.EndpointPort {
  return { ...(name === undefined ? {} : { name }), port: targetPort ?? port, protocol, appProtocol };
}
