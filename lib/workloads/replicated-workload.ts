import { Lazy } from 'cdk8s';
import { type Construct } from 'constructs';
import { type PlusScalingTarget } from '../network/cdk8s-plus';
import { Autoscaler, type AutoscalerOptions } from './autoscaler';
import { DisruptionBudget, type DisruptionBudgetOptions } from './disruption-budget';
import { Workload, type WorkloadKind } from './workload';
import { type WorkloadProps } from './workload-props';

/** A workload that keeps a number of equal pods. */
export interface ReplicatedWorkloadProps extends WorkloadProps {
  /**
   * Number of pods. Left out when an autoscaler decides it.
   *
   * @default - 1, chosen by the API server
   */
  readonly replicas?: number;

  /**
   * Spread the pods over hosts and zones.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly spread?: boolean;

  /**
   * Whether there is a PodDisruptionBudget.
   *
   * @default - the posture's: true in PRODUCTION for more than one pod
   */
  readonly disruptionBudget?: boolean;

  /**
   * Numbers of the PodDisruptionBudget; giving some asks for one.
   *
   * @default - one pod may be missing
   */
  readonly disruptionBudgetOptions?: DisruptionBudgetOptions;

  /**
   * A HorizontalPodAutoscaler that decides the number of pods; excludes `replicas`.
   *
   * @default - none
   */
  readonly autoscaler?: AutoscalerOptions;
}

/** A workload with a number of equal pods, which can be scaled. */
export abstract class ReplicatedWorkload extends Workload {
  /** Whether an autoscaler, ours or one of cdk8s-plus, decides the number of pods. */
  public hasAutoscaler = false;

  /** The PodDisruptionBudget, if there is one. */
  public get disruptionBudget(): DisruptionBudget | undefined {
    return this.budget;
  }

  /** The HorizontalPodAutoscaler, if there is one of ours. */
  public get autoscaler(): Autoscaler | undefined {
    return this.scaler;
  }

  private readonly fixedReplicas?: number;
  private budget?: DisruptionBudget;
  private scaler?: Autoscaler;

  constructor(scope: Construct, id: string, props: ReplicatedWorkloadProps, kind: WorkloadKind) {
    super(scope, id, props, { ...kind, spread: props.spread, isReplicated: true });
    this.fixedReplicas = props.replicas;
    if (props.autoscaler !== undefined && props.replicas !== undefined) {
      throw new Error(
        `[${this.node.path}] takes replicas or an autoscaler, got both: an autoscaler would be undone at each apply`,
      );
    }
  }

  /** Called by the autoscaler that takes this workload as its target. */
  public markHasAutoscaler(): void {
    this.hasAutoscaler = true;
  }

  /** This workload as `IScalable` of cdk8s-plus, of any version. */
  public toScalingTarget(): PlusScalingTarget {
    const { kind, apiVersion, name } = this.resource;
    const containers = this._containers.map((each) => ({
      name: each.name,
      image: each.image,
      resources: each.resources?._toPlus() ?? {},
    }));
    return { kind, apiVersion, name, containers, replicas: this.fixedReplicas };
  }

  /** The number of pods as a manifest writes it: nothing once an autoscaler decides. */
  protected get replicas(): number {
    return Lazy.any({ produce: () => (this.hasAutoscaler ? undefined : this.fixedReplicas) }) as number;
  }

  /**
   * Adds the autoscaler and the disruption budget, once the API object is there.
   *
   * @internal
   */
  protected _protect(props: ReplicatedWorkloadProps): void {
    if (props.autoscaler !== undefined) {
      this.markHasAutoscaler();
      this.scaler = new Autoscaler(this, 'Autoscaler', { ...props.autoscaler, target: this.resource });
    }
    const several = (props.autoscaler?.maxReplicas ?? props.replicas ?? 1) > 1;
    const wanted =
      props.disruptionBudget ??
      (props.disruptionBudgetOptions !== undefined || (this.posture.disruptionBudget && several));
    if (wanted) {
      this.budget = new DisruptionBudget(this, 'DisruptionBudget', {
        ...props.disruptionBudgetOptions,
        name: this.name,
        namespace: props.namespace,
        selector: this.selector,
      });
    }
  }
}
