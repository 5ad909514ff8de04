import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { reject } from '../rules/reject';
import { validateResource } from '../rules/validate-resource';
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
    this.resource = new ApiObject(
      this,
      'Resource',
      k8s.KubeNetworkPolicy.manifest({
        metadata: {
          name: props.name,
          namespace: props.namespace,
          labels: props.labels && { ...props.labels },
          annotations: props.annotations && { ...props.annotations },
        },
        spec: this.specOf(props),
      }) as ApiObjectProps,
    );
    validateResource(this, this.resource);
  }

  /** Name of the API object. */
  public get name(): string {
    return this.resource.name;
  }

  private specOf(props: NetworkIsolationProps): k8s.NetworkPolicySpec | undefined {
    try {
      return networkPolicySpec(props);
    } catch (error) {
      reject(this, [error instanceof Error ? error.message : String(error)]);
      return undefined;
    }
  }
}
