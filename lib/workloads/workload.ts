import { ApiObject, type ApiObjectProps, Names } from 'cdk8s';
import {
  Container,
  type INetworkPolicyPeer,
  type IPodSelector,
  type k8s,
  LabelSelector,
  type NetworkPolicyPeerConfig,
  type PodSelectorConfig,
  type Protocol,
  type RestartPolicy,
} from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { NetworkIsolation } from '../network/network-isolation';
import { NetworkPeer } from '../network/network-peer';
import { type ContainerProps } from '../pod/container';
import { podTemplate, type PodTemplate } from '../pod/pod-template';
import { type Probe } from '../pod/probe';
import { type QosClass, qosClassOf } from '../pod/resources';
import { Posture } from '../posture';
import { References } from '../references/references';
import { validateResource } from '../rules/validate-resource';
import { annotateConfigHash, type TemplateManifest } from './config-hash';
import { podGuardProblems } from './pod-guards';
import { spreadOverHostsAndZones } from './spread';
import { type WorkloadProps } from './workload-props';

/** How a kind of workload treats its pods. */
export interface WorkloadKind {
  /** The main container's readiness probe, for kinds that have one. */
  readonly readiness?: Probe;
  /** Restart policy, where the kind does not imply it. */
  readonly restartPolicy?: RestartPolicy;
  /** Whether the kind finds its pods by labels, which then must be there. */
  readonly selectsPods: boolean;
  /** Whether there are several equal pods, to be spread over hosts and zones. */
  readonly isReplicated?: boolean;
  /** Whether to spread them; the posture decides when absent. */
  readonly spread?: boolean;
  /** Whether the kind makes claims for its pods. */
  readonly hasClaimTemplates?: boolean;
}

/** A construct around one API object that runs pods. */
export abstract class Workload extends Construct implements IPodSelector, INetworkPolicyPeer {
  /** The API object. */
  public abstract readonly resource: ApiObject;

  /** Labels of the pods, which are also what selects them. */
  public readonly podLabels: { readonly [key: string]: string };

  /** Quality of service that Kubernetes derives from the containers' resources. */
  public readonly qosClass: QosClass;

  /** The containers as cdk8s-plus knows them, for its autoscaler. */
  public readonly containers: Container[];

  protected readonly posture: Posture;
  protected readonly template: PodTemplate;

  private readonly namespace?: string;
  private readonly hashConfig: boolean;
  private readonly isolated: boolean;
  private readonly checksReferences: boolean;
  private policy?: NetworkIsolation;

  constructor(scope: Construct, id: string, props: WorkloadProps, kind: WorkloadKind) {
    super(scope, id);
    this.posture = Posture.of(this);
    this.namespace = props.namespace;
    const main: ContainerProps = {
      ...props,
      name: props.containerName ?? props.name ?? id.toLowerCase(),
      readiness: kind.readiness,
      security: props.containerSecurity,
    };
    this.checksReferences = props.checkReferences ?? this.posture.checkReferences;
    this.isolated = props.networkPolicy ?? this.posture.networkPolicy;
    const needsLabels = kind.selectsPods || this.isolated;
    this.podLabels = { ...(props.podLabels ?? (needsLabels ? this.ownLabels(main.name) : {})) };
    const spread = kind.isReplicated && (kind.spread ?? this.posture.spread);
    this.template = this.atPath(() =>
      podTemplate(
        {
          ...props,
          podLabels: Object.keys(this.podLabels).length === 0 ? undefined : this.podLabels,
          security: props.security ?? this.posture.security,
          automountServiceAccountToken: props.automountServiceAccountToken ?? this.posture.automountServiceAccountToken,
          topologySpread: props.topologySpread ?? (spread ? spreadOverHostsAndZones(this.selector) : undefined),
        },
        { main, restartPolicy: kind.restartPolicy },
      ),
    );
    const { spec, claimTemplates } = this.template;
    if (!kind.hasClaimTemplates && claimTemplates.length > 0) {
      throw new Error(
        `[${this.node.path}] only a StatefulSet has claim templates, got ${claimTemplates.map((claim) => `"${claim.metadata?.name}"`).join(', ')}: mount a claim instead`,
      );
    }
    this.qosClass = qosClassOf([...(spec.initContainers ?? []), ...spec.containers]);
    this.containers = [main, ...(props.sidecars ?? [])].map(
      ({ name, image, resources }) => new Container({ name, image, resources: resources?._toPlus() ?? {} }),
    );
    this.hashConfig = props.configHash ?? this.posture.configHash;
    const guards = {
      requireResources: props.requireResources ?? this.posture.requireResources,
      requirePinnedImages: props.requirePinnedImages ?? this.posture.requirePinnedImages,
    };
    this.node.addValidation({ validate: () => podGuardProblems(spec, guards) });
  }

  /** Name of the API object. */
  public get name(): string {
    return this.resource.name;
  }

  /** The NetworkPolicy around the pods, if there is one. */
  public get networkPolicy(): NetworkIsolation | undefined {
    return this.policy;
  }

  /** How cdk8s-plus selects the pods. */
  public toPodSelectorConfig(): PodSelectorConfig {
    if (Object.keys(this.podLabels).length === 0) {
      throw new Error(`[${this.node.path}] the pods have no labels to select them by: give podLabels`);
    }
    return {
      labelSelector: LabelSelector.of({ labels: { ...this.podLabels } }),
      namespaces: this.namespace === undefined ? undefined : { names: [this.namespace] },
    };
  }

  /** How a cdk8s-plus NetworkPolicy names the pods as a peer. */
  public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** The pods as a selector of cdk8s-plus. */
  public toPodSelector(): IPodSelector | undefined {
    return this;
  }

  /** The pod template as manifests write it. */
  protected get templateSpec(): k8s.PodTemplateSpec {
    return { metadata: this.template.metadata, spec: this.template.spec };
  }

  /** The selector of the pods as manifests write it. */
  protected get selector(): k8s.LabelSelector {
    return { matchLabels: { ...this.podLabels } };
  }

  /** Makes the API object, with the config hash if asked for, and the check of Kubernetes' rules. */
  protected emit(manifest: ApiObjectProps): ApiObject {
    if (this.hashConfig) {
      // A manifest of a workload has a pod template; its type in cdk8s says only that it is an object.
      annotateConfigHash(this, manifest as unknown as TemplateManifest, this.template.spec);
    }
    const resource = new ApiObject(this, 'Resource', manifest);
    validateResource(this, resource);
    if (this.checksReferences) {
      References.applyTo(this);
    }
    return resource;
  }

  /**
   * Puts a NetworkPolicy around the pods if asked for, once the API object is there.
   *
   * @param isExposed whether traffic from outside of the cluster is meant to arrive
   * @param annotations of the NetworkPolicy
   */
  protected isolate(
    props: WorkloadProps,
    isExposed: boolean = false,
    annotations?: { readonly [key: string]: string },
  ): void {
    if (!this.isolated) {
      return;
    }
    const ports = this.template.spec.containers.flatMap(({ ports: own }) => own ?? []);
    const peers = props.allowFrom ?? [isExposed ? NetworkPeer.ANYWHERE : NetworkPeer.pods()];
    this.policy = new NetworkIsolation(this, 'NetworkPolicy', {
      name: this.name,
      namespace: props.namespace,
      annotations,
      podLabels: this.podLabels,
      ingress:
        ports.length === 0 || peers.length === 0
          ? []
          : [
              {
                peers,
                ports: ports.map(({ containerPort, protocol }) => ({
                  port: containerPort,
                  protocol: protocol as Protocol,
                })),
              },
            ],
      egress: props.connectsTo,
    });
  }

  /** Runs a step of the construction; its errors get the construct's path. */
  protected atPath<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      throw new Error(`[${this.node.path}] ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }

  private ownLabels(containerName: string): { readonly [key: string]: string } {
    return {
      'app.kubernetes.io/name': containerName,
      'app.kubernetes.io/instance': Names.toLabelValue(this),
    };
  }
}

/** The metadata of a workload's object. */
export function workloadMetadata(
  props: WorkloadProps,
  annotations: { readonly [key: string]: string } = {},
): k8s.ObjectMeta {
  const all = { ...props.annotations, ...annotations };
  return {
    name: props.name,
    namespace: props.namespace,
    labels: props.labels && { ...props.labels },
    annotations: Object.keys(all).length === 0 ? undefined : all,
  };
}
