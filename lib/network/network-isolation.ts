import { type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type * as networking from '../kubernetes/api/networking';
import { reject } from '../rules/reject';
import { emitObject } from '../rules/emit-object';
import {
  egressRule,
  ingressRule,
  isCovered,
  type NetworkPolicyOptions,
  networkPolicySpec,
  type NetworkRule,
} from './network-policy-spec';
import { checkProps } from '../props/check-props';

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

  /** The rules of the manifest, to which rules are added until it is written. */
  private readonly ingress: networking.NetworkPolicyIngressRule[] = [];
  private readonly egress: networking.NetworkPolicyEgressRule[] = [];

  constructor(scope: Construct, id: string, props: NetworkIsolationProps) {
    checkProps(scope, id, 'NetworkIsolationProps', props);
    super(scope, id);
    const spec = this.checked(() => networkPolicySpec(props));
    this.ingress.push(...spec.ingress);
    this.egress.push(...spec.egress);
    this.resource = emitObject<networking.NetworkPolicy>(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name: props.name,
        namespace: props.namespace,
        labels: props.labels && { ...props.labels },
        annotations: props.annotations && { ...props.annotations },
      },
      spec: { ...spec, ingress: this.ingress, egress: this.egress },
    });
  }

  /** Name of the API object. */
  public get name(): string {
    return this.resource.name;
  }

  /**
   * Lets others open connections to the pods, unless a rule lets them already.
   *
   * @throws when the rule has no peer
   */
  public addIngress(rule: NetworkRule): void {
    const added = this.checked(() => ingressRule(rule));
    if (!this.ingress.some(({ from, ports }) => isCovered(added.from, added.ports, from, ports))) {
      this.ingress.push(added);
    }
  }

  /**
   * Lets the pods open connections, unless a rule lets them already.
   *
   * @throws when the rule has no peer
   */
  public addEgress(rule: NetworkRule): void {
    const added = this.checked(() => egressRule(rule));
    if (!this.egress.some(({ to, ports }) => isCovered(added.to, added.ports, to, ports))) {
      this.egress.push(added);
    }
  }

  private checked<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      reject(this, [error instanceof Error ? error.message : String(error)]);
      throw error;
    }
  }
}
