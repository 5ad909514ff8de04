import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import type * as core from '../kubernetes/api/core';
import type * as discovery from '../kubernetes/api/discovery';
import type * as meta from '../kubernetes/api/meta';
import { plainString } from '../tokens/plain-value';
import { emitObject } from '../rules/emit-object';
import { EndpointObjects, type ExternalTarget } from './external-target';
import { serviceMetadata, ServiceObject } from './service-object';
import { type ServicePortProps } from './service-port';
import { type ServiceObjectProps } from './service-props';
import { checkProps } from '../props/check-props';

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
    checkProps(scope, id, 'ExternalServiceProps', props);
    super(scope, id, props, props.target._dnsName === undefined ? props.target._ports : []);
    const { _dnsName: dnsName, _objects: objects } = props.target;
    if (dnsName !== undefined) {
      this.resource = this._emit(props, { type: 'ExternalName', externalName: dnsName });
      this.endpointSlices = [];
      return;
    }
    this.resource = this._emit(props, {});
    if (objects !== EndpointObjects.ENDPOINT_SLICE) this.endpoints = this.addEndpoints(props);
    this.endpointSlices = objects === EndpointObjects.ENDPOINTS ? [] : this.addSlices(props);
  }

  private addEndpoints(props: ExternalServiceProps): ApiObject {
    const { _addresses: addresses, _ports: ports, _objects: objects } = props.target;
    const unmirrored: { [key: string]: string } =
      objects === EndpointObjects.BOTH ? { 'endpointslice.kubernetes.io/skip-mirror': 'true' } : {};
    return emitObject<core.Endpoints>(this, 'Endpoints', {
      apiVersion: 'v1',
      kind: 'Endpoints',
      // The name is what ties it to the Service.
      metadata: { ...this.shared(props, unmirrored), name: this.name },
      subsets: [{ addresses: addresses.map((ip) => ({ ip })), ports: ports.map(endpointPort) }],
    });
  }

  private addSlices(props: ExternalServiceProps): ApiObject[] {
    const { _addresses: addresses, _ports: ports } = props.target;
    return ['IPv4', 'IPv6'].flatMap((family) => {
      const own = addresses.filter((ip) => plainString(ip).includes(':') === (family === 'IPv6'));
      if (own.length === 0) return [];
      return emitObject<discovery.EndpointSlice>(this, `EndpointSlice-${family}`, {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          // The label ties it to the Service; the name is free, and must not be that of a generated slice.
          ...this.shared(props, { 'kubernetes.io/service-name': this.name }),
          name: `${this.name}-${family.toLowerCase()}`,
        },
        addressType: family,
        endpoints: [{ addresses: own, conditions: { ready: true } }],
        // The name of a slice's port must be there, empty for a Service with a single unnamed one.
        ports: ports.map((port) => ({ name: '', ...endpointPort(port) })),
      });
    });
  }

  private shared(props: ExternalServiceProps, labels: { [key: string]: string }): meta.ObjectMeta {
    const all = { ...props.labels, ...labels };
    return {
      ...serviceMetadata(props),
      annotations: undefined,
      labels: Object.keys(all).length === 0 ? undefined : all,
    };
  }
}

/** The port on the hosts; its name ties it to the Service's port. */
function endpointPort({ name, port, targetPort, protocol, appProtocol }: ServicePortProps): core.EndpointPort {
  return { ...(name === undefined ? {} : { name }), port: targetPort ?? port, protocol, appProtocol };
}
