import { type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { claimSpec, type ClaimSpecProps } from '../pod/claim';
import { emitObject } from '../rules/emit-object';
import { checkProps } from '../props/check-props';

/** A claim on a volume. */
export interface PersistentClaimProps extends ClaimSpecProps {
  /**
   * Name of the object.
   *
   * @default - made from the construct's path
   */
  readonly name?: string;

  /**
   * Namespace of the object.
   *
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of the object.
   *
   * @default - the chart's
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the object.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** A PersistentVolumeClaim: storage that outlives the pods that mount it. */
export class PersistentClaim extends Construct {
  /** The API object. */
  public readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: PersistentClaimProps) {
    checkProps(scope, id, 'PersistentClaimProps', props);
    super(scope, id);
    const { name, namespace, labels, annotations } = props;
    this.resource = emitObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace, labels, annotations },
      spec: claimSpec(props),
    });
  }

  /** Name of the API object, as `Mount.claim` takes it. */
  public get name(): string {
    return this.resource.name;
  }
}
