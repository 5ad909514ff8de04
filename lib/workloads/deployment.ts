import { type ApiObject, type Duration } from 'cdk8s';
import { ServiceType } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import type * as apps from '../kubernetes/api/apps';
import { ClusterService } from '../network/cluster-service';
import { type NetworkPort } from '../network/network-policy-spec';
import { optionalSeconds } from '../pod/seconds';
import { type Probe } from '../pod/probe';
import { ReplicatedWorkload, type ReplicatedWorkloadProps } from './replicated-workload';
import { type DeploymentStrategy } from './deployment-strategy';
import { workloadMetadata } from './workload';
import { type WorkloadServiceOptions, workloadServicePorts } from './workload-service';

/** The annotation that `kubectl rollout history` shows as the reason of a revision. */
const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/** Equal pods with rollouts. */
export interface DeploymentOptions extends ReplicatedWorkloadProps {
  /**
   * How pods are replaced.
   *
   * @default - rolling, 25 % at a time, chosen by the API server
   */
  readonly strategy?: DeploymentStrategy;

  /**
   * Time that a pod must have been ready to count as available, in whole seconds.
   *
   * @default - 0 s, chosen by the API server
   */
  readonly minReady?: Duration;

  /**
   * Time without progress after which a rollout counts as failed, in whole seconds. Above `minReady`.
   *
   * @default - 600 s, chosen by the API server
   */
  readonly progressDeadline?: Duration;

  /**
   * Old ReplicaSets to keep for a rollback.
   *
   * @default - 10, chosen by the API server
   */
  readonly revisionHistoryLimit?: number;

  /**
   * Reason of this revision, as `kubectl rollout history` shows it.
   *
   * @default - none
   */
  readonly changeCause?: string;

  /**
   * A Service needs a readiness probe.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly requireReadiness?: boolean;

  /**
   * The Service in front of the pods.
   *
   * @default - none
   */
  readonly service?: WorkloadServiceOptions;
}

/** What Deployments have in common, with a readiness probe and without. */
export abstract class DeploymentWorkload extends ReplicatedWorkload {
  public readonly resource: ApiObject;

  /** The Service in front of the pods, if one was asked for. */
  public readonly service?: ClusterService;

  constructor(scope: Construct, id: string, props: DeploymentOptions, readiness?: Probe) {
    super(scope, id, props, { readiness, selectsPods: true });
    const cause: { [key: string]: string } =
      props.changeCause === undefined ? {} : { [CHANGE_CAUSE]: props.changeCause };
    this.resource = this._emit<apps.Deployment>({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: workloadMetadata(props, cause),
      spec: {
        replicas: this.replicas,
        selector: this.selector,
        strategy: props.strategy?._strategy,
        minReadySeconds: this._atPath(() => optionalSeconds('minReady', props.minReady)),
        progressDeadlineSeconds: this._atPath(() => optionalSeconds('progressDeadline', props.progressDeadline)),
        revisionHistoryLimit: props.revisionHistoryLimit,
        template: this._templateSpec,
      },
    });
    this._protect(props);
    this.service = props.service && this.serve(props, props.service);
    const type = props.service?.type ?? ServiceType.CLUSTER_IP;
    this._isolate(props, { isExposed: type !== ServiceType.CLUSTER_IP, servedPorts: servedPorts(props.service) });
    const required = props.requireReadiness ?? this.posture.requireReadiness;
    if (readiness === undefined && this.service !== undefined && required) {
      const problem =
        'a Service sends traffic to pods that have no readiness probe: use a ProbedDeployment, or set requireReadiness to false (posture PRODUCTION)';
      this.node.addValidation({ validate: () => [problem] });
    }
  }

  /** A Service selects by equal labels only. */
  private get serviceSelector(): { readonly [key: string]: string } {
    if (Object.keys(this.selectorLabels).length === 0) {
      throw new Error(`[${this.node.path}] a Service selects pods by labels: the selector must have matchLabels`);
    }
    return this.selectorLabels;
  }

  private serve(props: DeploymentOptions, service: WorkloadServiceOptions): ClusterService {
    return new ClusterService(this, 'Service', {
      ...service,
      name: service.name ?? this.name,
      namespace: props.namespace,
      selector: this.serviceSelector,
      ports: workloadServicePorts(service),
    });
  }
}

/** The ports of the pods behind a Service. */
function servedPorts(service?: WorkloadServiceOptions): NetworkPort[] {
  return (service === undefined ? [] : workloadServicePorts(service)).map((each) => ({
    port: each.targetPortName === undefined ? (each.targetPort ?? each.port) : undefined,
    portName: each.targetPortName,
    protocol: each.protocol,
  }));
}
