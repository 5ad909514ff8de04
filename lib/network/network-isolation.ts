import { type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type * as networking from '../kubernetes/api/networking';
import { reject } from '../rules/reject';
import { emitObject } from '../rules/emit-object';
import { type NetworkPolicyOptions, networkPolicySpec } from './network-policy-spec';

/** A NetworkPolicy and its metadata. */
export interface NetworkIsolationProps extends NetworkPolicyOptions {
  /**
   * Name of the NetworkPolicy.
   *
   * @default - made from the construct's path
   */
  readonly name?: string;

  /**
   * Namespace of the NetworkPolicy and its pods.
   *
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of the NetworkPolicy.
   *
   * @default - the chart's
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the NetworkPolicy.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** A NetworkPolicy that cuts pods off from everything but DNS and what the given rules allow, in both directions. */
export class NetworkIsolation extends Construct {
  /** The API object. */
  public readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: NetworkIsolationProps) {
    super(scope, id);
    this.resource = emitObject<networking.NetworkPolicy>(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name: props.name,
        namespace: props.namespace,
        labels: props.labels && { ...props.labels },
        annotations: props.annotations && { ...props.annotations },
      },
      spec: this.specOf(props),
    });
  }

  /** Name of the API object. */
  public get name(): string {
    return this.resource.name;
  }

  private specOf(props: NetworkIsolationProps): networking.NetworkPolicySpec | undefined {
    try {
      return networkPolicySpec(props);
    } catch (error) {
      reject(this, [error instanceof Error ? error.message : String(error)]);
      return undefined;
    }
  }
}
