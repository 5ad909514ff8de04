import { type ApiObject } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { type LabelSelector } from '../pod/label-selector';
import { emitObject } from '../rules/emit-object';
import { countOrPercent, optionalCountOrPercent } from './count-or-percent';
import { checkProps } from '../props/check-props';

/** How many pods a voluntary disruption, such as a node drain, may take. */
export interface DisruptionBudgetOptions {
  /**
   * Pods that may be missing; excludes `minAvailable`.
   *
   * @default - 1, unless minAvailable is given
   */
  readonly maxUnavailable?: PercentOrAbsolute;

  /**
   * Pods that must remain; excludes `maxUnavailable`.
   *
   * @default - none
   */
  readonly minAvailable?: PercentOrAbsolute;

  /**
   * Let pods that are not ready be evicted whatever the numbers say. Otherwise a crash-looping pod holds up every drain
   * of its node.
   *
   * @default true
   */
  readonly evictUnhealthy?: boolean;

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

/** A budget and the pods that it is for. */
export interface DisruptionBudgetProps extends DisruptionBudgetOptions {
  /** The pods. */
  readonly selector: LabelSelector;

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
}

/** A PodDisruptionBudget that lets a node be drained also when its pods are broken. */
export class DisruptionBudget extends Construct {
  /** The API object. */
  public readonly resource: ApiObject;

  /** @throws when both `maxUnavailable` and `minAvailable` are given */
  constructor(scope: Construct, id: string, props: DisruptionBudgetProps) {
    checkProps(scope, id, 'DisruptionBudgetProps', props);
    super(scope, id);
    const { maxUnavailable, minAvailable } = props;
    if (maxUnavailable !== undefined && minAvailable !== undefined) {
      const given = `${maxUnavailable.value} and ${minAvailable.value}`;
      throw new Error(`[${this.node.path}] takes maxUnavailable or minAvailable, got both: ${given}`);
    }
    this.resource = emitObject(this, 'Resource', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: {
        name: props.name,
        namespace: props.namespace,
        labels: props.labels && { ...props.labels },
        annotations: props.annotations && { ...props.annotations },
      },
      spec: {
        minAvailable: optionalCountOrPercent(minAvailable),
        maxUnavailable:
          minAvailable === undefined ? countOrPercent(maxUnavailable ?? PercentOrAbsolute.absolute(1)) : undefined,
        selector: props.selector,
        unhealthyPodEvictionPolicy: (props.evictUnhealthy ?? true) ? 'AlwaysAllow' : undefined,
      },
    });
  }

  /** Name of the API object. */
  public get name(): string {
    return this.resource.name;
  }
}
