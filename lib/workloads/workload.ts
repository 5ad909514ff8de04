import { type ApiObject, Names } from 'cdk8s';
import { type RestartPolicy } from 'cdk8s-plus-27';
import { Construct, type IConstruct } from 'constructs';
import type * as apps from '../kubernetes/api/apps';
import type * as batch from '../kubernetes/api/batch';
import type * as core from '../kubernetes/api/core';
import type * as meta from '../kubernetes/api/meta';
import { plainValue } from '../tokens/plain-value';
import { type PlusNetworkPolicyPeerConfig, type PlusPodSelectorConfig } from '../network/cdk8s-plus';
import { type ClientPods, type IClient } from '../network/client';
import { NetworkIsolation } from '../network/network-isolation';
import { NetworkPeer } from '../network/network-peer';
import { type NetworkPort } from '../network/network-policy-spec';
import { type ContainerProps } from '../pod/container';
import { type LabelSelector as Selector } from '../pod/label-selector';
import { podTemplate, type PodTemplate } from '../pod/pod-template';
import { type Probe } from '../pod/probe';
import { type QosClass, qosClassOf } from '../pod/resources';
import { Posture } from '../posture';
import { References } from '../references/references';
import { emitObject } from '../rules/emit-object';
import { TreeState } from '../synthesis/tree-state';
import { annotatePod, annotateTemplate, type TemplateManifest } from './config-hash';
import { ingressRules } from './ingress-rules';
import { labelsOfPods, mergeLabels } from './pod-labels';
import { podPolicyProblems } from './pod-policy-checks';
import { defaultName } from './default-name';
import { ServiceAccount, type ServiceAccountOptions } from './service-account';
import { spreadOverHostsAndZones } from './spread';
import { type WorkloadProps } from './workload-props';

/** How a kind of workload treats its pods. */
export interface WorkloadKind {
  /**
   * Readiness probe of the main container.
   *
   * @default - none
   */
  readonly readiness?: Probe;
  /**
   * Restart policy of the pods.
   *
   * @default - that of the kind
   */
  readonly restartPolicy?: RestartPolicy;
  /** Whether the kind finds its pods by labels, which then must be there. */
  readonly selectsPods: boolean;
  /**
   * Whether there are several equal pods, to be spread over hosts and zones.
   *
   * @default false
   */
  readonly isReplicated?: boolean;
  /**
   * Whether to spread them.
   *
   * @default - the posture's
   */
  readonly spread?: boolean;
  /**
   * Whether the kind makes claims for its pods.
   *
   * @default false
   */
  readonly hasClaimTemplates?: boolean;
}

/** What a kind of workload says of the NetworkPolicy around its pods. */
export interface Isolation {
  /** Whether traffic from outside of the cluster is meant to arrive. */
  readonly isExposed?: boolean;
  /** Ports of the pods that a Service sends traffic to, whether or not a container declares them. */
  readonly servedPorts?: NetworkPort[];
  /** Annotations of the NetworkPolicy. */
  readonly annotations?: { readonly [key: string]: string };
}

/** The kinds of API objects that run pods. */
type WorkloadObject =
  | apps.DaemonSet
  | apps.Deployment
  | apps.ReplicaSet
  | apps.StatefulSet
  | batch.CronJob
  | batch.Job
  | core.Pod;

/** A construct around one API object that runs pods. */
export abstract class Workload extends Construct {
  /** The API object. */
  public abstract readonly resource: ApiObject;

  /** All labels of the pods. Select pods by `selectorLabels`: these change when a label is added. */
  public readonly podLabels: { readonly [key: string]: string };

  /** Labels that select the pods, for Services and NetworkPolicies; none where the selector has only expressions. */
  public readonly selectorLabels: { readonly [key: string]: string };

  /** The service account that was made for the workload, if any. */
  public readonly serviceAccount?: ServiceAccount;

  /**
   * The main container and the extra ones, for an autoscaler of cdk8s-plus.
   *
   * @internal
   */
  protected readonly _containers: ContainerProps[];

  protected readonly posture: Posture;
  /** @internal */
  protected readonly _template: PodTemplate;

  private readonly connections: IClient[];
  private readonly labelSelector?: Selector;
  private readonly hashConfig: boolean;
  private readonly isolated: boolean;
  private readonly checksReferences: boolean;
  private policy?: NetworkIsolation;

  constructor(scope: Construct, id: string, props: WorkloadProps, kind: WorkloadKind) {
    super(scope, id);
    this.posture = Posture.of(this);
    const connections = props.connections ?? [];
    this.connections = connections;
    const main: ContainerProps = {
      ...props,
      ...(connections.length > 0 && {
        env: [...connections.flatMap(({ env }) => env), ...(props.env ?? [])],
        mounts: [...(props.mounts ?? []), ...connections.flatMap(({ mounts }) => mounts)],
      }),
      name: props.containerName ?? props.name ?? id.toLowerCase(),
      readiness: kind.readiness,
      // The prop of this name of Jobs and Pods is that of the pod.
      restartPolicy: undefined,
      security: props.containerSecurity,
    };
    this.checksReferences = props.checkReferences ?? this.posture.checkReferences;
    this.isolated = props.networkPolicy ?? this.posture.networkPolicy;
    // A server lets the pods of its clients in by their labels.
    const needsLabels = kind.selectsPods || this.isolated || connections.length > 0;
    const generated = needsLabels ? this.ownLabels(main.name) : undefined;
    const labels = this._atPath(() =>
      labelsOfPods(
        props.selector,
        generated,
        mergeLabels([
          ...connections.map(({ podLabels }, i) => ({ from: `connections[${i}]`, labels: podLabels })),
          { from: 'podLabels', labels: props.podLabels ?? {} },
        ]),
      ),
    );
    this.podLabels = labels.all;
    this.labelSelector = labels.selector;
    this.selectorLabels = { ...labels.selector?.matchLabels };
    this.serviceAccount =
      props.serviceAccount && this.addServiceAccount(props, props.serviceAccount, defaultName(scope, id));
    const spread = kind.isReplicated && (kind.spread ?? this.posture.spread);
    this._template = this._atPath(() =>
      podTemplate(
        {
          ...props,
          podLabels: this.podLabels,
          security: props.security ?? this.posture.security,
          serviceAccountName: this.serviceAccount?.name ?? props.serviceAccountName,
          automountServiceAccountToken:
            props.automountServiceAccountToken ??
            tokenDefault(this.posture.automountServiceAccountToken, props.serviceAccount),
          enableServiceLinks: props.enableServiceLinks ?? this.posture.enableServiceLinks,
          topologySpread: props.topologySpread ?? (spread ? spreadOverHostsAndZones(this.selector) : undefined),
        },
        { main, restartPolicy: kind.restartPolicy },
      ),
    );
    const { spec, claimTemplates } = this._template;
    if (!kind.hasClaimTemplates && claimTemplates.length > 0) {
      throw new Error(
        `[${this.node.path}] only a StatefulSet has claim templates, got ${claimTemplates.map((claim) => `"${claim.metadata?.name}"`).join(', ')}: mount a claim instead`,
      );
    }
    this._containers = [main, ...(props.extraContainers ?? [])];
    this.hashConfig = props.configHash ?? this.posture.configHash;
    const guards = {
      requireResources: props.requireResources ?? this.posture.requireResources,
      requirePinnedImages: props.requirePinnedImages ?? this.posture.requirePinnedImages,
    };
    TreeState.of(this).addCheck(this, () => podPolicyProblems(plainValue(spec) as core.PodSpec, guards));
  }

  /** Name of the API object. */
  public get name(): string {
    return this.resource.name;
  }

  /** Quality of service that Kubernetes derives from the containers' resources. */
  public get qosClass(): QosClass {
    const { initContainers = [], containers } = this._template.spec;
    return qosClassOf([...initContainers, ...containers]);
  }

  /** The NetworkPolicy around the pods, if there is one. */
  public get networkPolicy(): NetworkIsolation | undefined {
    return this.policy;
  }

  /**
   * Lets peers connect to the pods, where there is a NetworkPolicy: as the prop `allowFrom`, and in addition to it.
   *
   * @param peers who may connect
   * @param ports ports of the pods; all if left out
   */
  public addAllowFrom(peers: NetworkPeer[], ports?: NetworkPort[]): void {
    if (peers.length > 0) this.networkPolicy?.addIngress({ peers, ports });
  }

  /**
   * Lets the pods of a client in, where there is a NetworkPolicy.
   *
   * @internal
   */
  public _admitClient(pods: ClientPods, ports: NetworkPort[]): void {
    const { namespace, labels } = pods;
    const isNear = namespace === undefined || namespace === this.resource.metadata.namespace;
    this.addAllowFrom([isNear ? NetworkPeer.pods(labels) : NetworkPeer.podsOfNamespace(namespace, labels)], ports);
  }

  /** The pods as `IPodSelector` of cdk8s-plus, of any version. */
  public toPodSelectorConfig(): PlusPodSelectorConfig {
    const { selector } = this;
    const { namespace } = this.resource.metadata;
    return {
      labelSelector: { _toKube: () => selector, isEmpty: () => false },
      namespaces: namespace === undefined ? undefined : { names: [namespace] },
    };
  }

  /** The pods as `INetworkPolicyPeer` of cdk8s-plus, of any version. */
  public toNetworkPolicyPeerConfig(): PlusNetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** The pods as `INetworkPolicyPeer` of cdk8s-plus, of any version. */
  public toPodSelector(): IConstruct & { toPodSelectorConfig(): PlusPodSelectorConfig } {
    return this;
  }

  /**
   * The pod template as manifests write it.
   *
   * @internal
   */
  protected get _templateSpec(): core.PodTemplateSpec {
    return { metadata: this._template.metadata, spec: this._template.spec };
  }

  /** The selector of the pods as manifests write it. */
  protected get selector(): Selector {
    if (this.labelSelector === undefined) {
      throw new Error(`[${this.node.path}] the pods have no labels to select them by: give a selector or podLabels`);
    }
    return this.labelSelector;
  }

  /**
   * Makes the API object, with the config hash if asked for, and the check of Kubernetes' rules.
   *
   * @internal
   */
  protected _emit<T extends WorkloadObject>(manifest: T): ApiObject {
    const template = podTemplateOf(manifest);
    if (this.hashConfig && template !== undefined) {
      annotateTemplate(this, template, this._template.spec);
    }
    const resource = emitObject(this, 'Resource', manifest);
    if (this.hashConfig && template === undefined) {
      annotatePod(resource, this._template.spec);
    }
    if (this.serviceAccount !== undefined) {
      resource.addDependency(this.serviceAccount);
    }
    if (this.checksReferences) {
      References.applyTo(this);
    }
    const { namespace } = resource.metadata;
    for (const client of this.connections) client.connectedBy({ labels: this.selectorLabels, namespace });
    return resource;
  }

  /**
   * Puts a NetworkPolicy around the pods if asked for, once the API object is there.
   *
   * @internal
   */
  protected _isolate(props: WorkloadProps, isolation: Isolation = {}): void {
    if (!this.isolated) {
      return;
    }
    const peers = props.allowFrom ?? [isolation.isExposed ? NetworkPeer.ANYWHERE : NetworkPeer.pods()];
    const { servedPorts = [] } = isolation;
    const ingress = this._atPath(() => ingressRules(this._template.spec, servedPorts, peers, props.portAccess ?? []));
    this.policy = new NetworkIsolation(this, 'NetworkPolicy', {
      name: this.name,
      namespace: props.namespace,
      annotations: isolation.annotations,
      selector: this.selector,
      ingress,
      egress: [...(props.connections ?? []).flatMap(({ allowTo }) => allowTo), ...(props.allowTo ?? [])],
    });
  }

  /**
   * Runs a step of the construction; its errors get the construct's path.
   *
   * @internal
   */
  protected _atPath<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      throw new Error(`[${this.node.path}] ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }

  private addServiceAccount(props: WorkloadProps, options: ServiceAccountOptions, ownName: string): ServiceAccount {
    if (props.serviceAccountName !== undefined) {
      throw new Error(
        `[${this.node.path}] takes serviceAccount or serviceAccountName, got both: "${props.serviceAccountName}"; name the made account with serviceAccount.name`,
      );
    }
    const { namespace } = props;
    return new ServiceAccount(this, 'ServiceAccount', {
      ...options,
      namespace,
      name: options.name ?? props.name ?? ownName,
    });
  }

  private ownLabels(containerName: string): { readonly [key: string]: string } {
    return {
      'app.kubernetes.io/name': containerName,
      'app.kubernetes.io/instance': Names.toLabelValue(this),
    };
  }
}

/** Whether pods get a token: those of an account with rules do where the posture denies tokens. */
function tokenDefault(
  ofPosture: boolean | undefined,
  { rules = [], clusterRules = [] }: ServiceAccountOptions = {},
): boolean | undefined {
  return ofPosture === false && rules.length + clusterRules.length > 0 ? true : ofPosture;
}

/** The pod template of a workload's manifest; a Pod has none. */
function podTemplateOf(manifest: WorkloadObject): TemplateManifest | undefined {
  switch (manifest.kind) {
    case 'Pod':
      return undefined;
    case 'CronJob':
      return manifest.spec?.jobTemplate.spec?.template;
    default:
      return manifest.spec?.template;
  }
}

/** The metadata of a workload's object. */
export function workloadMetadata(
  props: WorkloadProps,
  annotations: { readonly [key: string]: string } = {},
): meta.ObjectMeta {
  const all = { ...props.annotations, ...annotations };
  return {
    name: props.name,
    namespace: props.namespace,
    labels: props.labels && { ...props.labels },
    annotations: Object.keys(all).length === 0 ? undefined : all,
  };
}
