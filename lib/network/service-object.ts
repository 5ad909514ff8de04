import { type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type * as core from '../kubernetes/api/core';
import type * as meta from '../kubernetes/api/meta';
import { reject } from '../rules/reject';
import { emitObject } from '../rules/emit-object';
import { servicePort, type ServicePortProps, servicePortProblems } from './service-port';
import { type ServiceObjectProps } from './service-props';

/** A construct around one Service. */
export abstract class ServiceObject extends Construct {
  /** The API object. */
  public abstract readonly resource: ApiObject;

  /** Name of the Service: its host name within the namespace. */
  public get name(): string {
    return this.resource.name;
  }

  /** Host name of the Service from everywhere in the cluster; without the namespace when the chart leaves it open. */
  public get host(): string {
    const { namespace } = this.resource.metadata;
    return namespace === undefined ? this.name : `${this.name}.${namespace}.svc`;
  }

  /**
   * Makes the API object, with the check of Kubernetes' rules.
   *
   * @internal
   */
  protected _emit(props: ServiceObjectProps, ports: ServicePortProps[], spec: core.ServiceSpec): ApiObject {
    reject(this, servicePortProblems(ports));
    return emitObject<core.Service>(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: serviceMetadata(props),
      spec: { ...spec, ports: ports.length === 0 ? undefined : ports.map(servicePort) },
    });
  }
}

/** Metadata of a Service or of what belongs to it. */
export function serviceMetadata(props: ServiceObjectProps): meta.ObjectMeta {
  return {
    name: props.name,
    namespace: props.namespace,
    labels: props.labels && { ...props.labels },
    annotations: props.annotations && { ...props.annotations },
  };
}
