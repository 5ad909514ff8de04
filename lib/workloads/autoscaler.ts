import { type ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type * as autoscaling from '../kubernetes/api/autoscaling';
import { emitObject } from '../rules/emit-object';
import { type ScalingRules, scalingRules } from './scaling-rules';
import { checkProps } from '../props/check-props';

/** Between how many replicas, and by what, a workload is scaled. */
export interface AutoscalerOptions {
  /**
   * Least number of replicas, at least 1.
   *
   * @default - 1, chosen by the API server
   */
  readonly minReplicas?: number;

  /** Greatest number of replicas, not below the least. */
  readonly maxReplicas: number;

  /**
   * Average use of the requested CPU to keep, in percent.
   *
   * @default - 80 % if no other target is given, as the API server would choose
   */
  readonly cpuUtilization?: number;

  /**
   * Average use of the requested memory to keep, in percent.
   *
   * @default - memory does not count
   */
  readonly memoryUtilization?: number;

  /**
   * How fast replicas are added.
   *
   * @default - at most 4 pods or 100 % in 15 s, whichever is more, chosen by the API server
   */
  readonly scaleUp?: ScalingRules;

  /**
   * How fast replicas are removed.
   *
   * @default - any number, after 300 s of stabilization, chosen by the API server
   */
  readonly scaleDown?: ScalingRules;

  /**
   * Labels of the autoscaler.
   *
   * @default - the chart's
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the autoscaler.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** An autoscaler and what it scales. */
export interface AutoscalerProps extends AutoscalerOptions {
  /** API object with a scale subresource: a Deployment, StatefulSet or ReplicaSet. */
  readonly target: ApiObject;

  /**
   * Name of the autoscaler.
   *
   * @default - the target's name
   */
  readonly name?: string;
}

/**
 * A HorizontalPodAutoscaler on CPU and memory.
 *
 * cdk8s-plus has one with more metrics; our workloads can be its target too.
 */
export class Autoscaler extends Construct {
  /** The API object. */
  public readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: AutoscalerProps) {
    checkProps(scope, id, 'AutoscalerProps', props);
    super(scope, id);
    const { target } = props;
    const workload = target.node.scope;
    if (isScalable(workload)) {
      workload.markHasAutoscaler();
    }
    const { scaleUp, scaleDown } = props;
    this.resource = emitObject<autoscaling.HorizontalPodAutoscaler>(this, 'Resource', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: {
        name: props.name ?? target.name,
        namespace: target.metadata.namespace,
        labels: props.labels && { ...props.labels },
        annotations: props.annotations && { ...props.annotations },
      },
      spec: {
        scaleTargetRef: { apiVersion: target.apiVersion, kind: target.kind, name: target.name },
        minReplicas: props.minReplicas,
        maxReplicas: props.maxReplicas,
        metrics: metrics(props),
        behavior:
          scaleUp === undefined && scaleDown === undefined
            ? undefined
            : { scaleUp: scaleUp && scalingRules(scaleUp), scaleDown: scaleDown && scalingRules(scaleDown) },
      },
    });
  }

  /** Name of the API object. */
  public get name(): string {
    return this.resource.name;
  }
}

/** Whether a construct, ours or of cdk8s-plus, must be told that it is scaled, so that it writes no replicas. */
function isScalable(construct?: IConstruct): construct is IConstruct & { markHasAutoscaler(): void } {
  return construct !== undefined && 'markHasAutoscaler' in construct;
}

function metrics({ cpuUtilization, memoryUtilization }: AutoscalerOptions): autoscaling.MetricSpec[] {
  const targets: ReadonlyArray<readonly [string, number | undefined]> = [
    ['cpu', cpuUtilization ?? (memoryUtilization === undefined ? 80 : undefined)],
    ['memory', memoryUtilization],
  ];
  return targets.flatMap(([name, averageUtilization]) =>
    averageUtilization === undefined
      ? []
      : [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } }],
  );
}
