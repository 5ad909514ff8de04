import { type ApiObject, type Duration } from 'cdk8s';
import { ServiceType } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import type * as apps from '../kubernetes/api/apps';
import { type IBackend, type ServiceBackend } from '../network/backend';
import { type IClient } from '../network/client';
import { ClusterService } from '../network/cluster-service';
import { NetworkPeer } from '../network/network-peer';
import { type NetworkPort } from '../network/network-policy-spec';
import { type IScrapeTarget, type ServiceObject } from '../network/service-object';
import { type ServicePortProps } from '../network/service-port';
import { Env } from '../pod/env';
import { optionalSeconds } from '../pod/seconds';
import { type Probe } from '../pod/probe';
import { ReplicatedWorkload, type ReplicatedWorkloadProps } from './replicated-workload';
import { type DeploymentStrategy } from './deployment-strategy';
import { workloadMetadata } from './workload';
import { type WorkloadServiceOptions, workloadServicePorts } from './workload-service';
import { pickProps } from '../props/pick-props';

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
   * Pause rollouts: a change of the pod template creates no pods until this is false again.
   *
   * @default - false
   */
  readonly paused?: boolean;

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
export abstract class DeploymentWorkload extends ReplicatedWorkload implements IBackend, IScrapeTarget {
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
        paused: props.paused,
        template: this._templateSpec,
      },
    });
    this._protect(props);
    this.service = props.service && this.serve(props, props.service);
    this._isolate(props, {
      isExposed: props.service && isExposed(props.service),
      servedPorts: props.service && workloadServicePorts(props.service).map(podPort),
    });
    const required = props.requireReadiness ?? this.posture.requireReadiness;
    if (readiness === undefined && this.service !== undefined && required) {
      const problem =
        'a Service sends traffic to pods that have no readiness probe: use a ProbedDeployment, or set requireReadiness to false (posture PRODUCTION)';
      this.node.addValidation({ validate: () => [problem] });
    }
  }

  /**
   * What a workload needs to connect to the pods through their Service: give it to the prop `connections`. Variables
   * named after the construct's id, such as WEB_SERVICE_HOST and WEB_SERVICE_PORT for the id `web`, for the first port
   * of the Service, and the NetworkPolicies of both sides.
   *
   * @throws when there is no Service
   */
  public get client(): IClient {
    const service = this.requireService();
    const prefix = this.node.id.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
    const [first] = service.ports;
    const { namespace } = this.resource.metadata;
    const server =
      namespace === undefined
        ? NetworkPeer.pods(this.selectorLabels)
        : NetworkPeer.podsOfNamespace(namespace, this.selectorLabels);
    const ports = service.ports.map(podPort);
    return {
      env: Env.values({ [`${prefix}_SERVICE_HOST`]: service.host, [`${prefix}_SERVICE_PORT`]: `${first?.port}` }),
      mounts: [],
      podLabels: {},
      allowTo: [{ peers: [server], ports }],
      connectedBy: (pods) => this._admitClient(pods, ports),
    };
  }

  /**
   * The Service in front of the pods as the backend of an Ingress or an HTTPRoute.
   *
   * @param port which of the Service's ports; may be left out when there is one
   * @throws when there is no Service, no such port, or several and none is named
   */
  public toBackend(port?: number): ServiceBackend {
    return this.requireService().toBackend(port);
  }

  /**
   * The Service in front of the pods as the target of a ServiceMonitor.
   *
   * @throws when there is no Service
   */
  public toScrapeTarget(): ServiceObject {
    return this.requireService();
  }

  private requireService(): ClusterService {
    if (this.service === undefined) {
      throw new Error(`[${this.node.path}] has no Service to connect to: give it the prop service`);
    }
    return this.service;
  }

  /** A Service selects by equal labels only. */
  private get serviceSelector(): { readonly [key: string]: string } {
    if (Object.keys(this.selectorLabels).length === 0) {
      throw new Error(`[${this.node.path}] a Service selects pods by labels: the selector must have matchLabels`);
    }
    return this.selectorLabels;
  }

  private serve(props: DeploymentOptions, service: WorkloadServiceOptions): ClusterService {
    const made = new ClusterService(this, 'Service', {
      ...pickProps('ClusterServiceProps', service),
      name: service.name ?? this.name,
      namespace: props.namespace,
      selector: this.serviceSelector,
      ports: workloadServicePorts(service),
    });
    made._setPods((port) => ({
      path: this.node.path,
      isClosed: this.networkPolicy !== undefined && props.allowFrom === undefined && !isExposed(service),
      admit: (peers) => this.addAllowFrom(peers, [podPort(port)]),
    }));
    return made;
  }
}

/** The port of the pods behind a port of their Service. */
function podPort({ port, targetPort, targetPortName, protocol }: ServicePortProps): NetworkPort {
  return targetPortName === undefined ? { port: targetPort ?? port, protocol } : { portName: targetPortName, protocol };
}

/** Whether traffic from outside of the cluster is meant to arrive. */
function isExposed({ type = ServiceType.CLUSTER_IP }: WorkloadServiceOptions): boolean {
  return type !== ServiceType.CLUSTER_IP;
}
