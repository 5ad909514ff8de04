import { type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type * as core from '../kubernetes/api/core';
import type * as meta from '../kubernetes/api/meta';
import { reject } from '../rules/reject';
import { emitObject } from '../rules/emit-object';
import { type PodsBehind } from './backend';
import { servicePort, type ServicePortProps, servicePortProblems } from './service-port';
import { type ServiceObjectProps } from './service-props';

/** What a ServiceMonitor can scrape: a Service, or a workload with one. */
export interface IScrapeTarget {
  /** The Service by which Prometheus finds the pods. */
  toScrapeTarget(): ServiceObject;
}

/** A construct around one Service. */
export abstract class ServiceObject extends Construct implements IScrapeTarget {
  /** The API object. */
  public abstract readonly resource: ApiObject;

  /** The ports, as given. */
  public readonly ports: ServicePortProps[];

  private readonly ownLabels?: { readonly [key: string]: string };
  private readonly podSelector?: { readonly [key: string]: string };
  private podsBehind?: (port: ServicePortProps) => PodsBehind;

  constructor(
    scope: Construct,
    id: string,
    props: ServiceObjectProps,
    ports: ServicePortProps[],
    selector?: { readonly [key: string]: string },
  ) {
    super(scope, id);
    reject(this, servicePortProblems(ports));
    this.ports = ports.map((port) => ({ ...port }));
    this.ownLabels = props.labels && { ...props.labels };
    this.podSelector = selector && { ...selector };
  }

  /** Name of the Service: its host name within the namespace. */
  public get name(): string {
    return this.resource.name;
  }

  /** Host name of the Service from everywhere in the cluster; without the namespace when the chart leaves it open. */
  public get host(): string {
    const { namespace } = this.resource.metadata;
    return namespace === undefined ? this.name : `${this.name}.${namespace}.svc`;
  }

  public toScrapeTarget(): ServiceObject {
    return this;
  }

  /**
   * Labels that tell this Service from others: those that were given, else those of its pods, which are added to it.
   *
   * @internal
   */
  public _selectingLabels(): { readonly [key: string]: string } {
    const labels = this.ownLabels ?? this.podSelector ?? {};
    if (Object.keys(labels).length === 0) {
      reject(this, ['has no labels to select the Service by: give it the prop labels']);
    }
    for (const [key, value] of Object.entries(labels)) this.resource.metadata.addLabel(key, value);
    return labels;
  }

  /**
   * Says which pods are behind the ports.
   *
   * @internal
   */
  public _setPods(podsBehind: (port: ServicePortProps) => PodsBehind): void {
    this.podsBehind = podsBehind;
  }

  /**
   * The pods that serve a port, if the Service was made for a workload.
   *
   * @internal
   */
  public _podsBehind(port: ServicePortProps): PodsBehind | undefined {
    return this.podsBehind?.(port);
  }

  /**
   * Makes the API object, with the check of Kubernetes' rules.
   *
   * @internal
   */
  protected _emit(props: ServiceObjectProps, spec: core.ServiceSpec): ApiObject {
    const { ports } = this;
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
